using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Validation;
using StaffFlows.Host.Accounts;
using StaffFlows.Host.Api;
using StaffFlows.Host.Localisation;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.StudioApi.Definitions;

/// <summary>Definitions over the wire, as the Studio asks for them. Reading needs a process reader, changing a process owner.</summary>
internal static class DefinitionRoutes
{
    public static IServiceCollection AddStudioDefinitions(this IServiceCollection services) => services
        .AddSingleton<DefinitionQueries>().AddSingleton<ConsumingDefinitions>().AddSingleton<Subgraphs>().AddSingleton<ShownDefinitions>()
        .AddScoped<MeanwhileWords>().AddScoped<SaveDefinition>().AddScoped<ChangeDefinitions>().AddScoped<UpdateReferences>().AddScoped<ExportDefinitions>().AddScoped<ImportDefinitions>();

    public static void MapReading(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/workflow-definitions");
        group.MapGet("", (
                [FromQuery] string? versionOptions, [FromQuery] int? page, [FromQuery] int? pageSize, [FromQuery] string? searchTerm, [FromQuery] string? name,
                [FromQuery] string[]? definitionIds, [FromQuery] string[]? ids, [FromQuery] string? orderBy, [FromQuery] string? orderDirection,
                DefinitionQueries definitions, Viewer by, CancellationToken ct) =>
            definitions.ListAsync(new(versionOptions, page, pageSize, searchTerm, name, definitionIds, ids, orderBy, orderDirection), MayEdit(by), ct));
        group.MapGet("/by-definition-id/{definitionId}", async (string definitionId, string? versionOptions, DefinitionQueries definitions, ShownDefinitions shown, Viewer by, CancellationToken ct) =>
            await definitions.FindAsync(definitionId, versionOptions, ct) is { } row ? TypedResults.Ok(await shown.OfAsync(row, by, ct)) : Unknown(definitionId));
        group.MapGet("/by-id/{versionId}", async (string versionId, DefinitionQueries definitions, ShownDefinitions shown, Viewer by, CancellationToken ct) =>
            await definitions.FindVersionAsync(versionId, ct) is { } row ? TypedResults.Ok(await shown.OfAsync(row, by, ct)) : Unknown(versionId));
        group.MapGet("/many-by-id", async ([FromQuery] string[] ids, DefinitionQueries definitions, ShownDefinitions shown, Viewer by, CancellationToken ct) =>
        {
            var items = new JsonArray();
            foreach (var row in await definitions.FindVersionsAsync(ids, ct)) items.Add(await shown.OfAsync(row, by, ct));
            return TypedResults.Ok(new JsonObject { ["items"] = items, ["count"] = items.Count });
        });
        group.MapGet("/query/count", async (DefinitionQueries definitions, CancellationToken ct) => TypedResults.Ok(new JsonObject { ["count"] = await definitions.CountAsync(ct) }));
        group.MapGet("/validation/is-name-unique", async (string? name, string? definitionId, DefinitionQueries definitions, CancellationToken ct) =>
            TypedResults.Ok(new JsonObject { ["isUnique"] = await definitions.IsNameFreeAsync(name ?? "", definitionId, ct) }));
    }

