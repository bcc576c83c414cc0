using System.Collections.Immutable;
using System.Text.Json;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Workflows.Sandboxes;

/// <summary>What a test run is started with.</summary>
/// <param name="Definition">The version as it is now, published or not.</param>
public sealed record NewTestRun(
    WorkflowInstanceId Id, WorkflowDefinition Definition, ImmutableDictionary<string, JsonElement> Input, ImmutableDictionary<string, JsonElement> Properties, string StartedById)
{
    /// <summary>The activity to start at; null for the beginning.</summary>
    public string? TriggerNodeId { get; init; }
}

/// <summary>A test run as it is kept.</summary>
public sealed record TestRun(Sandbox Sandbox, StoredTestRun Row)
{
    private const string VersionPrefix = "test-";

    public bool IsOf(string personId) => Row.StartedById == personId;

    /// <summary>The version id of the copy that a test run has.</summary>
    public static string VersionIdOf(WorkflowInstanceId id) => $"{VersionPrefix}{id}";

    /// <summary>Null where it is no version id of a test run.</summary>
    public static WorkflowInstanceId? FindIdIn(string versionId) =>
        versionId.StartsWith(VersionPrefix, StringComparison.Ordinal) && Guid.TryParse(versionId[VersionPrefix.Length..], out var id) ? new WorkflowInstanceId(id) : null;
}
