using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.DataFiles;
using StaffFlows.Workflows.Forms;
using StaffFlows.Workflows.Personnel;

namespace StaffFlows.Workflows.Selection;

/// <summary>面试安排 (SEL-06): when, where, before whom.</summary>
/// <param name="Panel">The chair first.</param>
public sealed record InterviewPlan(DateTimeOffset At, string Place, ImmutableArray<Person> Panel)
{
    /// <param name="candidates">Whoever is interviewed; no panelist may be one of them or come from their unit. 回避</param>
    /// <param name="recused">Panelists who have declared that they can't judge.</param>
    public static Result<InterviewPlan> Read(
        JsonObject form, IReadOnlyCollection<Person> candidates, IReadOnlyCollection<string> recused, SelectionRules rules, InterviewMoment moment)
    {
        var wrong = new List<FieldRejection>();
        var at = ReadMoment(form, rules, moment, wrong);
        var panel = ReadPanel(form, candidates, recused, rules, moment.Organisation, wrong);
        if (form.Text(SelectionFields.InterviewPlace) is not { } place) wrong.Add(new(SelectionFields.InterviewPlace, "value-missing"));
        else if (wrong.Count == 0) return new InterviewPlan(at, place, panel);

        return new Rejection(RejectionKind.Invalid, "form-invalid") { Fields = [.. wrong] };
    }

    private static DateTimeOffset ReadMoment(JsonObject form, SelectionRules rules, InterviewMoment moment, List<FieldRejection> wrong)
    {
        var (day, time) = (form.Text(SelectionFields.InterviewOn), form.Text(SelectionFields.InterviewTime));
        if (day is null || !JsonRow.TryDate(day, out var date)) wrong.Add(new(SelectionFields.InterviewOn, day is null ? "value-missing" : "date-invalid", day ?? ""));
        else if (date < moment.Earliest(rules)) wrong.Add(new(SelectionFields.InterviewOn, "interview-too-soon", $"{rules.InterviewNoticeDays}", $"{moment.Earliest(rules):yyyy-MM-dd}"));
        else if (!moment.Calendar.IsWorkingDay(date).Result) wrong.Add(new(SelectionFields.InterviewOn, "interview-day-off", day));
        else if (TimeOnly.TryParseExact(time, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var clock)) return OfficeHours.Default.MomentOf(date, clock);
        else wrong.Add(new(SelectionFields.InterviewTime, "time-invalid", time ?? ""));

        return default;
    }

    private static ImmutableArray<Person> ReadPanel(
        JsonObject form, IReadOnlyCollection<Person> candidates, IReadOnlyCollection<string> recused, SelectionRules rules, Organisation organisation, List<FieldRejection> wrong)
    {
        var rows = FormRows.Of(form, SelectionFields.Panel);
        var panel = new List<(Person Person, bool IsChair)>();
        foreach (var (index, row) in rows.Index())
        {
            var number = row.Text(SelectionFields.Person) ?? "";
            if (organisation.FindByStaffNo(number) is not { IsActive: true } person) wrong.Add(new(SelectionFields.Panel, "list-person-unknown", $"{index + 1}", number));
            else if (panel.Exists(known => known.Person.Id == person.Id)) wrong.Add(new(SelectionFields.Panel, "list-person-twice", $"{index + 1}", person.Name));
            else if (candidates.Any(c => c.Id == person.Id || c.HomeUnitId == person.HomeUnitId)) wrong.Add(new(SelectionFields.Panel, "panelist-concerned", person.Name));
            else if (recused.Contains(person.Id)) wrong.Add(new(SelectionFields.Panel, "panelist-recused", person.Name));
            else panel.Add((person, row.Text(SelectionFields.PanelRole) == SelectionFields.Chair));
        }

        if (wrong.TrueForAll(w => w.Field != SelectionFields.Panel))
        {
            if (panel.Count < rules.PanelSize || panel.Count % 2 == 0) wrong.Add(new(SelectionFields.Panel, "panel-size", $"{rules.PanelSize}"));
            else if (panel.Count(p => p.IsChair) != 1) wrong.Add(new(SelectionFields.Panel, "panel-chair"));
        }

        return [.. panel.OrderByDescending(p => p.IsChair).Select(p => p.Person)];
    }
}

/// <summary>The world in which an interview is planned.</summary>
public sealed record InterviewMoment(DateOnly Today, WorkingDayCalendar Calendar, Organisation Organisation)
{
    /// <summary>Candidates hear of it that many working days before.</summary>
    public DateOnly Earliest(SelectionRules rules) => Calendar.AddWorkingDays(Today, rules.InterviewNoticeDays).Result;
}