    public static void MapChanging(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/workflow-definitions");
        group.MapPost("", async (HttpRequest request, SaveDefinition slice, ShownDefinitions shown, Wording say, Viewer by, CancellationToken ct) =>
        {
            var body = await ReadAsync(request, ct);
            if (body.Rejection is { } unreadable) return unreadable.ToStudio();
            if (body.Value!["model"] is not JsonObject model) return new Rejection(RejectionKind.Invalid, "definition-invalid", "model").ToStudio();
            return await SavedAsync(await slice.ExecuteAsync(model, body.Value["publish"] is JsonValue flag && flag.TryGetValue<bool>(out var publish) && publish, by, ct), shown, say, ct);
        });
        group.MapPost("/{definitionId}/publish", async (string definitionId, ChangeDefinitions slice, ShownDefinitions shown, Wording say, Viewer by, CancellationToken ct) =>
            await SavedAsync(await slice.PublishAsync(definitionId, by, ct), shown, say, ct));
        group.MapPost("/{definitionId}/retract", async (string definitionId, ChangeDefinitions slice, ShownDefinitions shown, Viewer by, CancellationToken ct) =>
            await ChangedAsync(await slice.RetractAsync(definitionId, by, ct), shown, ct));
        group.MapPost("/{definitionId}/revert/{version:int}", async (string definitionId, int version, ChangeDefinitions slice, ShownDefinitions shown, Viewer by, CancellationToken ct) =>
            await ChangedAsync(await slice.RevertAsync(definitionId, version, by, ct), shown, ct));
        group.MapDelete("/{definitionId}", async (string definitionId, ChangeDefinitions slice, Viewer by, CancellationToken ct) => Gone(await slice.DeleteAsync(definitionId, by, ct)));
        api.MapDelete("/workflow-definition-versions/{versionId}", async (string versionId, ChangeDefinitions slice, Viewer by, CancellationToken ct) =>
            Gone(await slice.DeleteVersionAsync(versionId, by, ct)));

        var many = api.MapGroup("/bulk-actions");
        many.MapPost("/publish/workflow-definitions/by-definition-ids", async (DefinitionIdList body, ChangeDefinitions slice, Sentences sentences, Wording say, IStringLocalizer<Texts> texts, Viewer by, CancellationToken ct) =>
        {
            var (answer, skipped) = await slice.PublishManyAsync(body.DefinitionIds, by, ct);
            answer["errors"] = new JsonArray([.. skipped.SelectMany(one => Reasons(one.Refused, sentences, say).Select(reason => (JsonNode)texts["studio.skipped", one.Name, reason].Value))]);
            return TypedResults.Ok(answer);
        });
        many.MapPost("/retract/workflow-definitions/by-definition-ids", async (DefinitionIdList body, ChangeDefinitions slice, Viewer by, CancellationToken ct) => TypedResults.Ok(await slice.RetractManyAsync(body.DefinitionIds, by, ct)));
        many.MapPost("/delete/workflow-definitions/by-definition-id", async (DefinitionIdList body, ChangeDefinitions slice, Viewer by, CancellationToken ct) => (await slice.DeleteManyAsync(body.DefinitionIds, by, ct)).ToStudioCount());
        many.MapPost("/delete/workflow-definitions/by-id", async (VersionIdList body, ChangeDefinitions slice, Viewer by, CancellationToken ct) => (await slice.DeleteVersionsAsync(body.Ids, by, ct)).ToStudioCount());
    }

    private static bool MayEdit(Viewer by) => by.Has(Policies.ProcessOwner);

    private static IResult Unknown(string id) => new Rejection(RejectionKind.NotFound, "definition-unknown", id).ToProblem();

    private static async Task<IResult> SavedAsync(SavedDefinition saved, ShownDefinitions shown, Wording say, CancellationToken ct) => saved.Definition is { } definition
        ? TypedResults.Ok(new JsonObject
        {
            ["workflowDefinition"] = await shown.OfAsync(definition, ct),
            ["alreadyPublished"] = saved.WasPublished,
            ["consumingWorkflowCount"] = saved.Consumers.Length,
            ["validationErrors"] = new JsonArray([.. Words(saved, FindingSeverity.Warning, say).Select(text => new JsonObject { ["message"] = text })]),
        })
        : saved.Refused!.ToStudio(saved.Refused!.Code is PublishPolicy.HasErrors ? Words(saved, FindingSeverity.Error, say) : []);

    private static ImmutableArray<string> Reasons(SavedDefinition refused, Sentences sentences, Wording say) =>
        refused.Refused!.Code is PublishPolicy.HasErrors ? Words(refused, FindingSeverity.Error, say) : [sentences.Of(refused.Refused)];

    private static ImmutableArray<string> Words(SavedDefinition saved, FindingSeverity severity, Wording say) =>
        [.. saved.Findings.Where(finding => finding.Severity == severity).Select(finding => say.Of(finding.Text))];

    public static async Task<IResult> ChangedAsync(Result<WorkflowDefinition> changed, ShownDefinitions shown, CancellationToken ct) =>
        changed.Value is { } definition ? TypedResults.Ok(await shown.OfAsync(definition, ct)) : changed.Rejection!.ToStudio();

    private static IResult Gone(Result<WorkflowDefinition> gone) => gone.Rejection is { } refused ? refused.ToStudio() : TypedResults.NoContent();

    private static IResult ToStudioCount(this Result<int> deleted) => deleted.Rejection is { } refused ? refused.ToStudio() : TypedResults.Ok(new JsonObject { ["deleted"] = deleted.Value });

    /// <summary>What was posted, as far as it is within the limits.</summary>
    public static async Task<Result<JsonObject>> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        using var body = new MemoryStream();
        var buffer = new byte[32 * 1024];
        for (int read; (read = await request.Body.ReadAsync(buffer, ct)) > 0;)
        {
            body.Write(buffer, 0, read);
            if (body.Length > DefinitionLimits.MaxBytes) break;
        }

        return DefinitionLimits.Read(body.GetBuffer().AsSpan(0, (int)body.Length));
    }

    internal sealed record DefinitionIdList
    {
        public string[] DefinitionIds { get; init; } = [];
    }

    internal sealed record VersionIdList
    {
        public string[] Ids { get; init; } = [];
    }
}
