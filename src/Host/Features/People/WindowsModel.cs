using System.Collections.Immutable;
using StaffFlows.Host.Components.Models;

namespace StaffFlows.Host.Features.People;

/// <summary>Manning of the windows on one day and in its week, working days only (make-up Saturdays included).</summary>
/// <param name="Week">2026-W48.</param>
/// <param name="Days">Empty in a week of nothing but holidays.</param>
/// <param name="Chosen">The day whose people are told; one of <paramref name="Days"/>.</param>
public sealed record WindowsModel(
    string Week, ImmutableArray<WindowDay> Days, DateOnly Chosen, ImmutableArray<WindowRow> Windows, string PreviousWeekHref, string NextWeekHref);

/// <param name="Href">The page with this day's people.</param>
public sealed record WindowDay(DateOnly Date, string Href);

/// <param name="Approved">核定人数; null where none is fixed.</param>
/// <param name="Vacancies">Posts approved but not filled; 0 where none are fixed.</param>
/// <param name="Duty">Who is there on the chosen day.</param>
/// <param name="Cells">One per day.</param>
public sealed record WindowRow(string Name, string Unit, int? Approved, int Posted, int Vacancies, WindowDuty Duty, ImmutableArray<ManningCell> Cells);

/// <param name="Absent">Names, and the half of the day where it is no more; without the reason.</param>
public sealed record WindowDuty(int Present, ImmutableArray<string> People, ImmutableArray<WindowAbsence> Absent, Tone Tone, string State);

/// <param name="StandIn">顶岗; null where nobody takes over.</param>
public sealed record WindowAbsence(string Who, string? StandIn);

/// <param name="Present">At the window that day, stand-ins among them.</param>
/// <param name="Note">What is not as it should be, in a word.</param>
public sealed record ManningCell(int Present, int Posted, Tone Tone, string? Note, ImmutableArray<string> Absent);
