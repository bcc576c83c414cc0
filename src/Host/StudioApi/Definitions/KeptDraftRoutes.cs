using System.Text.Json.Nodes;
using StaffFlows.Engine.Definitions.Json;
using StaffFlows.Engine.Execution;
using StaffFlows.Host.Api;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Persistence.Model;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.StudioApi.Definitions;

/// <summary>An owner's kept drafts, beside Elsa's own addresses: his saves that were refused, and what releases have brought.</summary>
internal static class KeptDraftRoutes
{
    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/kept-drafts");
        group.MapGet("", async (KeptDraftStore kept, Viewer by, CancellationToken ct) =>
        {
            var drafts = await kept.ReadAsync(by.PersonId, ct);
            return TypedResults.Ok(new JsonObject { ["items"] = new JsonArray([.. drafts.Select(Line)]), ["count"] = drafts.Length });
        });
        group.MapGet("/{id:guid}", async (Guid id, KeptDraftStore kept, Viewer by, CancellationToken ct) =>
        {
            if (await kept.FindAsync(id, by.PersonId, ct) is not { } draft) return new Rejection(RejectionKind.NotFound, "kept-draft-unknown", $"{id}").ToProblem();
            var line = Line(draft);
            line["definition"] = WorkflowDefinitionJson.Write(KeptDraftStore.Read(draft));
            return TypedResults.Ok(line);
        });
        group.MapGet("/{id:guid}/file", async (Guid id, KeptDraftStore kept, Viewer by, CancellationToken ct) =>
        {
            if (await kept.FindAsync(id, by.PersonId, ct) is not { } draft) return new Rejection(RejectionKind.NotFound, "kept-draft-unknown", $"{id}").ToProblem();
            var definition = KeptDraftStore.Read(draft);
            return new Download(DefinitionFile.Write(definition), "application/json", DefinitionFile.NameOf(definition), DefinitionFile.SpokenNameOf(definition));
        });
        group.MapPost("/{id:guid}/take-up", async (Guid id, KeptDraftStore kept, ShownDefinitions shown, Viewer by, CancellationToken ct) =>
        {
            var taken = await kept.TakeUpAsync(id, by.PersonId, ct);
            return taken.Value is { } definition ? TypedResults.Ok(await shown.OfAsync(definition, ct)) : (IResult)taken.Rejection!.ToProblem();
        });
        group.MapDelete("/{id:guid}", async (Guid id, KeptDraftStore kept, Viewer by, CancellationToken ct) =>
            (await kept.DropAsync(id, by.PersonId, ct)).ToHttp(_ => TypedResults.NoContent()));
    }

    private static JsonObject Line(KeptDraft draft) => new()
    {
        ["id"] = draft.Id,
        ["definitionId"] = draft.DefinitionId,
        ["name"] = draft.Name,
        ["isFromRelease"] = draft.AuthorId == KeptDraftStore.Release,
        ["keptAt"] = draft.KeptAt,
        ["changedById"] = draft.ChangedById,
        ["changedAt"] = draft.ChangedAt,
        ["keptUntil"] = draft.AuthorId == KeptDraftStore.Release ? null : draft.KeptAt + KeptDraftStore.Kept,
    };
}
