using System.Collections.Frozen;
using System.Collections.Immutable;

namespace StaffFlows.Workflows.Calendar;

/// <summary>
/// Which days count (rules TC-1 … TC-6). Immutable; knows nothing of clocks, time zones or storage. Dates are keyed by
/// date, not by notice: the notice of 2023 made 2022-12-31 a day off.
/// </summary>
/// <param name="version">Grows with each import or local change; deadlines keep the version they were computed with.</param>
/// <param name="notices">The State Council's arrangements.</param>
/// <param name="local">Local decisions, on top of the notices.</param>
public sealed class WorkingDayCalendar(long version, HolidayNotices notices, IEnumerable<CalendarOverride> local)
{
    private readonly FrozenDictionary<DateOnly, CalendarOverride> _overrides = notices.Days.Concat(local)
        .GroupBy(o => o.Date).ToFrozenDictionary(g => g.Key, g => g.Last());

    public long Version { get; } = version;

    /// <summary>The years whose notice is published.</summary>
    public ImmutableSortedSet<int> ConfirmedYears { get; } = notices.ConfirmedYears;

    public CalendarDay DayOf(DateOnly date)
    {
        var isWeekend = date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
        var provisional = !ConfirmedYears.Contains(date.Year);
        if (!_overrides.TryGetValue(date, out var special))
            return new(date, isWeekend ? DayKind.Weekend : DayKind.WorkingDay, null, provisional);

        var kind = !special.IsWorkingDay ? DayKind.Holiday : isWeekend ? DayKind.MakeUpWorkday : DayKind.WorkingDay;
        return new(date, kind, special.Name, provisional);
    }

    public Dated<bool> IsWorkingDay(DateOnly date) => DayOf(date) is var day ? new(day.IsWorking, day.Provisional) : default;

    /// <summary>The n-th working day after <paramref name="start"/>, which itself is never counted; before it for a negative number.</summary>
    public Dated<DateOnly> AddWorkingDays(DateOnly start, int days)
    {
        var (date, provisional) = (start, false);
        for (var left = Math.Abs(days); left > 0;)
        {
            date = date.AddDays(Math.Sign(days));
            var day = DayOf(date);
            provisional |= day.Provisional;
            if (day.IsWorking) left--;
        }

        return new(date, provisional);
    }

    /// <summary>公示期 (TC-1): the last day of a publicity of n working days; the posting day is not counted, the period ends at 24:00.</summary>
    public Dated<DateOnly> PublicityEnd(DateOnly posted, int days) => AddWorkingDays(posted, days);

    /// <summary>As <see cref="PublicityEnd"/>, with a working posting day as the first of the n days (local practice).</summary>
    public Dated<DateOnly> PublicityEndCountingPostingDay(DateOnly posted, int days) => AddWorkingDays(posted.AddDays(-1), days);

    /// <summary>The date itself where it is a working day, else the nearest one before it.</summary>
    public Dated<DateOnly> LastWorkingDayOnOrBefore(DateOnly date) => AddWorkingDays(date.AddDays(1), -1);

    /// <summary>The date itself where it is a working day, else the nearest one after it.</summary>
    public Dated<DateOnly> FirstWorkingDayOnOrAfter(DateOnly date) => AddWorkingDays(date.AddDays(-1), 1);

    /// <summary>Working days from the first to the last date, both included; 0 where the last is before the first.</summary>
    public Dated<int> WorkingDaysInclusive(DateOnly from, DateOnly to)
    {
        var (count, provisional) = (0, false);
        foreach (var day in Days(from, to))
        {
            if (day.IsWorking) count++;
            provisional |= day.Provisional;
        }

        return new(count, provisional);
    }

    /// <summary>连续旷工 (TC-6): the longest run of working days absent; days off neither break a run nor add to it.</summary>
    public Dated<int> AbsenceRun(IReadOnlyCollection<DateOnly> absentDates)
    {
        if (absentDates.Count == 0) return new(0, false);

        var absent = absentDates.ToHashSet();
        var (run, longest, provisional) = (0, 0, false);
        foreach (var day in Days(absent.Min(), absent.Max()))
        {
            provisional |= day.Provisional;
            if (!day.IsWorking) continue;

            run = absent.Contains(day.Date) ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return new(longest, provisional);
    }

    /// <summary>Each date from the first to the last, both included.</summary>
    public IEnumerable<CalendarDay> Days(DateOnly from, DateOnly to)
    {
        for (var date = from; date <= to; date = date.AddDays(1)) yield return DayOf(date);
    }
}
