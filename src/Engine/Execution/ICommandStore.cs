using System.Collections.Immutable;

namespace StaffFlows.Engine.Execution;

/// <summary>A command leased to this node.</summary>
/// <param name="Attempt">1 for the first lease; grows with each lease that lapsed.</param>
public sealed record LeasedCommand(EngineCommand Command, int Attempt);

/// <summary>
/// Commands that are still to be carried out. They arrive with <see cref="BurstCommit.Commands"/> and leave with
/// <see cref="BurstCommit.Fulfils"/>, or by one of the ways below.
/// </summary>
public interface ICommandStore
{
    /// <summary>Oldest first. Leases run on system time and lapse by themselves.</summary>
    Task<ImmutableArray<LeasedCommand>> LeaseAsync(TimeSpan lease, int limit, CancellationToken ct);

    /// <summary>Ends leases of this node before their time, as if they had not been; what is gone, or another node's meanwhile, is left alone.</summary>
    Task HandBackAsync(ImmutableArray<Guid> commandIds, CancellationToken ct);

    /// <summary>Takes in commands from outside a burst, such as an event that a person sends.</summary>
    Task PostAsync(ImmutableArray<EngineCommand> commands, CancellationToken ct);

    /// <summary>Puts others in a command's place, in one write; with none it is simply done.</summary>
    /// <returns>False where it is gone already; then nothing is written.</returns>
    Task<bool> ReplaceAsync(Guid commandId, ImmutableArray<EngineCommand> commands, CancellationToken ct);
}

/// <summary>Finds what waits.</summary>
public interface IBookmarkIndex
{
    /// <summary>Bookmarks of running instances with that hash, oldest first, within an instance or a correlation id where given.</summary>
    Task<ImmutableArray<BookmarkEntry>> FindAsync(string hash, WorkflowInstanceId? instanceId, string? correlationId, CancellationToken ct);
}

/// <summary>Where a bookmark is.</summary>
public sealed record BookmarkEntry(WorkflowInstanceId InstanceId, BookmarkId BookmarkId);
