using System.Collections.Immutable;
using Microsoft.Extensions.Localization;
using StaffFlows.Host.Api;
using StaffFlows.Host.Localisation;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Procedures;

/// <summary><c>/admin/procedures/{key}/versions</c>: who made and who published each, and what is otherwise between any two.</summary>
internal sealed class VersionPages(
    ManagedProcedures procedures, ProcedureHeads heads, GetHistory history, RunningCases running, Comparisons comparisons, IStringLocalizer<Texts> texts)
{
    public static void Map(RouteGroupBuilder pages) =>
        pages.MapGet("/{address}/versions", (string address, int? from, int? to, Viewer by, VersionPages page, HttpContext context) => page.ShowAsync(address, from, to, by, context));

    /// <summary>Without a choice of the reader: what the latest version changes against the published one, or against the one before.</summary>
    private async Task<IResult> ShowAsync(string address, int? from, int? to, Viewer by, HttpContext context)
    {
        var ct = context.RequestAborted;
        if (await procedures.FindAsync(address, ct) is not { } procedure) return Pages.NotFound();

        var versions = await history.ExecuteAsync(procedure.DefinitionId, ct);
        var later = to ?? procedure.Latest.Version;
        var earlier = from ?? (procedure.Published is { } published && published.Version != later
            ? published.Version
            : versions.Select(v => v.Version.Version).Where(v => v < later).DefaultIfEmpty(later).Max());
        var compared = earlier == later ? null : await comparisons.FindAsync(procedure.DefinitionId, earlier, later, ct);
        if (compared is null && (from ?? to) is not null && earlier != later) return Pages.NotFound();

        var counts = (await running.ReadAsync(procedure.DefinitionId, ct)).ToDictionary(v => v.Version, v => v.Total);
        var lines = ImmutableArray.CreateBuilder<VersionLine>();
        foreach (var version in versions) lines.Add(await LineAsync(version, counts.GetValueOrDefault(version.Version.Version), ct));
        return Pages.Show<VersionsView>(new VersionsModel(
            await heads.ReadAsync(procedure, "versions", by, ct), lines.ToImmutable(), compared, Flash.Take(context, texts)));
    }

    private async Task<VersionLine> LineAsync(HistoryVersion line, int count, CancellationToken ct) => new(
        line.Version.Version,
        line.Version.IsPublished ? "published" : line.Version.IsDraft ? "draft" : "old",
        line.Version.Name,
        await heads.NameOfAsync(line.Changed?.ActorId, ct),
        line.Changed?.At ?? line.Version.CreatedAt,
        line.Published is { } published ? await heads.NameOfAsync(published.ActorId, ct) ?? texts["procedure.shipped"].Value : null,
        line.Published?.At,
        line.Published?.Note,
        count);
}
