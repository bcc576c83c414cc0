using System.Collections.Immutable;
using StaffFlows.Host.Components.Models;

namespace StaffFlows.Host.Features.People;

/// <summary>Manning of the windows for one week, working days only (make-up Saturdays included).</summary>
public sealed record WindowsModel(
    ImmutableArray<DateOnly> Days, ImmutableArray<WindowRow> Windows, string PreviousWeekHref, string NextWeekHref);

/// <param name="Approved">核定人数; null where none is fixed.</param>
/// <param name="Vacancies">Posts approved but not filled; 0 where none are fixed.</param>
/// <param name="Cells">One per day.</param>
public sealed record WindowRow(string Name, string Unit, string? Head, int? Approved, int Vacancies, ImmutableArray<ManningCell> Cells);

/// <param name="Present">On post that day.</param>
/// <param name="Posted">Posted to the window.</param>
/// <param name="Minimum">The least allowed; null where the rules have none.</param>
/// <param name="Absent">Names, without the reason.</param>
public sealed record ManningCell(int Present, int Posted, int? Minimum, ImmutableArray<string> Absent)
{
    public Tone Tone => Minimum switch
    {
        { } minimum when Present < minimum => Tone.Late,
        { } minimum when Present == minimum && Present < Posted => Tone.Wait,
        _ => Tone.None,
    };
}
