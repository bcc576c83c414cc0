using System.Collections.Immutable;
using System.Text.Json.Nodes;
using StaffFlows.Host.Localisation;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Forms;
using StaffFlows.Workflows.Personnel;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Cases;

/// <param name="Post">As the register has it now; null for people whose steps are over long ago and who have left.</param>
/// <param name="OnBehalfOf">The person represented.</param>
internal sealed record PersonAnswer(string Id, string Name, string? Post, string? OnBehalfOf = null);

/// <summary>A line of <c>timeline</c>; moments are in the hall's zone, words in the caller's language.</summary>
internal sealed record LineAnswer(
    string Step, string StepId, LineState State, ImmutableArray<PersonAnswer> Persons, string? Outcome, string? OutcomeLabel,
    string? Opinion, DateTimeOffset? At, DateTimeOffset? Due, bool DueIsProvisional, string? Why, bool IsCertain);

/// <summary>A row of <c>tasks</c>.</summary>
internal sealed record CaseTaskAnswer(
    Guid Id, string Step, string StepId, UserTaskState State, PersonAnswer? Assignee, DateTimeOffset CreatedAt, DateTimeOffset? Due, string? Outcome);

internal sealed record CaseFileAnswer(Guid Id, string Name, long Size, string Type);

/// <summary>The case as <c>GET /cases/{id}</c> answers it.</summary>
/// <param name="Rights">Per field what the caller may do with it here: read or hidden.</param>
/// <param name="CanWithdraw">The caller is the applicant and it is still running.</param>
/// <param name="ErasedAt">When its personal data was erased at the end of its retention; null while it is whole.</param>
/// <param name="Starter">The case that started this one, where the caller may see it.</param>
/// <param name="Started">Those that this one started and that the caller may see.</param>
internal sealed record CaseSightAnswer(
    Guid Id, string? Number, string Procedure, string Title, CaseStatus Status, PersonAnswer Applicant, DateTimeOffset? SubmittedAt,
    DateTimeOffset? ClosedAt, JsonObject Form, ImmutableArray<LineAnswer> Timeline, ImmutableArray<CaseTaskAnswer> Tasks,
    ImmutableArray<CaseFileAnswer> Attachments, ImmutableDictionary<string, FieldRight> Rights, bool CanWithdraw, long Version,
    DateTimeOffset? ErasedAt, RelatedCase? Starter, ImmutableArray<RelatedCase> Started);

/// <summary>Puts what the slices read into the words of the API.</summary>
internal sealed class CaseAnswers(MessageTexts texts, Wording say)
{
    public CaseSightAnswer Of(CaseSight sight, Viewer by)
    {
        var @case = sight.Case;
        var organisation = sight.Office.Organisation;
        return new(
            @case.Id,
            @case.Number,
            @case.Procedure,
            @case.Title,
            @case.Status,
            Person(@case.ApplicantId, organisation),
            Local(@case.SubmittedAt),
            Local(@case.ClosedAt),
            sight.Form.Values,
            [.. sight.Timeline.Select(line => Line(line, sight))],
            [.. sight.Tasks.Select(task => new CaseTaskAnswer(
                task.Id, sight.StepName(task.StepId, task.StepName), task.StepId, task.State, task.AssigneeId is { } id ? Person(id, organisation) : null,
                Local(task.CreatedAt)!.Value, Local(task.DueAt), task.Outcome))],
            [.. sight.VisibleAttachments.Select(a => new CaseFileAnswer(a.Id, a.Name, a.Size, a.ContentType))],
            sight.Form.Rights,
            sight.CanBeWithdrawnBy(by),
            @case.Version,
            Local(sight.ErasedAt),
            sight.Relatives.Starter,
            sight.Relatives.Started);
    }

    public LineAnswer Line(TimelineLine line, CaseSight sight) => new(
        sight.StepName(line.StepId, line.Step),
        line.StepId,
        line.State,
        [.. line.Persons.Select(p => Person(p.Id, sight.Office.Organisation, p.OnBehalfOfId))],
        line.Outcome,
        line.Choice is { } choice ? say.Of(new(choice.Zh, choice.En)) : null,
        line.Opinion,
        Local(line.At),
        Local(line.Due),
        line.DueIsProvisional,
        Why(line),
        line.IsCertain);

    /// <summary>Why these persons, then what the procedure did there by itself.</summary>
    public string? Why(TimelineLine line)
    {
        var sentences = line.Persons.Select(p => p.Why).OfType<Engine.Execution.LocalizedText>().Select(say.Of)
            .Concat(line.Notes.Select(note => say.Of(texts.Say(note.TextKey, note.Arguments))))
            .Where(sentence => sentence.Length > 0).Distinct().ToList();
        return sentences.Count == 0 ? null : string.Join(Cultures.IsEnglish ? "; " : "；", sentences);
    }

    public static PersonAnswer Person(string id, Organisation organisation, string? onBehalfOf = null)
    {
        var person = organisation.FindPerson(id);
        return new(id, person?.Name ?? id, person?.Post, onBehalfOf is null ? null : organisation.FindPerson(onBehalfOf)?.Name ?? onBehalfOf);
    }

    private static DateTimeOffset? Local(DateTimeOffset? at) => at is { } moment ? TimeZoneInfo.ConvertTime(moment, BusinessClock.Zone) : null;
}
