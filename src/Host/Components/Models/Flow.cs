using System.Collections.Immutable;

namespace StaffFlows.Host.Components.Models;

public enum FlowState
{
    None,
    Done,
    Current,
    Predicted,
    Skipped,
}

/// <summary>What differs between two versions of a flowchart.</summary>
public enum FlowMark
{
    None,
    Added,
    Removed,
    Changed,
}

/// <summary>A flowchart as drawn in the designer, with what this case has done in it.</summary>
public sealed record Flow(ImmutableArray<FlowNodeView> Nodes, ImmutableArray<FlowEdgeView> Edges)
{
    /// <summary>False for the flowchart of a version, which no case has gone through.</summary>
    public bool IsOfCase { get; init; } = true;
}

/// <summary>Position and size in the designer's units; x to the right, y down, of the upper left corner.</summary>
/// <param name="Detail">Second line: when, or by whom.</param>
/// <param name="IsStep">False for gateways and technical nodes: drawn small, left out of the text alternative.</param>
public sealed record FlowNodeView(
    string Id,
    double X,
    double Y,
    double Width,
    double Height,
    string Label,
    FlowState State,
    string? Detail = null,
    bool IsStep = true)
{
    public FlowMark Mark { get; init; }
}

/// <param name="Port">The outcome that leads this way, in the reader's language; null where it is the only one.</param>
/// <param name="Vertices">Bends set in the designer, in order; empty: we route it.</param>
/// <param name="IsTaken">This case went this way.</param>
public sealed record FlowEdgeView(
    string From, string To, string? Port, ImmutableArray<FlowPoint> Vertices, bool IsTaken)
{
    public FlowMark Mark { get; init; }
}

public readonly record struct FlowPoint(double X, double Y);
