using System.Collections.Immutable;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Workflows.Procedures;

public enum DifferenceKind
{
    Added,
    Removed,
    Changed,
}

/// <summary>What a difference is about; also the order in which differences are told.</summary>
public enum DifferenceArea
{
    Steps,
    Assignees,
    Deadlines,
    Outcomes,
    Connections,

    /// <summary>Other inputs of steps.</summary>
    Inputs,
    Variables,
    Settings,

    /// <summary>Places in the chart, which mean nothing to the run.</summary>
    Layout,
}

/// <summary>One thing that is otherwise in the later of two versions. 差异</summary>
/// <param name="Text">A whole sentence.</param>
/// <param name="StepPath">See <see cref="ProcedureStep.Path"/>; null where it is about no step.</param>
public sealed record Difference(DifferenceArea Area, DifferenceKind Kind, LocalizedText Text, string? StepPath = null);

/// <summary>All that differs, in the order of areas and of the earlier chart.</summary>
/// <param name="RemovedConnections">Arrows of the earlier chart that the later one does not have.</param>
/// <param name="AddedConnections">Arrows of the later chart that the earlier one does not have.</param>
public sealed record ProcedureDifferences(
    ImmutableArray<Difference> All, ImmutableArray<Connection> RemovedConnections, ImmutableArray<Connection> AddedConnections)
{
    /// <summary>True where at most places in the chart differ.</summary>
    public bool IsOnlyLayout => All.All(difference => difference.Area is DifferenceArea.Layout);

    /// <summary>How the step's place in a chart is marked, changes inside of it included; null where nothing about it differs.</summary>
    public DifferenceKind? KindOf(string path)
    {
        var about = All.Where(difference => difference.Area is not (DifferenceArea.Connections or DifferenceArea.Layout)).ToList();
        if (about.Find(difference => difference.Area is DifferenceArea.Steps && difference.StepPath == path && difference.Kind is not DifferenceKind.Changed) is { } whole) return whole.Kind;
        return about.Exists(difference => difference.StepPath == path || difference.StepPath?.StartsWith($"{path}:", StringComparison.Ordinal) == true) ? DifferenceKind.Changed : null;
    }
}
