using System.Collections.Immutable;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.StudioApi.Definitions;

/// <summary>
/// Ties the definitions that use another one as an activity to its published version. What was published is published again, unless it
/// would have errors then; a draft stays one.
/// </summary>
internal sealed class UpdateReferences(DefinitionStore definitions, ConsumingDefinitions consumers, ActivityCatalog catalog, PublishPolicy policy)
{
    private const string Automatic = "autoUpdateConsumingWorkflows";

    /// <summary>The ids of the definitions that were changed.</summary>
    public async Task<Result<ImmutableArray<string>>> ExecuteAsync(string definitionId, Viewer by, CancellationToken ct)
    {
        if (await definitions.FindLatestAsync(definitionId, ct) is null) return new Rejection(RejectionKind.NotFound, "definition-unknown", definitionId);
        if (await definitions.FindPublishedAsync(definitionId, ct) is not { } published) return new Rejection(RejectionKind.InvalidState, "definition-not-published", definitionId);

        var changed = ImmutableArray.CreateBuilder<string>();
        foreach (var consumer in (await consumers.FindAsync(published, ct)).Where(d => d.IsLatest))
        {
            var tied = ActivityPins.Repin(consumer, catalog, reference => ConsumingDefinitions.Names(reference, published) ? published : null);
            var revision = DefinitionStore.RevisionOf(consumer);
            if (DefinitionStore.RevisionOf(tied) != revision && await StoreAsync(tied, consumer.IsPublished, by, revision, ct)) changed.Add(consumer.DefinitionId);
        }

        return changed.ToImmutable();
    }

    /// <summary>After a definition was published that says so itself; nothing otherwise.</summary>
    public async Task<ImmutableArray<string>> FollowAsync(WorkflowDefinition? published, Viewer by, CancellationToken ct) =>
        published is { IsPublished: true } && published.IsUsableAsActivity() && published.Options[Automatic] is System.Text.Json.Nodes.JsonValue flag && flag.TryGetValue<bool>(out var isSet) && isSet
            ? (await ExecuteAsync(published.DefinitionId, by, ct)).Value
            : [];

    /// <summary>False where somebody else has saved it meanwhile: it is left as he wants it.</summary>
    private async Task<bool> StoreAsync(WorkflowDefinition tied, bool publish, Viewer by, string revision, CancellationToken ct)
    {
        var answer = await policy.ImportAsync(tied, publish, by.PersonId, ct, revision);
        if (answer.Result.Rejection is { Code: PublishPolicy.HasErrors }) answer = await policy.ImportAsync(tied, publish: false, by.PersonId, ct, revision);
        return answer.Result.Rejection is null;
    }
}
