using System.Collections.Immutable;

namespace StaffFlows.Engine.Execution;

/// <summary>The single write of a burst: applied whole against the expected versions, or not at all.</summary>
/// <param name="ExpectedVersion">The instance's version as loaded; 0 for an instance that does not exist yet.</param>
/// <param name="Burned">Bookmarks that are gone. One that is among the created as well goes on under another node id.</param>
/// <param name="FactsRead">Every versioned fact the burst looked at; a moved version is a conflict.</param>
public sealed record BurstCommit(
    WorkflowInstance Instance,
    long ExpectedVersion,
    ImmutableArray<Bookmark> Created,
    ImmutableArray<Bookmark> Burned,
    ImmutableArray<IEffect> Effects,
    ImmutableArray<JournalEntry> Journal,
    ImmutableArray<(FactKey Key, long Version)> FactsRead,
    DateTimeOffset Now)
{
    /// <summary>The rejection's code where somebody else has carried the command out.</summary>
    public const string CommandGone = "command-gone";

    /// <summary>The rejection's code where the trigger has moved on.</summary>
    public const string TriggerHasFired = "trigger-fired";

    /// <summary>What the burst was loaded with; null where nothing was read beforehand.</summary>
    public Preload? Loaded { get; init; }

    /// <summary>Instances that were started within this burst, each with its own part of the write; applied before this one's effects.</summary>
    public ImmutableArray<BurstCommit> Children { get; init; } = [];

    /// <summary>Written with the commit, carried out after it.</summary>
    public ImmutableArray<EngineCommand> Commands { get; init; } = [];

    /// <summary>The command that this burst carries out: goes with the commit; where it is gone already, the burst is refused (<see cref="CommandGone"/>, kind InvalidState).</summary>
    public Guid? Fulfils { get; init; }

    /// <summary>The scheduled trigger that this start comes from: moved on with the commit; where it has moved already, the burst is refused (<see cref="TriggerHasFired"/>, kind InvalidState).</summary>
    public TriggerFired? Fired { get; init; }

    /// <summary>
    /// For starts: refused (code <c>already-running</c>, kind InvalidState) where the definition's strategy does not allow another instance.
    /// Any start is refused (code <c>definition-not-found</c>) whose version has been deleted meanwhile.
    /// </summary>
    public ActivationStrategy Activation { get; init; }
}

/// <summary>How a commit ended. Closed.</summary>
public abstract record CommitResult
{
    private CommitResult() { }

    public sealed record Committed : CommitResult;

    /// <summary>The instance or a fact has moved on: load again, run again.</summary>
    public sealed record Conflict : CommitResult;

    /// <summary>An applier said no; nothing was written.</summary>
    public sealed record Refused(Rejection Rejection) : CommitResult;
}
