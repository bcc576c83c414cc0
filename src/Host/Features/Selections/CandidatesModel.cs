using System.Collections.Immutable;
using StaffFlows.Host.Components.Models;
using StaffFlows.Host.Features.People;

namespace StaffFlows.Host.Features.Selections;

/// <summary>A register of selection with its filters.</summary>
public sealed record CandidatesModel(
    ImmutableArray<CandidateRow> Rows, Paging Paging, ImmutableArray<FilterPick> Picks, string List,
    ImmutableArray<PickOption> Units, ImmutableArray<PickOption> Windows, string? Query, string ExportHref);

/// <param name="Score">Of the interview; null where there was none.</param>
/// <param name="Note">Until when a reserve is valid, the filing number, or the day on post: what the state is known by.</param>
public sealed record CandidateRow(
    string StaffNo, string Name, string Unit, string Window, string Post, string CaseNumber, string CaseHref, decimal? Score, int? Rank, PersonState State, string? Note);
