using System.Globalization;

namespace StaffFlows.Host.Features.People;

/// <summary>Weeks from Monday to Sunday, as addresses name them: <c>2026-W48</c> (ISO 8601), or any of their days.</summary>
internal static class Weeks
{
    private static readonly DateOnly First = new(2000, 1, 3);
    private static readonly DateOnly Last = new(2199, 12, 30);

    public static DateOnly MondayOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    public static string Of(DateOnly day)
    {
        var moment = day.ToDateTime(TimeOnly.MinValue);
        return string.Create(CultureInfo.InvariantCulture, $"{ISOWeek.GetYear(moment):0000}-W{ISOWeek.GetWeekOfYear(moment):00}");
    }

    /// <summary>A day of the week that is named; null where none is, or none that anybody plans for.</summary>
    public static DateOnly? Read(string? text)
    {
        var day = DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : MondayOf(text);
        return day >= First && day <= Last ? day : null;
    }

    private static DateOnly? MondayOf(string? week) =>
        week?.Split("-W") is [{ Length: 4 } y, { Length: 2 } w]
        && int.TryParse(y, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is > 1 and < 9999
        && int.TryParse(w, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= ISOWeek.GetWeeksInYear(year)
            ? DateOnly.FromDateTime(ISOWeek.ToDateTime(year, number, DayOfWeek.Monday))
            : null;
}
