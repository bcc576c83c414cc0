using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Workflows.Calendar;

/// <summary>What a calendar operation answers: a result fit for JSON, or what is wrong per argument.</summary>
public abstract record CalendarAnswer
{
    private CalendarAnswer()
    {
    }

    /// <param name="Result">A date as <c>yyyy-MM-dd</c>, a list of two, a number or true/false.</param>
    public sealed record Answered(JsonNode Result, bool Provisional) : CalendarAnswer;

    public sealed record Refused(Rejection Rejection) : CalendarAnswer;
}

/// <summary>The calendar's operations by kebab-case name, strings in, JSON out: what <c>GET /calendar/{operation}</c> calls.</summary>
public static class CalendarOperations
{
    private const int MaxDays = 1000;
    private const int MaxMonths = 240;

    private static readonly FrozenDictionary<string, Operation> ByName = new Operation[]
    {
        new("is-working-day", ["date"], (c, a) => Of(c.IsWorkingDay(a.Date("date")))),
        new("add-working-days", ["start", "days"], (c, a) => Of(c.AddWorkingDays(a.Date("start"), a.Number("days", -MaxDays, MaxDays)))),
        new("publicity-end", ["posted", "days"], (c, a) => Of(c.PublicityEnd(a.Date("posted"), a.Number("days", 1, MaxDays)))),
        new("publicity-end-counting-posting-day", ["posted", "days"],
            (c, a) => Of(c.PublicityEndCountingPostingDay(a.Date("posted"), a.Number("days", 1, MaxDays)))),
        new("last-working-day-on-or-before", ["date"], (c, a) => Of(c.LastWorkingDayOnOrBefore(a.Date("date")))),
        new("first-working-day-on-or-after", ["date"], (c, a) => Of(c.FirstWorkingDayOnOrAfter(a.Date("date")))),
        new("working-days-inclusive", ["from", "to"], (c, a) => Of(c.WorkingDaysInclusive(a.Date("from"), a.Date("to")))),
        new("absence-run", ["absentDates"], (c, a) => Of(c.AbsenceRun(a.Dates("absentDates")))),
        new("rotation-apply-by", ["windowStart", "months"], (_, a) => Of(Terms.RotationApplyBy(a.Date("windowStart"), a.Number("months", 0, MaxMonths)))),
        new("late-february-window", ["year"], (_, a) => Of(Terms.LateFebruaryWindow(a.Number("year", 1900, 2199)))),
        new("minus-months", ["date", "months"], (_, a) => Of(Terms.MinusMonths(a.Date("date"), a.Number("months", 0, MaxMonths)))),
        new("plus-months", ["date", "months"], (_, a) => Of(Terms.PlusMonths(a.Date("date"), a.Number("months", 0, MaxMonths)))),
        new("plus-days", ["date", "days"], (_, a) => Of(Terms.PlusDays(a.Date("date"), a.Number("days", 0, 10 * MaxDays)))),
        new("notice-end", ["delivered", "months", "days", "policy"], (_, a) => Of(Terms.NoticeEnd(
            a.Date("delivered"), a.Number("months", 0, MaxMonths), a.Number("days", 0, MaxDays), a.Policy("policy")))),
        new("min-service-met", ["onPost", "years", "asOf"], (_, a) => Of(Terms.MinServiceMet(a.Date("onPost"), a.Number("years", 0, 60), a.Date("asOf")))),
        new("age-within-limit", ["birth", "limit", "asOf"], (_, a) => Of(Terms.AgeWithinLimit(a.Date("birth"), a.Number("limit", 0, 120), a.Date("asOf")))),
        new("excellent-cap", ["assessed", "percent", "rounding"], (_, a) => Of(Terms.ExcellentCap(
            a.Number("assessed", 0, 1_000_000), a.Number("percent", 0, 100), a.Choice("rounding", QuotaRounding.Floor)))),
    }.ToFrozenDictionary(o => o.Name);

    public static IEnumerable<string> Names => ByName.Keys.Order(StringComparer.Ordinal);

    /// <summary>The argument names of an operation; empty for an unknown one.</summary>
    public static ImmutableArray<string> ParametersOf(string operation) =>
        ByName.TryGetValue(operation, out var found) ? found.Parameters : [];

    /// <param name="values">Query values by argument name; a list is a repeated key.</param>
    public static CalendarAnswer Call(
        string operation, IReadOnlyDictionary<string, ImmutableArray<string>> values, WorkingDayCalendar calendar)
    {
        if (!ByName.TryGetValue(operation, out var found))
            return new CalendarAnswer.Refused(new(RejectionKind.NotFound, "calendar-operation-unknown", operation));

        var arguments = new CalendarArguments(values);
        arguments.RefuseUnknown(found.Parameters);
        var answer = found.Run(calendar, arguments);
        return arguments.Errors is { IsEmpty: false } errors
            ? new CalendarAnswer.Refused(new(RejectionKind.Invalid, "arguments-invalid") { Fields = errors })
            : answer;
    }

    private static CalendarAnswer.Answered Of(Dated<DateOnly> date) => new(Text(date.Result), date.Provisional);

    private static CalendarAnswer.Answered Of(Dated<int> number) => new(number.Result, number.Provisional);

    private static CalendarAnswer.Answered Of(Dated<bool> answer) => new(answer.Result, answer.Provisional);

    private static CalendarAnswer.Answered Of(DateOnly date) => new(Text(date), false);

    private static CalendarAnswer.Answered Of((DateOnly First, DateOnly Last) span) => new(new JsonArray(Text(span.First), Text(span.Last)), false);

    private static CalendarAnswer.Answered Of(int number) => new(number, false);

    private static CalendarAnswer.Answered Of(bool answer) => new(answer, false);

    private static JsonValue Text(DateOnly date) => JsonValue.Create(date.ToString("yyyy-MM-dd"));

    private sealed record Operation(
        string Name, ImmutableArray<string> Parameters, Func<WorkingDayCalendar, CalendarArguments, CalendarAnswer.Answered> Run);
}
