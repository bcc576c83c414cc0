using System.Collections.Immutable;
using StaffFlows.Host.Components.Models;
using StaffFlows.Host.Localisation;
using StaffFlows.Workflows.Procedures;

namespace StaffFlows.Host.Features.Procedures;

/// <summary>Two versions beside each other, in the reader's language.</summary>
internal sealed class Comparisons(ManagedProcedures procedures, Diagrams diagrams, Wording say)
{
    /// <returns>Null where one of them does not exist.</returns>
    public async Task<ComparedVersions?> FindAsync(string definitionId, int from, int to, CancellationToken ct)
    {
        if (await procedures.FindVersionAsync(definitionId, from, ct) is not { } before || await procedures.FindVersionAsync(definitionId, to, ct) is not { } after) return null;

        var differences = new ProcedureComparison(await procedures.VocabularyAsync(ct)).Compare(before, after);
        return new(
            from, to,
            [
                .. differences.All.GroupBy(d => d.Area).Select(g => new DifferenceGroup(
                    $"procedure.area.{g.Key}", [.. g.Select(d => new DifferenceLine(MarkOf(d.Kind), say.Of(d.Text)))])),
            ],
            differences.All.Length,
            differences.IsOnlyLayout,
            diagrams.Of(before, differences, isLater: false),
            diagrams.Of(after, differences, isLater: true));
    }

    private static FlowMark MarkOf(DifferenceKind kind) => kind switch
    {
        DifferenceKind.Added => FlowMark.Added,
        DifferenceKind.Removed => FlowMark.Removed,
        _ => FlowMark.Changed,
    };
}
