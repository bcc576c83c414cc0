using System.Collections.Immutable;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Workflows.Sandboxes;

/// <summary>What bursts set off beyond their instances stays inside as well: events reach only what waits here, and start nothing.</summary>
public sealed partial class Sandbox : ICommandStore, IBookmarkIndex, ITriggerStore
{
    private readonly OrderedDictionary<Guid, EngineCommand> pending = [];
    private readonly Dictionary<Guid, int> attempts = [];

    /// <summary>Each once: what could not be carried out is not tried again.</summary>
    public Task<ImmutableArray<LeasedCommand>> LeaseAsync(TimeSpan lease, int limit, CancellationToken ct)
    {
        var free = pending.Where(command => !attempts.ContainsKey(command.Key)).Take(limit).Select(command => command.Value).ToList();
        foreach (var command in free) attempts[command.Id] = 1;
        return Task.FromResult<ImmutableArray<LeasedCommand>>([.. free.Select(command => new LeasedCommand(command, 1))]);
    }

    public Task HandBackAsync(ImmutableArray<Guid> commandIds, CancellationToken ct)
    {
        foreach (var id in commandIds) attempts.Remove(id);
        return Task.CompletedTask;
    }

    public Task PostAsync(ImmutableArray<EngineCommand> commands, CancellationToken ct)
    {
        foreach (var command in commands) pending.Add(command.Id, command);
        return Task.CompletedTask;
    }

    public Task<bool> ReplaceAsync(Guid commandId, ImmutableArray<EngineCommand> commands, CancellationToken ct)
    {
        if (!pending.Remove(commandId)) return Task.FromResult(false);
        foreach (var command in commands) pending.Add(command.Id, command);
        return Task.FromResult(true);
    }

    public Task<ImmutableArray<BookmarkEntry>> FindAsync(string hash, WorkflowInstanceId? instanceId, string? correlationId, CancellationToken ct) =>
        Task.FromResult<ImmutableArray<BookmarkEntry>>(
        [
            .. instances.Values.Where(instance => !instance.IsFinished && (instanceId is null || instance.Id == instanceId) && (correlationId is null || instance.CorrelationId == correlationId))
                .SelectMany(instance => instance.Bookmarks.Where(bookmark => bookmark.Hash == hash))
                .OrderBy(bookmark => bookmark.CreatedAt)
                .Select(bookmark => new BookmarkEntry(instances.Values.First(instance => instance.Bookmarks.Contains(bookmark)).Id, bookmark.Id)),
        ]);

    public Task<ImmutableArray<Trigger>> FindByHashAsync(string hash, CancellationToken ct) => Task.FromResult<ImmutableArray<Trigger>>([]);

    public Task<Trigger?> FindAsync(Guid triggerId, CancellationToken ct) => Task.FromResult<Trigger?>(null);

    public Task<bool> MoveOnAsync(TriggerFired fired, CancellationToken ct) => Task.FromResult(false);
}
