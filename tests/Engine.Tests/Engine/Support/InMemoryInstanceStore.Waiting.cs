using System.Collections.Immutable;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Engine.Tests.Engine.Support;

/// <summary>Timers, bookmarks, triggers and commands.</summary>
internal sealed partial class InMemoryInstanceStore : ITimerStore, IBookmarkIndex, ITriggerStore, ICommandStore
{
    private readonly Dictionary<(Guid Id, DateTimeOffset DueAt), DateTimeOffset> leases = [];
    private readonly Dictionary<Guid, Trigger> triggers = [];
    private readonly OrderedDictionary<Guid, HeldCommand> commands = [];

    /// <summary>How many leases were ended before their time.</summary>
    public int HandedBack { get; private set; }

    /// <summary>What is still to be carried out, oldest first.</summary>
    public ImmutableArray<EngineCommand> Commands
    {
        get
        {
            lock (gate) return [.. commands.Values.Select(held => held.Command)];
        }
    }

    public ImmutableArray<Trigger> Triggers
    {
        get
        {
            lock (gate) return [.. triggers.Values];
        }
    }

    /// <summary>As publishing does: in place of those that earlier versions of the definition had.</summary>
    public void Index(WorkflowGraph graph, DateTimeOffset now)
    {
        lock (gate)
        {
            foreach (var earlier in triggers.Values.Where(trigger => trigger.DefinitionId == graph.Definition.DefinitionId).ToArray()) triggers.Remove(earlier.Id);
            foreach (var trigger in TriggerIndex.Of(graph, now)) triggers.Add(trigger.Id, trigger);
        }
    }

    public Task<DueTimers> LeaseDueAsync(DateTimeOffset businessNow, TimeSpan lease, int limit, CancellationToken ct)
    {
        lock (gate)
        {
            var now = system.GetUtcNow();
            var timers = instances.Values.Select(json => WorkflowInstanceJson.Read(json))
                .SelectMany(instance => instance.Bookmarks.Where(bookmark => bookmark.DueAt is not null).Select(bookmark => new TimerEntry(instance.Id, bookmark.Id, bookmark.DueAt!.Value)))
                .Where(timer => IsFree(timer.BookmarkId.Value, timer.DueAt, now)).OrderBy(timer => timer.DueAt).ToList();
            var starts = triggers.Values.Where(trigger => trigger.DueAt is not null).Select(trigger => new DueTrigger(trigger.Id, trigger.DueAt!.Value))
                .Where(trigger => IsFree(trigger.TriggerId, trigger.DueAt, now)).OrderBy(trigger => trigger.DueAt).ToList();
            ImmutableArray<TimerEntry> dueTimers = [.. timers.Where(timer => timer.DueAt <= businessNow).Take(limit)];
            ImmutableArray<DueTrigger> dueStarts = [.. starts.Where(trigger => trigger.DueAt <= businessNow).Take(limit)];
            foreach (var timer in dueTimers) leases[(timer.BookmarkId.Value, timer.DueAt)] = now + lease;
            foreach (var trigger in dueStarts) leases[(trigger.TriggerId, trigger.DueAt)] = now + lease;

            var next = timers.Except(dueTimers).Select(timer => timer.DueAt).Concat(starts.Except(dueStarts).Select(trigger => trigger.DueAt)).Order().Select(at => (DateTimeOffset?)at);
            return Task.FromResult(new DueTimers(dueTimers, next.FirstOrDefault()) { Triggers = dueStarts });
        }
    }

    public Task HandBackAsync(ImmutableArray<TimerEntry> leased, ImmutableArray<DueTrigger> dueTriggers, CancellationToken ct)
    {
        lock (gate)
        {
            HandedBack += leased.Length + dueTriggers.Length;
            foreach (var timer in leased) leases.Remove((timer.BookmarkId.Value, timer.DueAt));
            foreach (var trigger in dueTriggers) leases.Remove((trigger.TriggerId, trigger.DueAt));
        }

        return Task.CompletedTask;
    }

    public Task<ImmutableArray<BookmarkEntry>> FindAsync(string hash, WorkflowInstanceId? instanceId, string? correlationId, CancellationToken ct) =>
        Task.FromResult<ImmutableArray<BookmarkEntry>>(
        [
            .. Instances.Where(instance => !instance.IsFinished && (instanceId is null || instance.Id == instanceId) && (correlationId is null || instance.CorrelationId == correlationId))
                .SelectMany(instance => instance.Bookmarks.Where(bookmark => bookmark.Hash == hash).Select(bookmark => (bookmark.CreatedAt, Entry: new BookmarkEntry(instance.Id, bookmark.Id))))
                .OrderBy(found => found.CreatedAt).Select(found => found.Entry),
        ]);

    public Task<ImmutableArray<Trigger>> FindByHashAsync(string hash, CancellationToken ct) =>
        Task.FromResult<ImmutableArray<Trigger>>([.. Triggers.Where(trigger => trigger.Hash == hash)]);

    public Task<Trigger?> FindAsync(Guid triggerId, CancellationToken ct) => Task.FromResult(Triggers.FirstOrDefault(trigger => trigger.Id == triggerId));

    public Task<bool> MoveOnAsync(TriggerFired fired, CancellationToken ct)
    {
        lock (gate)
        {
            if (!IsDue(fired)) return Task.FromResult(false);

            Move(fired);
            return Task.FromResult(true);
        }
    }

    public Task<ImmutableArray<LeasedCommand>> LeaseAsync(TimeSpan lease, int limit, CancellationToken ct)
    {
        lock (gate)
        {
            var now = system.GetUtcNow();
            var free = commands.Values.Where(held => held.LeasedUntil <= now).Take(limit).Select(held => held with { LeasedUntil = now + lease, Attempts = held.Attempts + 1 }).ToArray();
            foreach (var held in free) commands[held.Command.Id] = held;

            return Task.FromResult<ImmutableArray<LeasedCommand>>([.. free.Select(held => new LeasedCommand(held.Command, held.Attempts))]);
        }
    }

    public Task HandBackAsync(ImmutableArray<Guid> commandIds, CancellationToken ct)
    {
        lock (gate)
        {
            HandedBack += commandIds.Length;
            foreach (var id in commandIds.Where(commands.ContainsKey)) commands[id] = commands[id] with { LeasedUntil = default, Attempts = commands[id].Attempts - 1 };
        }

        return Task.CompletedTask;
    }

    public Task PostAsync(ImmutableArray<EngineCommand> posted, CancellationToken ct)
    {
        lock (gate)
        {
            foreach (var command in posted) commands.Add(command.Id, new(command, default, 0));
        }

        return Task.CompletedTask;
    }

    public Task<bool> ReplaceAsync(Guid commandId, ImmutableArray<EngineCommand> replacements, CancellationToken ct)
    {
        lock (gate)
        {
            if (!commands.Remove(commandId)) return Task.FromResult(false);

            foreach (var command in replacements) commands.Add(command.Id, new(command, default, 0));
            return Task.FromResult(true);
        }
    }

    private bool IsFree(Guid id, DateTimeOffset dueAt, DateTimeOffset now) => !leases.TryGetValue((id, dueAt), out var until) || until <= now;

    private bool IsDue(TriggerFired fired) => triggers.TryGetValue(fired.TriggerId, out var trigger) && trigger.DueAt == fired.DueAt;

    private void Move(TriggerFired fired) => triggers[fired.TriggerId] = triggers[fired.TriggerId] with { DueAt = fired.NextDueAt };

    private sealed record HeldCommand(EngineCommand Command, DateTimeOffset LeasedUntil, int Attempts);
}
