using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Localization;
using StaffFlows.Engine.Execution;
using StaffFlows.Host.Api;
using StaffFlows.Host.Components.Models;
using StaffFlows.Host.Features.Attachments;
using StaffFlows.Host.Localisation;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Forms;
using StaffFlows.Workflows.Leave;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Persistence.Model;
using StaffFlows.Workflows.Personnel;
using StaffFlows.Workflows.Profiles;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Cases;

/// <summary>The parts that the pages of cases, tasks and applications have in common, as the components take them.</summary>
internal sealed class CaseSheets(IStringLocalizer<Texts> texts, Sentences sentences, Wording say, CaseAnswers words, BusinessClock clock)
{
    /// <summary>The field whose choice is narrow: whoever could take a post over.</summary>
    private const string StandIn = "standIn";

    public Due? DueOf(DateTimeOffset? at, bool isProvisional, WorkingDayCalendar calendar)
    {
        if (at is not { } moment) return null;

        var (today, last) = (clock.Today, DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment.AddTicks(-1), BusinessClock.Zone).DateTime));
        var remaining = last.CompareTo(today) switch
        {
            > 0 => calendar.WorkingDaysInclusive(today.AddDays(1), last).Result,
            < 0 => -calendar.WorkingDaysInclusive(last.AddDays(1), today).Result,
            _ => 0,
        };
        return new Due(moment, remaining, isProvisional);
    }

    /// <param name="stepName">The step's name in the reader's language, by id and stored name.</param>
    public ImmutableArray<TimelineStep> Timeline(IEnumerable<TimelineLine> lines, Func<string, string, string> stepName, OfficeSnapshot office) =>
    [
        .. lines.Select(line => new TimelineStep(
            stepName(line.StepId, line.Step),
            line.State switch
            {
                LineState.Done => TimelineState.Done,
                LineState.Current => TimelineState.Current,
                LineState.Skipped => TimelineState.Skipped,
                _ => TimelineState.Predicted,
            },
            [.. line.Persons.Select(p => Person(p, office.Organisation))],
            line.Choice is { } choice ? say.Of(new(choice.Zh, choice.En)) : line.StepId is Form.Start ? texts["case.submitted"].Value : null,
            line.Opinion,
            line.At,
            DueOf(line.Due, line.DueIsProvisional, office.Calendar),
            line.IsCertain ? words.Why(line) : string.Join("；", new[] { words.Why(line), texts["timeline.uncertain"].Value }.OfType<string>()),
            line.Choice?.Intent is OutcomeIntent.Negative)),
    ];

    public static TimelinePerson Person(LinePerson person, Organisation organisation)
    {
        var answer = CaseAnswers.Person(person.Id, organisation, person.OnBehalfOfId);
        return new(answer.Name, answer.Post, answer.OnBehalfOf);
    }

    /// <summary>The form with everything that its components show beside the values.</summary>
    /// <param name="rules">The rule book by which a leave is counted.</param>
    /// <param name="refused">Why it could not be taken; each field gets its sentence.</param>
    public FormContent Content(FormReading reading, Person subject, IEnumerable<Attachment> files, OfficeSnapshot office, Profile? rules, Rejection? refused = null)
    {
        var organisation = office.Organisation;
        var form = reading.Form;
        var stored = files.ToDictionary(f => f.Id);
        return FormContent.Of(form, reading.Rights, reading.Values) with
        {
            Errors = Errors(refused),
            People = Options(form, subject, organisation),
            Display = Display(reading, organisation),
            Notes = Notes(reading, rules, office.Calendar),
            Attachments = form.Fields.Where(f => f.Type is FieldType.Attachments).ToImmutableDictionary(
                f => f.Key,
                f => AttachmentAdoption.IdsIn(reading.Values, f.Key).Where(stored.ContainsKey)
                    .Select(id => new AttachmentLink($"{id}", stored[id].Name, stored[id].Size, $"/attachments/{id}")).ToImmutableArray()),
        };
    }

    public ImmutableDictionary<string, string> Errors(Rejection? refused) => refused is null
        ? ImmutableDictionary<string, string>.Empty
        : refused.Fields.GroupBy(f => f.Field).ToImmutableDictionary(g => g.Key, g => string.Join(' ', g.Select(f => sentences.Of(f with { Place = null })).Distinct()));

    /// <summary>For the summary at the top: each field's sentence with a link, or the one sentence about the whole.</summary>
    /// <param name="form">Its fields are named where a sentence says no more than that something is missing.</param>
    public ImmutableArray<SummaryError> Summary(Rejection? refused, Form? form = null) => refused switch
    {
        null => [],
        { Fields.IsEmpty: true } => [new(sentences.Of(refused))],
        _ => [.. refused.Fields.Select(f => new SummaryError(f is { Code: "value-missing", Place: null } && NameOf(form, f.Field) is { } name ? texts["form.errorAt", name, sentences.Of(f)] : sentences.Of(f), f.Field)).Distinct()],
    };

    /// <summary>备案号；第 1 行，政务服务知识.</summary>
    private string? NameOf(Form? form, string control) => form is null ? null : control.Split('[', ']') is [var table, var row, ['.', .. var column]]
        ? form.Fields.FirstOrDefault(f => f.Key == table)?.Columns.FirstOrDefault(c => c.Key == column) is { } cell && int.TryParse(row, out var index) ? texts["form.table.cell", index + 1, say.Of(cell.Label)].Value : null
        : form.Fields.FirstOrDefault(f => f.Key == control) is { } field ? say.Of(field.Label) : null;

    public ImmutableArray<SheetFact> Applicant(Person person, Organisation organisation)
    {
        var facts = ImmutableArray.CreateBuilder<SheetFact>();
        facts.Add(new(texts["sheet.applicant"], person.Name, person.StaffNo, $"/people/{person.Id}"));
        facts.Add(new(texts["people.post"], person.Post ?? "—"));
        facts.Add(new(texts["people.unit"], organisation.HomeUnitOf(person).Name));
        facts.Add(new(texts["people.window"], organisation.WindowOf(person)?.Name ?? "—"));
        return facts.ToImmutable();
    }

    /// <summary>By the name of the control: a field's key, or a cell's.</summary>
    private ImmutableDictionary<string, string> Display(FormReading reading, Organisation organisation)
    {
        var shown = ImmutableDictionary.CreateBuilder<string, string>();
        foreach (var field in reading.Form.Fields)
        {
            if (reading.IsErased) shown[field.Key] = texts["case.erased.value"];
            else if (DisplayOf(field, reading.Values, reading.MayWrite(field), organisation) is { } word) shown[field.Key] = word;
            foreach (var (i, row) in TableRows.In(reading.Values, field).Index())
            foreach (var column in field.Columns)
                if (DisplayOf(column, row, reading.MayWrite(field, column), organisation) is { } cell) shown[$"{field.Key}[{i}].{column.Key}"] = cell;
        }

        return shown.ToImmutable();
    }

    private string? DisplayOf(FormField field, JsonObject values, bool mayWrite, Organisation organisation)
    {
        if (values[field.Key] is JsonObject byPerson) return string.Join(Cultures.IsEnglish ? "; " : "；", byPerson.Select(own => Own(field, own.Key, own.Value, organisation)));

        var value = values[field.Key]?.ToString();
        return field.Type switch
        {
            FieldType.Person => organisation.FindByStaffNo(value)?.Name,
            FieldType.Unit => organisation.FindUnit(value)?.Name,
            FieldType.Window => value is not null && organisation.Windows.TryGetValue(value, out var window) ? window.Name : null,
            FieldType.Computed when field.Key is "days" && decimal.TryParse(value, System.Globalization.CultureInfo.InvariantCulture, out var days) => say.WorkingDays(days),
            FieldType.Text when !mayWrite && Cultures.IsEnglish && FieldText.InEnglish(values, field.Key) is { } english => english,
            FieldType.Text when field.Sensitive && value is not null && !mayWrite => Wording.WithMaskedPhones(value),
            _ => null,
        };
    }

    /// <summary>陈静 85: what one of several persons has written into a column of his own.</summary>
    private string Own(FormField field, string personId, JsonNode? value, Organisation organisation) =>
        $"{CaseAnswers.Person(personId, organisation).Name} {(FieldText.Of(field, field.Key, new JsonObject { [field.Key] = value?.DeepClone() }, organisation) is { } word ? say.Of(word) : "")}";

    private ImmutableDictionary<string, ImmutableArray<PersonGroup>> Options(Form form, Person subject, Organisation organisation)
    {
        var options = ImmutableDictionary.CreateBuilder<string, ImmutableArray<PersonGroup>>();
        foreach (var (key, type) in form.Fields.Select(f => (f.Key, f.Type)).Concat(form.Fields.SelectMany(t => t.Columns, (t, c) => (t.ColumnKey(c), c.Type))))
        {
            if (type is FieldType.Person) options[key] = key is StandIn ? Colleagues(subject, organisation) : Everybody(organisation);
            else if (type is FieldType.Unit) options[key] = [new(texts["people.unit"], [.. organisation.Units.Values.OrderBy(u => u.Id, StringComparer.Ordinal).Select(u => new PersonOption(u.Id, u.Name))])];
            else if (type is FieldType.Window) options[key] = [new(texts["people.window"], [.. organisation.Windows.Values.OrderBy(w => w.Id, StringComparer.Ordinal).Select(w => new PersonOption(w.Id, w.Name))])];
        }

        return options.ToImmutable();
    }

    /// <summary>Whom a procedure may be about: those who are to come, then everybody by unit.</summary>
    private ImmutableArray<PersonGroup> Everybody(Organisation organisation)
    {
        var people = organisation.People.Values.OrderBy(p => p.Id, StringComparer.Ordinal).ToLookup(p => p.Status is PersonStatus.Candidate ? "" : p.IsActive ? p.HomeUnitId : null);
        return
        [
            .. organisation.Units.Values.OrderBy(u => u.Id, StringComparer.Ordinal).Select(u => (u.Id, u.Name)).Prepend((Id: "", Name: texts["people.group.candidates"].Value))
                .Where(unit => people.Contains(unit.Id))
                .Select(unit => new PersonGroup(unit.Name, [.. people[unit.Id].Select(p => new PersonOption(p.StaffNo, p.Name, p.Post))])),
        ];
    }

    /// <summary>AB partners, the window, the unit that runs it; each person once.</summary>
    private ImmutableArray<PersonGroup> Colleagues(Person subject, Organisation organisation)
    {
        var offered = new HashSet<string> { subject.Id };
        return
        [
            .. new[]
            {
                Group("people.group.partners", organisation.PartnersOf(subject)),
                Group("people.group.window", subject.WindowId is { } window ? organisation.MembersOfWindow(window) : []),
                Group("people.group.unit", organisation.People.Values.Where(p => p.HomeUnitId == subject.HomeUnitId).OrderBy(p => p.Id, StringComparer.Ordinal)),
            }.Where(g => g.People.Length > 0),
        ];

        PersonGroup Group(string key, IEnumerable<Person> people) =>
            new(texts[key], [.. people.Where(p => p.IsActive && offered.Add(p.Id)).Select(p => new PersonOption(p.StaffNo, p.Name, p.Post))]);
    }

    /// <summary>Day by day below the range of a leave.</summary>
    private ImmutableDictionary<string, FieldNote> Notes(FormReading reading, Profile? rules, WorkingDayCalendar calendar)
    {
        var range = reading.Form.Fields.FirstOrDefault(f => f.Type is FieldType.HalfDayRange);
        if (range is null || reading.Form.Key is not "leave" || rules is null || !reading.MayRead(range) || LeaveSpan.Count(reading.Values, rules, calendar) is not { } days)
            return ImmutableDictionary<string, FieldNote>.Empty;

        var cells = days.Breakdown.Length > 31 ? [] : days.Breakdown.Select(Cell).ToImmutableArray();
        var text = texts[days.Provisional ? "leave.days.provisional" : "leave.days", say.WorkingDays(days.Days)];
        return ImmutableDictionary<string, FieldNote>.Empty.Add(range.Key, new FieldNote(text, days.Provisional ? Tone.Wait : Tone.None, cells));
    }

    private DayCell Cell(LeaveDay day, int index) => day.Counted switch
    {
        0 => new(day.Date, DayCount.None, day.Name ?? texts["leave.day.off"]),
        0.5m => new(day.Date, index == 0 ? DayCount.SecondHalf : DayCount.FirstHalf, "0.5"),
        _ => new(day.Date, DayCount.Whole, "1"),
    };
}
