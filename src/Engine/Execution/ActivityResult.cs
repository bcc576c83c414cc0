using System.Collections.Immutable;
using System.Text.Json;
using StaffFlows.Engine.Definitions;

namespace StaffFlows.Engine.Execution;

/// <summary>What an activity tells the engine after its turn. Closed: the engine knows exactly these four.</summary>
public abstract record ActivityResult
{
    private ActivityResult() { }

    /// <summary>The activity is over. Every outbound connection whose port is among the outcomes is followed; none named means <c>Done</c>.</summary>
    public sealed record Completed(params ImmutableArray<string> Outcomes) : ActivityResult;

    /// <summary>The activity waits. Bookmarks it already holds stay; these are added.</summary>
    public sealed record Waiting(params ImmutableArray<Bookmark> Bookmarks) : ActivityResult;

    /// <summary>A container hands the turn to some of its children and is told when each of them ends.</summary>
    public sealed record Scheduled(params ImmutableArray<ScheduledChild> Children) : ActivityResult;

    /// <summary>The activity can't go on. The burst continues elsewhere; an incident is recorded and the definition's strategy decides about the instance.</summary>
    /// <param name="Code">Stable, kebab-case where the engine gives it; a definition's own where <c>Elsa.Fault</c> does.</param>
    public sealed record Faulted(string Code, string Message) : ActivityResult
    {
        public string? Category { get; init; }
        public string? FaultType { get; init; }
    }
}

/// <summary>A child that a container wants run.</summary>
public sealed record ScheduledChild(ActivityNode Node)
{
    /// <summary>Seen by this run of the child and everything inside it alone, such as the item of a loop's turn.</summary>
    public ImmutableDictionary<string, JsonElement> Variables { get; init; } = ImmutableDictionary<string, JsonElement>.Empty;

    /// <summary>By which the container tells runs of the same child apart; handed back when the child completes.</summary>
    public string? Tag { get; init; }

    public static implicit operator ScheduledChild(ActivityNode node) => new(node);
}
