using System.Collections.Immutable;

namespace StaffFlows.Benchmarks.Anchors;

/// <summary>A column in the order of the table.</summary>
/// <param name="Type">In the database's own words.</param>
internal sealed record Column(string Name, string Type, bool IsKey);

internal sealed record TableShape(string Name, ImmutableArray<Column> Columns);
