using System.Collections.Immutable;
using StaffFlows.Host.Components.Models;

namespace StaffFlows.Host.Features.Substitutions;

/// <summary><c>/substitutions</c>: who stands in for the viewer, for whom he does, and the form for another one.</summary>
public sealed record SubstitutionsModel(ImmutableArray<SubstitutionRow> Own, ImmutableArray<SubstitutionRow> Others, ImmutableArray<PersonGroup> People, SubstitutionForm Form, string? Flash);

/// <param name="Person">The other one.</param>
/// <param name="IsRunning">Today is one of its days.</param>
public sealed record SubstitutionRow(string Id, string Person, string? Post, DateOnly From, DateOnly Until, bool IncludesOlder, string? Reason, bool IsRunning);

/// <summary>What was typed, and what is wrong with it by field.</summary>
public sealed record SubstitutionForm(string To, string From, string Until, bool IncludesOlder, string Reason, ImmutableDictionary<string, string> Errors, ImmutableArray<SummaryError> Summary);
