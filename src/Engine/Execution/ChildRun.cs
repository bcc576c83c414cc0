using System.Collections.Immutable;
using System.Text.Json;

namespace StaffFlows.Engine.Execution;

/// <summary>An instance to be run within the burst of another one.</summary>
/// <param name="Id">Drawn from the burst.</param>
/// <param name="Waiting">The bookmark that hears of its end, where it does not end at once; null where nobody waits.</param>
public sealed record ChildStart(
    WorkflowInstanceId Id, string DefinitionId, ImmutableDictionary<string, JsonElement> Input, string? CorrelationId, BookmarkId? Waiting)
{
    public string? Name { get; init; }

    /// <summary>Variables that have a value before the first activity runs.</summary>
    public ImmutableDictionary<string, JsonElement> Variables { get; init; } = ImmutableDictionary<string, JsonElement>.Empty;

    /// <summary>What the instance carries for the host.</summary>
    public ImmutableDictionary<string, JsonElement> Properties { get; init; } = ImmutableDictionary<string, JsonElement>.Empty;

    /// <summary>Part of the new instance's own commit, before what its activities cause.</summary>
    public ImmutableArray<IEffect> Effects { get; init; } = [];
}

/// <summary>How that went. Closed.</summary>
public abstract record ChildRun
{
    private ChildRun() { }

    /// <summary>It ran until it ended or waits; both are written with the burst around it.</summary>
    public sealed record Ran(WorkflowInstance Instance) : ChildRun;

    /// <param name="Code">As for an incident: <c>definition-not-found</c>, <c>depth-limit</c>, or the store's refusal.</param>
    public sealed record NotStarted(string Code, string Message) : ChildRun;
}
