using System.Globalization;

namespace StaffFlows.Workflows.Calendar;

/// <summary>Days as forms, addresses and stored texts have them: <c>2026-03-18</c>.</summary>
public static class IsoDay
{
    private const string Pattern = "yyyy-MM-dd";

    /// <summary>Null for anything else.</summary>
    public static DateOnly? Find(string? text) =>
        DateOnly.TryParseExact(text, Pattern, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public static string Text(DateOnly day) => day.ToString(Pattern, CultureInfo.InvariantCulture);
}
