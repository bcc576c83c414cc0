using System.Diagnostics.CodeAnalysis;
using NCrontab;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Engine.Scheduling;

/// <summary>
/// When something happens again and again: six fields, seconds first (<c>0 30 8 * * 1-5</c>: half past eight on working weekdays), in
/// the local time of a zone. A day must meet both the day of the month and the day of the week. <c>?</c>, <c>L</c>, <c>W</c> and <c>#</c>, which the
/// genuine Elsa knows, are refused.
/// </summary>
public sealed class CronSchedule
{
    private const int Fields = 6;

    /// <summary>29 February on a given day of the week comes back after 40 years at most.</summary>
    private const int LongestWaitInYears = 41;

    private static readonly CrontabSchedule.ParseOptions Options = new() { IncludingSeconds = true };
    private readonly CrontabSchedule schedule;

    private CronSchedule(string text, CrontabSchedule schedule) => (Text, this.schedule) = (text, schedule);

    /// <summary>Asia/Shanghai, the zone of business time.</summary>
    public static TimeZoneInfo DefaultZone { get; } = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    public string Text { get; }

    /// <param name="problem">What is wrong with the text, as a sentence.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out CronSchedule? schedule, out LocalizedText problem)
    {
        (schedule, problem) = (null, default);
        var fields = (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length != Fields)
        {
            problem = new($"cron 表达式应为 {Fields} 段（秒 分 时 日 月 周），现为 {fields.Length} 段。", $"A cron expression has {Fields} fields (second, minute, hour, day, month, day of week), not {fields.Length}.");
        }
        else if (FindUnsupported(fields) is { } mark)
        {
            problem = new($"cron 表达式不支持“{mark}”（?、L、W、# 均不可用）。", $"'{mark}' is not available in a cron expression (nor are ?, L, W and #).");
        }
        else if (CrontabSchedule.TryParse(string.Join(' ', fields), Options) is not { } parsed)
        {
            problem = new($"“{text}”不是有效的 cron 表达式。", $"'{text}' is no cron expression.");
        }
        else if (new CronSchedule(text!, parsed) is var read && read.NextAfter(DateTimeOffset.UnixEpoch) is null)
        {
            problem = new($"“{text}”永远不会到来。", $"'{text}' never comes.");
        }
        else
        {
            schedule = read;
        }

        return schedule is not null;
    }

    /// <summary>The first moment after the given one, in UTC; null where there is none within 41 years. A local time that a change of the clocks leaves out happens when they have changed, one that comes twice happens the second time.</summary>
    /// <param name="zone">Asia/Shanghai unless given.</param>
    public DateTimeOffset? NextAfter(DateTimeOffset moment, TimeZoneInfo? zone = null)
    {
        zone ??= DefaultZone;
        var local = TimeZoneInfo.ConvertTime(moment, zone).DateTime;
        var end = local.Year < DateTime.MaxValue.Year - LongestWaitInYears ? local.AddYears(LongestWaitInYears) : DateTime.MaxValue;
        for (var next = schedule.GetNextOccurrence(local, end); next < end; next = schedule.GetNextOccurrence(next, end))
        {
            var found = new DateTimeOffset(TimeZoneInfo.ConvertTimeToUtc(Existing(next, zone), zone));
            if (found > moment) return found;
        }

        return null;
    }

    private static DateTime Existing(DateTime local, TimeZoneInfo zone)
    {
        while (zone.IsInvalidTime(local)) local = local.AddMinutes(1);

        return local;
    }

    private static char? FindUnsupported(string[] fields)
    {
        foreach (var field in fields)
        {
            if (field.AsSpan().IndexOfAny('?', '#') is >= 0 and var at) return field[at];
        }

        // Elsewhere the letters belong to names of months and days.
        return fields[3].FirstOrDefault(c => char.ToUpperInvariant(c) is 'L' or 'W') is not '\0' and var day ? day
            : fields[5].Length > 0 && char.ToUpperInvariant(fields[5][^1]) is 'L' ? fields[5][^1]
            : null;
    }
}
