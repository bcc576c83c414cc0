using System.Collections.Immutable;
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
    public sealed record Scheduled(params ImmutableArray<ActivityNode> Children) : ActivityResult;

    /// <summary>The activity can't go on. The burst continues elsewhere; an incident is recorded and the definition's strategy decides about the instance.</summary>
    public sealed record Faulted(string Code, string Message) : ActivityResult;
}
