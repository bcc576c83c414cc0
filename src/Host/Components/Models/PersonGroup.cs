using System.Collections.Immutable;

namespace StaffFlows.Host.Components.Models;

/// <summary>Persons to choose from under one heading: AB 角, 本窗口, 本单位.</summary>
public sealed record PersonGroup(string Label, ImmutableArray<PersonOption> People);

/// <param name="Value">What is posted: the staff number.</param>
/// <param name="Note">Why he fits or not: AB 角, 已在顶岗.</param>
public sealed record PersonOption(string Value, string Name, string? Note = null);
