using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Localization;
using StaffFlows.Engine.Execution;
using StaffFlows.Host.Components.Models;

namespace StaffFlows.Host.Localisation;

/// <summary>
/// Dates, lengths and deadlines as the office writes them, in the language of the request. One per request: 今天 is the
/// business date at its first use. All moments are shown in Asia/Shanghai.
/// </summary>
public sealed partial class Wording(IStringLocalizer<Texts> texts, TimeProvider clock)
{
    private static readonly TimeZoneInfo Office = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    private readonly Lazy<DateTimeOffset> _now = new(clock.GetUtcNow);

    public DateOnly Today => DateOnly.FromDateTime(Local(_now.Value));

    public string Of(LocalizedText text) => Cultures.IsEnglish && text.En.Length > 0 ? text.En : text.Zh;

    /// <summary>11月24日, with the year where it is not this one.</summary>
    public string Day(DateOnly date) => date.Year == Today.Year ? MonthAndDay(date) : FullDay(date);

    /// <summary>2026年11月24日.</summary>
    public string FullDay(DateOnly date) => Format(date, texts["date.full"]);

    /// <summary>2026年11月30日（周一）.</summary>
    public string FullDayOfWeek(DateOnly date) => texts["date.withWeekday", FullDay(date), ShortWeekday(date)];

    /// <summary>周一.</summary>
    public string ShortWeekday(DateOnly date) => texts[$"weekday.short.{(int)date.DayOfWeek}"];

    /// <summary>星期一.</summary>
    public string Weekday(DateOnly date) => texts[$"weekday.long.{(int)date.DayOfWeek}"];

    /// <summary>今天 08:52, 11月20日 15:40, 2025年12月1日 09:00.</summary>
    public string Moment(DateTimeOffset at)
    {
        var local = Local(at);
        var date = DateOnly.FromDateTime(local);
        return texts["date.moment", date == Today ? texts["date.today"].Value : Day(date), Time(local)];
    }

    /// <summary>2026年11月23日 09:41: for paper, where 今天 means nothing.</summary>
    public string FullMoment(DateTimeOffset at)
    {
        var local = Local(at);
        return texts["date.moment", FullDay(DateOnly.FromDateTime(local)), Time(local)];
    }

    /// <summary>11月24日 17:30 前; midnight is 24:00 of the day before.</summary>
    public string Before(DateTimeOffset at) => texts["date.before", End(at)];

    /// <summary>11月24日 17:30 without 前.</summary>
    public string End(DateTimeOffset at)
    {
        var local = Local(at);
        var (date, time) = local.TimeOfDay == TimeSpan.Zero
            ? (DateOnly.FromDateTime(local).AddDays(-1), "24:00")
            : (DateOnly.FromDateTime(local), Time(local));
        return texts["date.moment", date == Today ? texts["date.today"].Value : Day(date), time];
    }

    public string Half(bool isAfternoon) => texts[isAfternoon ? "half.pm" : "half.am"];

    /// <summary>2026年11月30日（周一）下午 至 12月4日（周五）下午; the year is said once where both share it.</summary>
    public string HalfDayRange(DateOnly from, bool fromAfternoon, DateOnly to, bool toAfternoon)
    {
        var start = texts["range.end", FullDayOfWeek(from), Half(fromAfternoon)];
        var lastDay = from.Year == to.Year && !Cultures.IsEnglish
            ? texts["date.withWeekday", MonthAndDay(to), ShortWeekday(to)].Value
            : FullDayOfWeek(to);
        return texts["range", start, texts["range.end", lastDay, Half(toAfternoon)]];
    }

    /// <summary>4.5 个工作日; whole numbers without a decimal.</summary>
    public string WorkingDays(decimal days) => texts[days == 1m ? "days.one" : "days.many", Number(days)];

    public static string Number(decimal value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>The deadline in words: 还剩 1 个工作日, 今天到期, 已超时 2 个工作日.</summary>
    public string Remaining(Due due)
    {
        if (due.IsPaused)
            return texts["due.paused"];
        if (due.RemainingWorkingDays > 0)
            return texts["due.left", WorkingDays(due.RemainingWorkingDays)];
        if (due.RemainingWorkingDays < 0)
            return texts["due.late", WorkingDays(-due.RemainingWorkingDays)];
        return due.At < _now.Value ? texts["due.lateToday"] : texts["due.today"];
    }

    /// <summary>还剩 1 个工作日（11月24日 17:30 前）; 今天 17:30 前; 已超时 2 个工作日.</summary>
    public string Deadline(Due due)
    {
        if (due.IsPaused || due.RemainingWorkingDays < 0)
            return Remaining(due);
        if (due.RemainingWorkingDays == 0)
            return due.At < _now.Value ? texts["due.lateToday"] : Before(due.At);
        var text = texts["due.leftUntil", WorkingDays(due.RemainingWorkingDays), Before(due.At)];
        return due.IsProvisional ? texts["due.provisional", text] : text;
    }

    /// <summary>Overdue red, today and the next working day amber, later neutral.</summary>
    public Tone ToneOf(Due due) => due switch
    {
        { IsPaused: true } => Tone.None,
        { RemainingWorkingDays: < 0 } => Tone.Late,
        { RemainingWorkingDays: 0 } when due.At < _now.Value => Tone.Late,
        { RemainingWorkingDays: <= 1 } => Tone.Wait,
        _ => Tone.None,
    };

    public bool IsOverdue(Due due) => ToneOf(due) is Tone.Late;

    /// <summary>The local date of a moment.</summary>
    public static DateOnly DateOf(DateTimeOffset at) => DateOnly.FromDateTime(Local(at));

    /// <summary>128 KB, 2.4 MB.</summary>
    public static string Size(long bytes) => bytes < 1_000_000
        ? $"{Math.Max(1, (bytes + 512) / 1024)} KB"
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1_048_576m:0.#} MB");

    /// <summary>169****0038: the first three and the last four digits; shorter numbers only their last two.</summary>
    public static string MaskedPhone(string? phone)
    {
        var digits = new string([.. (phone ?? "").Where(char.IsAsciiDigit)]);
        return digits.Length switch
        {
            0 => "",
            < 8 => $"****{digits[^Math.Min(2, digits.Length)..]}",
            _ => $"{digits[..3]}****{digits[^4..]}",
        };
    }

    /// <summary>The text with every run of seven or more digits masked as a phone number, but not the number of a case: GS-2026-000001.</summary>
    public static string WithMaskedPhones(string text) => PhoneLike().Replace(text, match => MaskedPhone(match.Value));

    [GeneratedRegex(@"(?<![A-Z]-)(?<!\d)\d(?:[ -]?\d){6,}", RegexOptions.None, matchTimeoutMilliseconds: 100)]
    private static partial Regex PhoneLike();

    private string MonthAndDay(DateOnly date) => Format(date, texts["date.day"]);

    private static string Format(DateOnly date, string pattern) => date.ToString(pattern, CultureInfo.InvariantCulture);

    private static string Time(DateTime local) => local.ToString("HH:mm", CultureInfo.InvariantCulture);

    private static DateTime Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Office).DateTime;
}
