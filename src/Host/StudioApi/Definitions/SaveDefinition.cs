using System.Collections.Immutable;
using System.Text.Json.Nodes;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Validation;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.StudioApi.Definitions;

/// <param name="Findings">Errors first; with errors it was not published.</param>
/// <param name="WasPublished">The same content was published before.</param>
internal sealed record SavedDefinition(WorkflowDefinition? Definition, Rejection? Refused, ImmutableArray<Finding> Findings, bool WasPublished)
{
    /// <summary>The definitions that were tied to this version with it.</summary>
    public ImmutableArray<string> Consumers { get; init; } = [];
}

/// <summary>
/// Saves what the Studio sends, which it does after every change, and publishes it where asked to. A save that was made from other
/// content than what is there by now is refused, because somebody else has saved meanwhile, and kept for its author.
/// </summary>
internal sealed class SaveDefinition(DefinitionStore definitions, PublishPolicy policy, UpdateReferences references, KeptDraftStore kept, MeanwhileWords words)
{
    /// <summary>Where an author finds what was kept for him.</summary>
    public const string KeptDrafts = "/studio/kept-drafts";

    public async Task<SavedDefinition> ExecuteAsync(JsonObject model, bool publish, Viewer by, CancellationToken ct)
    {
        var id = IncomingDefinition.IdOf(model);
        if (IncomingDefinition.CheckId(id) is { } wrongId) return No(wrongId);

        model["definitionId"] = id;
        var latest = await definitions.FindLatestAsync(id, ct);
        WorkflowDefinition definition;
        string? revision;
        try
        {
            (definition, revision) = DefinitionJson.Read(model, latest);
            if (IncomingDefinition.Check(definition) is { } refused) return No(refused);
        }
        catch (FormatException unreadable)
        {
            return No(new(RejectionKind.Invalid, "definition-invalid", unreadable.Message));
        }

        definition = definition with { Id = latest is null ? definition.Id : "", DefinitionId = id };
        var wasPublished = latest is { IsPublished: true } && DefinitionStore.RevisionOf(latest) == DefinitionStore.RevisionOf(definition);
        var saved = await policy.ImportAsync(definition, publish, by.PersonId, ct, revision);
        if (saved.Result.Rejection is { Code: DefinitionStore.ChangedMeanwhile } meanwhile) return No(await KeepAsync(definition, by, meanwhile, ct));

        return new(saved.Result.Value, saved.Result.Rejection, saved.Findings, wasPublished)
        {
            Consumers = publish && !wasPublished ? await references.FollowAsync(saved.Result.Value, by, ct) : [],
        };
    }

    /// <summary>The person and the moment in words, and where the draft is.</summary>
    private async Task<Rejection> KeepAsync(WorkflowDefinition definition, Viewer by, Rejection meanwhile, CancellationToken ct)
    {
        await kept.KeepAsync(definition, by.PersonId, meanwhile, ct);
        var said = (await words.PutAsync(meanwhile, ct))!;
        return said with { Code = "definition-changed-kept", Arguments = said.Arguments.Add(KeptDrafts) };
    }

    private static SavedDefinition No(Rejection refused) => new(null, refused, [], false);
}
