using System.Collections.Immutable;
using System.Text.Json.Nodes;
using StaffFlows.Engine.Execution;
using StaffFlows.Host.Api;
using StaffFlows.Workflows;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.StudioApi.Definitions;

/// <summary>Definitions that leave the house as files and come into it as files.</summary>
internal static class DefinitionFileRoutes
{
    public static void MapReading(RouteGroupBuilder api)
    {
        api.MapGet("/workflow-definitions/{definitionId}/export", async (
            string definitionId, string? versionOptions, bool? includeConsumingWorkflows, ExportDefinitions slice, CancellationToken ct) =>
            Sent(await slice.ExportAsync(definitionId, versionOptions, includeConsumingWorkflows == true, ct)));
        api.MapPost("/bulk-actions/export/workflow-definitions", async (ExportRequest body, ExportDefinitions slice, CancellationToken ct) =>
            Sent(await slice.ExportManyAsync(body.Ids, body.IncludeConsumingWorkflows, ct)));
    }

    public static void MapChanging(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/workflow-definitions");
        group.MapPost("/import", async (HttpRequest request, ImportDefinitions slice, ShownDefinitions shown, Viewer by, CancellationToken ct) =>
        {
            var body = await DefinitionRoutes.ReadAsync(request, ct);
            if (body.Rejection is { } unreadable) return unreadable.ToStudio();
            return await DefinitionRoutes.ChangedAsync(await slice.ImportAsync(body.Value!, by, ct), shown, ct);
        });
        group.MapPost("/import-files", async (HttpRequest request, ImportDefinitions slice, Sentences sentences, Viewer by, CancellationToken ct) =>
        {
            if (!request.HasFormContentType) return new Rejection(RejectionKind.Invalid, "file-missing").ToStudio();
            var (count, refused) = await slice.ImportAsync((await request.ReadFormAsync(ct)).Files, by, ct);
            return count.Rejection is { } rejection ? rejection.ToStudio(Words(refused, sentences)) : TypedResults.Ok(new JsonObject { ["count"] = count.Value });
        });
    }

    private static ImmutableArray<string> Words(ImmutableArray<RefusedFile> refused, Sentences sentences) =>
        [.. refused.Select(file => $"{file.Name}: {sentences.Of(file.Reason)}")];

    private static IResult Sent(Result<Download> file) => file.Rejection is { } refused ? refused.ToProblem() : file.Value!;

    internal sealed record ExportRequest
    {
        public string[] Ids { get; init; } = [];

        public bool IncludeConsumingWorkflows { get; init; }
    }
}
