using System.Text.Json.Nodes;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Definitions.Json;
using StaffFlows.Engine.Execution;
using StaffFlows.Host.StudioApi.Definitions;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Sandboxes;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.StudioApi.Runs;

/// <summary>
/// What the Studio's 运行 does: the version as it is now runs in the sandbox, with whoever pressed the button as the applicant. Nothing
/// starts a real run through this API; people start procedures on their own pages.
/// </summary>
internal sealed class StartTestRun(DefinitionQueries definitions, TestRuns runs, NewTestRuns starts)
{
    public async Task<Result<Sandbox>> ExecuteAsync(string definitionId, StartRequest request, Viewer by, CancellationToken ct)
    {
        if (await definitions.FindAsync(definitionId, request.VersionOptions, ct) is not { } row) return new Rejection(RejectionKind.NotFound, "definition-unknown", definitionId);

        var run = await starts.OfAsync(DefinitionStore.Read(row), request.Input, by, ct);
        return await runs.StartAsync(run with { TriggerNodeId = NodeOf(run.Definition, request.TriggerActivityId) }, ct);
    }

    private static string? NodeOf(WorkflowDefinition definition, string? activityId) =>
        activityId is null ? null : ActivityTree.Read(definition).WithDescendants().FirstOrDefault(node => node.Id == activityId)?.NodeId;
}

/// <param name="TriggerActivityId">Where to start; null for the beginning.</param>
/// <param name="VersionOptions">Which version; the latest where it says nothing.</param>
internal sealed record StartRequest(string? CorrelationId, string? TriggerActivityId, string? VersionOptions, JsonObject? Input);
