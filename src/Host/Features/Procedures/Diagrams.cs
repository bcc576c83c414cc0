using System.Collections.Immutable;
using StaffFlows.Engine.Definitions;
using StaffFlows.Host.Components.Models;
using StaffFlows.Host.Features.Cases;
using StaffFlows.Host.Localisation;
using StaffFlows.Workflows.Procedures;

namespace StaffFlows.Host.Features.Procedures;

/// <summary>The chart of a version as it is drawn, with what differs from another one marked in it.</summary>
internal sealed class Diagrams(Wording say)
{
    /// <param name="differences">Null marks nothing.</param>
    /// <param name="isLater">Shows what was added; the earlier chart shows what was removed.</param>
    public Flow Of(ProcedureVersion version, ProcedureDifferences? differences, bool isLater)
    {
        var marked = differences is null ? [] : isLater ? differences.AddedConnections : differences.RemovedConnections;
        var mark = isLater ? FlowMark.Added : FlowMark.Removed;
        return new(
            [
                .. version.Steps.Where(step => step.Depth == 0).Select(step => new FlowNodeView(
                    step.Node.Id, step.Node.Metadata.Position.X, step.Node.Metadata.Position.Y,
                    CaseFlow.SizeOf(step.Node).Width, CaseFlow.SizeOf(step.Node).Height, say.Of(step.Name), FlowState.None, null, CaseFlow.IsStep(step.Node))
                {
                    Mark = differences?.KindOf(step.Path) switch
                    {
                        DifferenceKind.Added => FlowMark.Added,
                        DifferenceKind.Removed => FlowMark.Removed,
                        DifferenceKind.Changed => FlowMark.Changed,
                        _ => FlowMark.None,
                    },
                }),
            ],
            [
                .. version.Chart.Connections.Select(edge => new FlowEdgeView(
                    edge.SourceId, edge.TargetId, PortOf(version, edge), [.. edge.Vertices.Select(v => new FlowPoint(v.X, v.Y))], IsTaken: false)
                {
                    Mark = marked.Any(other => IsSame(other, edge)) ? mark : FlowMark.None,
                }),
            ]) { IsOfCase = false };
    }

    private string? PortOf(ProcedureVersion version, Connection edge)
    {
        var isChoice = version.Chart.Connections.Count(other => other.SourceId == edge.SourceId) > 1;
        return isChoice && version.FindStep(edge.SourceId)?.PortName(edge.SourcePort) is { } name ? say.Of(name) : null;
    }

    private static bool IsSame(Connection one, Connection other) =>
        one.SourceId == other.SourceId && one.SourcePort == other.SourcePort && one.TargetId == other.TargetId;
}
