using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using StaffFlows.Host.Security;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Host.Operations;

/// <summary>What must be done, in this order, before the first request and the first timer.</summary>
internal static class Opening
{
    public static async Task OpenAsync(this WebApplication app, HostSettings settings)
    {
        var ct = app.Lifetime.ApplicationStopping;
        var database = app.Services.GetRequiredService<IDatabase>();
        await using var turn = await database.TakeTurnAsync(ct);
        await database.OpenAsync(ct);
        await Task.WhenAll(
            Task.Run(app.Services.GetRequiredService<KeyKeeper>().EnsureKey, ct),
            app.Services.GetRequiredService<BusinessTime>().FollowAsync(ct));
        app.Services.GetRequiredService<OutboxMeter>();
        app.Services.GetRequiredService<CommandMeter>();
        app.Services.WakeOnCommit();
        await using (var scope = app.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<Seeding>().RunAsync(ct);

        if (app.Environment.IsDevelopment()) app.Lifetime.ApplicationStarted.Register(() => SayWhereToSignIn(app, settings));
    }

    private static void SayWhereToSignIn(WebApplication app, HostSettings settings)
    {
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();
        app.Logger.LogInformation("Sign in at {Address}/account/login", address ?? "http://localhost");
        if (settings.SeedsDemo)
            app.Logger.LogInformation("Demo accounts: u030 (window clerk), u031 (stand-in), u022 (window head), u020 (deputy), u004 (director), u010 (administrator); password {Password}", Demo.Password);
    }
}
