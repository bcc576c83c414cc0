using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.SignalR;
using StaffFlows.Host.StudioApi.Instances;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Host.StudioApi.Updates;

/// <summary>
/// Where the Studio's viewer listens. It is told that something has changed and how often each activity ran, which everybody who may
/// open the Studio may know; values it fetches from the API, which looks at who asks.
/// </summary>
internal sealed class InstanceHub(InstanceWatch watch, SystemTime system) : Hub
{
    /// <summary>Most instances that one connection follows.</summary>
    private const int Most = 20;

    private static readonly object Followed = new();
    private static readonly object SessionEnd = new();

    /// <summary>The name is the Studio's. A page that is closed meanwhile stops nothing: the query is short, and one broken off would be logged as a failure.</summary>
    public async Task ObserveInstanceAsync(string instanceId)
    {
        if (!InstanceSights.IsId(instanceId, out var id) || Context.Items[Followed] is not HashSet<Guid> followed || followed.Count >= Most || !followed.Add(id.Value)) return;

        await Groups.AddToGroupAsync(Context.ConnectionId, $"{id}", CancellationToken.None);
        await watch.FollowAsync(id.Value, CancellationToken.None);
    }

    public override Task OnConnectedAsync()
    {
        Context.Items[Followed] = new HashSet<Guid>();
        Context.Items[SessionEnd] = CloseAtSessionEnd();
        return base.OnConnectedAsync();
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        foreach (var id in Context.Items[Followed] as HashSet<Guid> ?? []) watch.Leave(id);
        (Context.Items[SessionEnd] as IDisposable)?.Dispose();
        return base.OnDisconnectedAsync(exception);
    }

    /// <summary>Whoever is signed out by the passing of time hears nothing more. The clock is the one that the session was opened by, which SignalR's own watch over it does not ask.</summary>
    private ITimer? CloseAtSessionEnd()
    {
        var session = Context.GetHttpContext()?.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Properties;
        if (session?.ExpiresUtc is not { } end) return null;

        var left = end > system.Now ? end - system.Now : TimeSpan.Zero;
        return system.Clock.CreateTimer(static connection => ((HubCallerContext)connection!).Abort(), Context, left, Timeout.InfiniteTimeSpan);
    }
}
