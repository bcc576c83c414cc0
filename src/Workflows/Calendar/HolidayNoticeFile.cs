using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using StaffFlows.Workflows.DataFiles;

namespace StaffFlows.Workflows.Calendar;

/// <summary>
/// Reads holiday notices in two formats: our own of several years (<c>cn-holidays.json</c>) and holiday-cn's of one year
/// (<c>{year, papers, days:[{name, date, isOffDay}]}</c>). A year counts as confirmed only where its notice is named.
/// </summary>
public static class HolidayNoticeFile
{
    private const int MaxDays = 2000;

    public static Reading<HolidayNotices> Read(ReadOnlyMemory<byte> utf8) =>
        JsonFile.Read(utf8, root => root.Has("year") ? ReadYear(root) : ReadYears(root));

    /// <summary>Local overrides: <c>{days:[{date, name, isOffDay}]}</c>; any weekday may be worked or not.</summary>
    public static Reading<ImmutableArray<CalendarOverride>> ReadLocal(ReadOnlyMemory<byte> utf8) => JsonFile.Read(utf8, root =>
    {
        var seen = new HashSet<DateOnly>();
        return root.Rows("days", MaxDays).Select(row => ReadDay(row, seen)).ToImmutableArray();
    });

    private static HolidayNotices ReadYear(JsonRow root)
    {
        var year = root.OptionalInteger("year", 1950, 2199) ?? 0;
        var papers = root.Texts("papers", 20);
        var rows = root.Rows("days", MaxDays);
        if (rows.IsEmpty) root.Reject("days", "holiday-days-missing", $"{year}");

        var seen = new HashSet<DateOnly>();
        var days = rows.Select(row => ReadNoticeDay(row, seen, [year])).ToImmutableArray();
        return HolidayNotices.None.With(new HolidayNotice(year, papers, days, Confirmed: !papers.IsEmpty));
    }

    private static HolidayNotices ReadYears(JsonRow root)
    {
        var confirmed = ReadYearNumbers(root, "yearsConfirmed");
        var seen = new HashSet<DateOnly>();
        var days = root.Rows("days", MaxDays).Select(row => ReadNoticeDay(row, seen, confirmed)).ToImmutableArray();
        var byYear = days.ToLookup(day => NoticeYear(day.Date, confirmed));
        var papers = root.OptionalRow("papers");

        var notices = HolidayNotices.None;
        foreach (var year in confirmed)
            notices = notices.With(new HolidayNotice(year, ReadPapers(papers, year), [.. byYear[year]], Confirmed: true));

        return ReadProvisionalYears(root, seen).Aggregate(notices, (all, notice) => all.With(notice));
    }

    private static List<HolidayNotice> ReadProvisionalYears(JsonRow root, HashSet<DateOnly> seen)
    {
        var notices = new List<HolidayNotice>();
        if (root.OptionalRow("provisional") is not { } provisional) return notices;

        foreach (var name in provisional.Names.Where(n => n.Length == 4 && n.All(char.IsAsciiDigit)))
        {
            var year = int.Parse(name, CultureInfo.InvariantCulture);
            notices.Add(new(year, [], [.. provisional.Rows(name, MaxDays).Select(row => ReadNoticeDay(row, seen, [year]))], Confirmed: false));
        }

        return notices;
    }

    private static CalendarOverride ReadNoticeDay(JsonRow row, HashSet<DateOnly> seen, ImmutableSortedSet<int> years)
    {
        var day = ReadDay(row, seen);
        if (day.Date == default) return day;

        if (!years.Contains(NoticeYear(day.Date, years))) row.Reject("date", "holiday-outside-year", $"{day.Date:yyyy-MM-dd}");
        if (day.IsWorkingDay && day.Date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
            row.Reject("isOffDay", "make-up-day-on-weekday", $"{day.Date:yyyy-MM-dd}");
        return day;
    }

    private static CalendarOverride ReadDay(JsonRow row, HashSet<DateOnly> seen)
    {
        var date = row.Date("date");
        if (date != default && !seen.Add(date)) row.Reject("date", "date-duplicate", $"{date:yyyy-MM-dd}");
        return new(date, row.Text("name", 50), IsWorkingDay: !row.Flag("isOffDay"));
    }

    /// <summary>New Year's block may begin in December of the year before and its make-up days may end in January after.</summary>
    private static int NoticeYear(DateOnly date, ImmutableSortedSet<int> years) => date switch
    {
        _ when years.Contains(date.Year) => date.Year,
        { Month: 12 } => date.Year + 1,
        { Month: 1 } => date.Year - 1,
        _ => date.Year,
    };

    private static ImmutableSortedSet<int> ReadYearNumbers(JsonRow root, string name)
    {
        var years = ImmutableSortedSet.CreateBuilder<int>();
        if (root.Member(name) is not { ValueKind: JsonValueKind.Array } list)
        {
            root.Reject(name, "list-expected");
            return [];
        }

        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind == JsonValueKind.Number && item.TryGetInt32(out var year) && year is >= 1950 and < 2200) years.Add(year);
            else root.Reject(name, "number-out-of-range", "1950", "2199");
        }

        return years.ToImmutable();
    }

    private static ImmutableArray<string> ReadPapers(JsonRow? papers, int year) =>
        papers is not null && papers.Has($"{year}") ? papers.Texts($"{year}", 20) : [];
}
