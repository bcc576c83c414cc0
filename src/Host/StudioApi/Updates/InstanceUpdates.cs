using StaffFlows.Host.Accounts;

namespace StaffFlows.Host.StudioApi.Updates;

/// <summary>The Studio's live updates: a SignalR hub beside the API, for whoever may read there and for pages of this host only.</summary>
internal static class InstanceUpdates
{
    public const string Address = "/elsa/hubs/workflow-instance";

    public static IServiceCollection AddInstanceUpdates(this IServiceCollection services)
    {
        services.AddSignalR(options => options.MaximumReceiveMessageSize = 4 * 1024);
        return services.AddSingleton<InstanceReports>().AddSingleton<InstanceWatch>().AddHostedService(provider => provider.GetRequiredService<InstanceWatch>());
    }

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapHub<InstanceHub>(Address).RequireAuthorization(Policies.ProcessReader).ExcludeFromDescription();
}
