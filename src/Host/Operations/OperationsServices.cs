using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging.Console;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Host.Operations;

/// <summary>Clocks, start-up, timers, health, telemetry.</summary>
internal static class OperationsServices
{
    /// <summary>The registered <see cref="TimeProvider"/> is the machine's; business time is asked of <see cref="BusinessClock"/>.</summary>
    public static IServiceCollection AddClocks(this IServiceCollection services) => services
        .AddSingleton(TimeProvider.System)
        .AddSingleton<BusinessClock>()
        .AddSingleton(provider => new SystemTime(provider.GetRequiredService<TimeProvider>()));

    public static IServiceCollection AddOperations(this IServiceCollection services, HostSettings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton<Troubles>();
        services.AddSingleton<Failures>();
        services.AddHostedService<DatabaseWatch>();
        services.AddSingleton<OutboxMeter>();
        services.AddSingleton<CommandMeter>();
        services.AddSingleton<BusinessTime>();
        services.AddDeliveries(settings);
        services.AddScoped<Seeding>();
        services.AddSingleton<TimerService>().AddHostedService(p => p.GetRequiredService<TimerService>());
        services.AddSingleton<CommandService>().AddHostedService(p => p.GetRequiredService<CommandService>());
        services.AddHostedService<Telemetry>();
        services.AddSingleton<Leaving>().AddHostedService(p => p.GetRequiredService<Leaving>());
        services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(30) + settings.DrainTime);
        services.AddHealthChecks()
            .AddCheck<DatabaseHealth>("database", tags: ["ready"])
            .AddCheck<TimerHealth>("timers", tags: ["ready"])
            .AddCheck<CommandHealth>("commands", tags: ["ready"])
            .AddCheck<WorkHealth>("work", tags: ["ready"])
            .AddCheck<DeliveryHealth>("deliveries", tags: ["ready"])
            .AddCheck<Leaving>("serving", tags: ["ready"]);
        return services;
    }

    /// <summary>Lines of JSON for collectors; people read the plain form in Development.</summary>
    public static ILoggingBuilder AddStaffFlowsLogs(this ILoggingBuilder logging, IHostEnvironment environment)
    {
        if (environment.IsDevelopment()) return logging;

        logging.ClearProviders();
        return logging.AddJsonConsole(options =>
        {
            options.UseUtcTimestamp = true;
            options.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";
            options.IncludeScopes = true;
        });
    }

    /// <summary>For probes: the state of each part, how many instances have faulted, how many messages nobody sends, and what is wrong by code and id; nothing of what people wrote.</summary>
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new HealthCheckOptions
        {
            Predicate = check => check.Tags.Contains("ready"),
            ResponseWriter = (context, report) => context.Response.WriteAsJsonAsync(new
            {
                status = $"{report.Status}",
                parts = report.Entries.ToDictionary(e => e.Key, e => $"{e.Value.Status}"),
                faulted = report.Entries["work"].Data.GetValueOrDefault("faulted", 0),
                deliveries = report.Entries["deliveries"].Data,
                troubles = context.RequestServices.GetRequiredService<Troubles>().Current,
            }),
        }).AllowAnonymous();
    }
}
