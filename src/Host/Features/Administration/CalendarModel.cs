using System.Collections.Immutable;

namespace StaffFlows.Host.Features.Administration;

/// <summary>The working-day calendar: which years have a notice, one year in full, local overrides, imports.</summary>
/// <param name="Year">The year shown.</param>
/// <param name="Days">Of that year: only the days that differ from the weekday rule.</param>
/// <param name="Errors">Sentences of a refused import or override.</param>
public sealed record CalendarModel(
    ImmutableArray<CalendarYear> Years,
    int Year,
    ImmutableArray<CalendarDay> Days,
    ImmutableArray<CalendarDay> Overrides,
    ImmutableArray<string> Errors,
    string? Flash = null);

/// <param name="IsPublished">The holiday notice is imported; otherwise dates of that year are provisional (暂定).</param>
/// <param name="Paper">The notice: 国办发明电〔2025〕7号.</param>
public sealed record CalendarYear(int Year, bool IsPublished, int WorkingDays, string? Paper);

/// <param name="Id">Of an override, to remove it; null for a day of the notice.</param>
public sealed record CalendarDay(DateOnly Date, bool IsWorking, string Name, string? Id = null);
