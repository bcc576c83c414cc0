using System.Collections.Immutable;
using StaffFlows.Engine.Execution;
using StaffFlows.Host.Api;
using StaffFlows.Host.Localisation;
using StaffFlows.Workflows.Forms;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Procedures;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Procedures;

/// <summary><c>/admin/procedures/{key}/outline</c>: one version as a list, for reading, for screen readers and for paper.</summary>
internal sealed class OutlinePages(ManagedProcedures procedures, ProcedureHeads heads, DefinitionStore definitions, Diagrams diagrams, OfficeSnapshots office, Wording say)
{
    public static void Map(RouteGroupBuilder pages) =>
        pages.MapGet("/{address}/outline", (string address, int? version, Viewer by, OutlinePages page, CancellationToken ct) => page.ShowAsync(address, version, by, ct));

    private async Task<IResult> ShowAsync(string address, int? version, Viewer by, CancellationToken ct)
    {
        if (await procedures.FindAsync(address, ct) is not { } procedure) return Pages.NotFound();

        var number = version ?? (procedure.Published ?? procedure.Latest).Version;
        if (await procedures.FindVersionAsync(procedure.DefinitionId, number, ct) is not { } shown) return Pages.NotFound();

        var form = shown.Settings is { } settings ? (await office.ReadAsync(ct)).FindForm(settings.Form) : null;
        var outline = ProcedureOutline.Of(shown, form, await procedures.VocabularyAsync(ct));
        return Pages.Show<OutlineView>(new OutlineModel(
            await heads.ReadAsync(procedure, "outline", by, ct),
            number,
            [.. (await definitions.ReadVersionsAsync(procedure.DefinitionId, ct)).Select(v => v.Version)],
            shown.Definition.Description is { Length: > 0 } description ? description : null,
            [.. outline.Steps.Select(Line)],
            diagrams.Of(shown, null, isLater: true)));
    }

    private OutlineLine Line(OutlineStep step) => new(
        step.Number,
        say.Of(step.Step.Name),
        say.Of(step.Kind),
        step.IsPersons,
        step.Step.Depth,
        [.. step.Facts.Select(fact => (say.Of(fact.Label), say.Of(fact.Text)))],
        [.. step.Exits.Select(exit => new OutlineWay(exit.Port is { } port ? say.Of(port) : null, exit.ToNumber, say.Of(exit.ToName)))]);
}
