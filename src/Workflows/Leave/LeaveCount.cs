using System.Collections.Immutable;
using StaffFlows.Workflows.Calendar;

namespace StaffFlows.Workflows.Leave;

/// <summary>One date of a leave, for the strip that shows day by day what counts.</summary>
/// <param name="Counted">0, 0.5 or 1.</param>
/// <param name="Kind">Why: working day, weekend, holiday, make-up day.</param>
/// <param name="Name">The holiday's name; null for plain days.</param>
public sealed record LeaveDay(DateOnly Date, decimal Counted, DayKind Kind, string? Name);

/// <summary>A leave's length.</summary>
/// <param name="Provisional">A year without a published holiday notice is touched (EC-19).</param>
public sealed record LeaveDays(decimal Days, ImmutableArray<LeaveDay> Breakdown, bool Provisional);

/// <summary>How long a leave is (TC-5): half-day grain, a make-up Saturday costs a day (EC-17), holidays are free (EC-18).</summary>
public static class LeaveCount
{
    public static LeaveDays Count(LeaveRange range, LeaveUnit unit, WorkingDayCalendar calendar)
    {
        var days = ImmutableArray.CreateBuilder<LeaveDay>();
        var provisional = false;
        foreach (var day in calendar.Days(range.From, range.To))
        {
            provisional |= day.Provisional;
            var counts = unit is LeaveUnit.CalendarDays || day.IsWorking;
            days.Add(new(day.Date, counts ? PartOf(day.Date, range) : 0, day.Kind, day.Name));
        }

        return new(days.Sum(d => d.Counted), days.ToImmutable(), provisional);
    }

    /// <summary>The part of a range that lies in a year; null where none does.</summary>
    public static LeaveRange? InYear(LeaveRange range, int year)
    {
        if (range.To.Year < year || range.From.Year > year) return null;

        return new(
            range.From.Year < year ? new(year, 1, 1) : range.From, range.From.Year < year ? HalfDay.Am : range.FromHalf,
            range.To.Year > year ? new(year, 12, 31) : range.To, range.To.Year > year ? HalfDay.Pm : range.ToHalf);
    }

    /// <summary>Whether no working time lies between two ranges that don't overlap, in either order.</summary>
    public static bool AreAdjacent(LeaveRange one, LeaveRange other, WorkingDayCalendar calendar)
    {
        var (first, second) = (one.From, one.FromHalf).CompareTo((other.From, other.FromHalf)) <= 0 ? (one, other) : (other, one);
        var gapFrom = first.ToHalf is HalfDay.Am ? first.To : first.To.AddDays(1);
        var gapTo = second.FromHalf is HalfDay.Pm ? second.From : second.From.AddDays(-1);
        if (gapFrom == gapTo && first.ToHalf is HalfDay.Am && second.FromHalf is HalfDay.Pm && first.To == second.From) return true;
        return calendar.Days(gapFrom, gapTo).All(day => !day.IsWorking);
    }

    private static decimal PartOf(DateOnly date, LeaveRange range)
    {
        var morning = date > range.From || range.FromHalf is HalfDay.Am;
        var afternoon = date < range.To || range.ToHalf is HalfDay.Pm;
        return (morning ? 0.5m : 0) + (afternoon ? 0.5m : 0);
    }
}
