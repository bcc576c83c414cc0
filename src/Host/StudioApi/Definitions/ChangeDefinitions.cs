using System.Collections.Immutable;
using System.Text.Json.Nodes;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.StudioApi.Definitions;

/// <summary>Publishing, retracting, reverting and deleting from the Studio's lists, one definition or several.</summary>
internal sealed class ChangeDefinitions(DefinitionStore definitions, DefinitionQueries queries, PublishPolicy policy, UpdateReferences references, MeanwhileWords words)
{
    public async Task<SavedDefinition> PublishAsync(string definitionId, Viewer by, CancellationToken ct)
    {
        var wasPublished = await definitions.FindLatestAsync(definitionId, ct) is { IsPublished: true };
        var answer = await policy.PublishAsync(definitionId, by.PersonId, ct);
        return new(answer.Result.Value, await words.PutAsync(answer.Result.Rejection, ct), answer.Findings, wasPublished)
        {
            Consumers = wasPublished ? [] : await references.FollowAsync(answer.Result.Value, by, ct),
        };
    }

    public Task<Result<WorkflowDefinition>> RetractAsync(string definitionId, Viewer by, CancellationToken ct) => definitions.RetractAsync(definitionId, by.PersonId, ct);

    public Task<Result<WorkflowDefinition>> RevertAsync(string definitionId, int version, Viewer by, CancellationToken ct) => definitions.RevertAsync(definitionId, version, by.PersonId, ct);

    public Task<Result<WorkflowDefinition>> DeleteAsync(string definitionId, Viewer by, CancellationToken ct) => definitions.DeleteAsync(definitionId, by.PersonId, ct);

    public async Task<Result<WorkflowDefinition>> DeleteVersionAsync(string versionId, Viewer by, CancellationToken ct) =>
        await queries.FindVersionAsync(versionId, ct) is { } row
            ? await definitions.DeleteVersionAsync(row.DefinitionId, row.Version, by.PersonId, ct)
            : new Rejection(RejectionKind.NotFound, "definition-unknown", versionId);

    /// <summary>Those with errors are named among the skipped.</summary>
    /// <returns>The answer, and what was said of each that is skipped.</returns>
    public async Task<(JsonObject Answer, ImmutableArray<(string Name, SavedDefinition Refused)> Skipped)> PublishManyAsync(IEnumerable<string> definitionIds, Viewer by, CancellationToken ct)
    {
        var (published, already, unknown, skipped, consumers) = (new JsonArray(), new JsonArray(), new JsonArray(), new JsonArray(), new JsonArray());
        var refused = ImmutableArray.CreateBuilder<(string, SavedDefinition)>();
        foreach (var id in definitionIds.Distinct(StringComparer.Ordinal))
        {
            var answer = await PublishAsync(id, by, ct);
            (answer switch
            {
                { Refused.Kind: RejectionKind.NotFound } => unknown,
                { Refused: not null } => skipped,
                { WasPublished: true } => already,
                _ => published,
            }).Add(id);
            foreach (var consumer in answer.Consumers) consumers.Add(consumer);
            if (answer.Refused is { Kind: not RejectionKind.NotFound }) refused.Add(((await definitions.FindLatestAsync(id, ct))?.Name ?? id, answer));
        }

        return (new() { ["published"] = published, ["alreadyPublished"] = already, ["notFound"] = unknown, ["skipped"] = skipped, ["updatedConsumers"] = consumers }, refused.ToImmutable());
    }

    public async Task<JsonObject> RetractManyAsync(IEnumerable<string> definitionIds, Viewer by, CancellationToken ct)
    {
        var (retracted, already, unknown) = (new JsonArray(), new JsonArray(), new JsonArray());
        foreach (var id in definitionIds.Distinct(StringComparer.Ordinal))
        {
            var rejection = (await RetractAsync(id, by, ct)).Rejection;
            (rejection switch { null => retracted, { Kind: RejectionKind.NotFound } => unknown, _ => already }).Add(id);
        }

        return new() { ["retracted"] = retracted, ["alreadyRetracted"] = already, ["notFound"] = unknown };
    }

    public Task<Result<int>> DeleteManyAsync(IEnumerable<string> definitionIds, Viewer by, CancellationToken ct) => CountAsync(definitionIds, id => DeleteAsync(id, by, ct));

    public Task<Result<int>> DeleteVersionsAsync(IEnumerable<string> versionIds, Viewer by, CancellationToken ct) => CountAsync(versionIds, id => DeleteVersionAsync(id, by, ct));

    /// <summary>Stops at the first that is still needed; those before it are gone, and what is unknown is gone already.</summary>
    private static async Task<Result<int>> CountAsync(IEnumerable<string> ids, Func<string, Task<Result<WorkflowDefinition>>> delete)
    {
        var deleted = 0;
        foreach (var id in ids.Distinct(StringComparer.Ordinal))
        {
            var rejection = (await delete(id)).Rejection;
            if (rejection is { Kind: not RejectionKind.NotFound }) return rejection;
            if (rejection is null) deleted++;
        }

        return deleted;
    }
}
