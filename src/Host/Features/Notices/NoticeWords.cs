using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.Localization;
using StaffFlows.Host.Components.Models;
using StaffFlows.Host.Localisation;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Persistence.Model;
using StaffFlows.Workflows.Publicity;

namespace StaffFlows.Host.Features.Notices;

/// <summary>How a notice is told: its state, its days, its result.</summary>
internal sealed class NoticeWords(IStringLocalizer<Texts> texts, MessageTexts messages, Wording say)
{
    public string State(PublicityState state) => texts[$"notice.state.{state}"];

    public static Tone ToneOf(PublicityState state) => state switch
    {
        PublicityState.Running or PublicityState.Posted => Tone.Info,
        PublicityState.Suspended or PublicityState.Draft or PublicityState.Expired => Tone.Wait,
        PublicityState.Concluded => Tone.Done,
        _ => Tone.None,
    };

    /// <summary>2026年11月20日至2026年11月26日; with 暂定 where it may still move.</summary>
    public string? Period(DateOnly? first, DateOnly? last, bool isProvisional) => first is { } from && last is { } to
        ? texts[isProvisional ? "notice.period.provisional" : "notice.period", say.FullDay(from), say.FullDay(to)].Value
        : null;

    public string Gender(string code) => code is "M" or "F" ? texts[$"notice.gender.{code}"] : "—";

    /// <param name="month">1994-04.</param>
    public string Month(string? month) => DateOnly.TryParseExact($"{month}-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first)
        ? texts["notice.month", first.Year, first.Month]
        : "—";

    /// <summary>2026年3月18日 10:00　公示于 2026年3月18日 中断，须重新张贴。 Days are stored as 2026-03-18.</summary>
    public string Remark(PublicityRemark remark) =>
        $"{say.FullMoment(remark.At)}　{say.Of(messages.Say(remark.TextKey, [.. remark.Arguments.Select(Argument)]))}";

    public NoticeBanner Banner(NoticeSight sight, DateTimeOffset now)
    {
        var publicity = sight.Publicity;
        var tone = ToneOf(publicity.State);
        var left = publicity.DaysToRun > 0 ? publicity.DaysToRun : publicity.WorkingDays;
        return publicity switch
        {
            { IsBeingCorrected: true } => new(tone, "pause", texts["notice.banner.correcting"], null, []),
            _ when sight.Notice is null => new(Tone.None, "info", texts["notice.withdrawn"], null, []),
            { State: PublicityState.Running, FirstDay: { } first, LastDay: { } last } => Running(sight, first, last, Wording.DateOf(now)),
            { State: PublicityState.Posted } => new(tone, "clock", texts["notice.banner.posted", left], null, []),
            { State: PublicityState.Suspended } => new(tone, "pause", texts["notice.banner.suspended", left], null, []),
            { State: PublicityState.Expired } => new(tone, "clock", texts["notice.banner.expired"], null, []),
            { State: PublicityState.Concluded, KeepUntil: { } until } => new(tone, "check", texts["notice.banner.concluded", say.Day(until)], null, []),
            _ => new(Tone.None, "info", texts["notice.banner.cancelled"], null, []),
        };
    }

    public ImmutableArray<string> Result(NoticeSight sight) => sight.Result is not { } result
        ? []
        :
        [
            texts["notice.result.period", say.FullDay(result.FirstDay), say.FullDay(result.LastDay), result.WorkingDays],
            .. result.Postings.Select(p => texts["notice.result.posted", Venue(p.Venue), say.FullMoment(p.PostedAt)].Value),
            result.Objections == 0 ? texts["notice.result.none"] : texts["notice.result.objections", result.Objections, result.Upheld],
            .. result.Held.IsEmpty ? ImmutableArray<string>.Empty : [texts["notice.result.held", result.Held.Length]],
            result.Disqualified.IsEmpty ? texts["notice.result.passed", result.Passed.Length] : texts["notice.result.split", result.Passed.Length, result.Disqualified.Length],
        ];

    public string Venue(Venue venue) => texts[$"notice.venue.{venue}"];

    private string Argument(string stored) =>
        IsoDay.Find(stored) is { } day ? say.FullDay(day) : stored;

    private NoticeBanner Running(NoticeSight sight, DateOnly first, DateOnly last, DateOnly today)
    {
        var calendar = sight.Calendar;
        var left = today < last ? calendar.WorkingDaysInclusive(today < first ? first : today.AddDays(1), last).Result : 0;
        var reached = today < first ? 0 : calendar.WorkingDaysInclusive(first, today < last ? today : last).Result;
        var sentence = reached == 0 ? texts["notice.banner.before", say.Day(first)] : left == 0 ? texts["notice.banner.last"] : texts["notice.banner.running", reached, left];
        return new(
            Tone.Info, "clock", sentence, texts[sight.Publicity.IsProvisional ? "notice.banner.ends.provisional" : "notice.banner.ends", say.FullDayOfWeek(last)], Days(calendar, first, last, today));
    }

    private ImmutableArray<DayCell> Days(WorkingDayCalendar calendar, DateOnly first, DateOnly last, DateOnly today)
    {
        var (cells, number) = (ImmutableArray.CreateBuilder<DayCell>(), 0);
        foreach (var day in calendar.Days(first, last))
        {
            if (day.IsWorking) number++;
            cells.Add(day.IsWorking
                ? new(day.Date, DayCount.Whole, texts["notice.day", number], day.Date < today ? Tone.Done : day.Date == today ? Tone.Info : Tone.None)
                : new(day.Date, DayCount.None, day.Name ?? texts["notice.day.off"]));
        }

        return cells.Count > 31 ? [] : cells.ToImmutable();
    }
}
