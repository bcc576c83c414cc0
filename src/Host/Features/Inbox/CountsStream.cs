using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using StaffFlows.Host.Operations;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Inbox;

/// <summary>
/// Live counts by server-sent events: one cheap count every few seconds per open page, an event only where a number has
/// changed. Whoever has no stream keeps the numbers of his page.
/// </summary>
internal static class CountsStream
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    /// <summary>A browser opens a new stream by itself; so a session that has ended is noticed.</summary>
    private const int MaxRounds = 360;

    /// <summary>Ends when this node is stopped; the browser comes back to another one.</summary>
    public static async Task SendAsync(Viewer by, InboxReader inbox, Failures failures, SystemTime system, IHostApplicationLifetime host, HttpContext context)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, host.ApplicationStopping);
        await TypedResults.ServerSentEvents(ReadAsync(by, inbox, failures, system.Clock, over.Token)).ExecuteAsync(context);
    }

    /// <summary>Null where it could not be counted: the stream ends, and the browser opens another one.</summary>
    private static async Task<InboxCounts?> TryCountAsync(Viewer by, InboxReader inbox, Failures failures, CancellationToken ct)
    {
        try
        {
            return await inbox.CountAsync(by, ct);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            failures.Hear("live counts", failure);
            return null;
        }
    }

    private static async IAsyncEnumerable<SseItem<InboxCounts>> ReadAsync(
        Viewer by, InboxReader inbox, Failures failures, TimeProvider clock, [EnumeratorCancellation] CancellationToken ct)
    {
        InboxCounts? last = null;
        for (var round = 0; round < MaxRounds && !ct.IsCancellationRequested; round++)
        {
            if (await TryCountAsync(by, inbox, failures, ct) is not { } counts) yield break;
            if (counts != last) yield return new SseItem<InboxCounts>(counts) { ReconnectionInterval = Every };

            last = counts;
            await Task.Delay(Every, clock, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
