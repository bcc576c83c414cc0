using System.Collections.Immutable;
using Microsoft.Extensions.Localization;
using StaffFlows.Engine.Execution;
using StaffFlows.Host.Api;
using StaffFlows.Host.Components.Models;
using StaffFlows.Host.Features.Cases;
using StaffFlows.Host.Features.Inbox;
using StaffFlows.Host.Localisation;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Tasks;

/// <summary>What the page of a task offers besides its outcomes, and what each of these pages shows.</summary>
internal sealed class VerbChoices(ReturnPlaces places, IStringLocalizer<Texts> texts, Sentences sentences, BusinessClock clock)
{
    /// <summary>In the order of the menu.</summary>
    public static ImmutableArray<TaskVerb> VerbsOf(UserTask task, Viewer by)
    {
        var rights = task.RightsOf(by).Where(right => task.AssigneeId is not null || !right.NeedsHolder()).Select(VerbOf);
        return task switch
        {
            { AssigneeId: null } when task.IsCandidate(by) => [TaskVerb.Claim, .. rights],
            { Candidates.Count: > 1 } when task.AssigneeId == by.PersonId => [TaskVerb.Release, .. rights],
            _ => [.. rights],
        };
    }

    /// <summary>代理: whose task it is, and by which substitution it is the viewer's to decide.</summary>
    public ActingFor? ActingFor(UserTask task, Viewer by, OfficeSnapshot office) =>
        task.HeldFor(by) is { } holder
        && office.Substitutions.FirstOrDefault(s => s.PersonId == holder && s.SubstituteId == by.PersonId && s.IsActiveOn(clock.Today)) is { } substitution
            ? new(CaseAnswers.Person(holder, office.Organisation).Name, substitution.From, substitution.Until, substitution.Reason)
            : null;

    /// <summary>The lists that the asked page chooses from, which the task's own page has no need of.</summary>
    public async Task<DecisionChoices> CompleteAsync(DecisionChoices choices, UserTask task, CaseSight around, Viewer by, TaskAttempt attempt, CancellationToken ct)
    {
        var refusal = attempt.Refused switch
        {
            { Fields: [{ Field: not "opinion" } field, ..] } => sentences.Of(field),
            { Fields.IsEmpty: true } whole => sentences.Of(whole),
            _ => null,
        };
        choices = choices with { Refusal = refusal, Note = attempt.Opinion, Chosen = attempt.Chosen };
        if (choices.Asked == TaskVerb.Return.Word()) return choices with { ReturnTargets = await TargetsAsync(task, around, ct) };

        string[] persons = [TaskVerb.Transfer.Word(), TaskVerb.Delegate.Word(), TaskVerb.AddSign.Word(), TaskVerb.Copy.Word()];
        return persons.Contains(choices.Asked)
            ? choices with { People = around.Office.Organisation.ColleaguesOf(by.PersonId, choices.Asked == TaskVerb.Copy.Word() ? [] : [around.Case.ApplicantId]) }
            : choices;
    }

    private async Task<ImmutableArray<ReturnTarget>> TargetsAsync(UserTask task, CaseSight around, CancellationToken ct)
    {
        var organisation = around.Office.Organisation;
        return
        [
            .. (await places.FindAsync(task, around.Case.DefinitionVersionId!, ct)).Select(place => new ReturnTarget(
                place.StepId,
                around.StepName(place.StepId, place.Name),
                place.DecidedById is { } decider ? texts["task.return.decidedBy", CaseAnswers.Person(decider, organisation).Name].Value : texts["task.return.applicant"].Value)
            {
                Courses = [.. place.Courses.Select(course => new ReturnCourseView(course.Mode is RepositionMode.StraightBack, Closes(course), Opens(course)))],
            }),
        ];

        string Closes(ReturnCourse course) => Join(course.Closes.Select(row => row.Id == task.Id
            ? texts["task.return.mine"].Value
            : texts["task.return.others", around.StepName(row.StepId, row.StepName), Holders(row)].Value));

        string Opens(ReturnCourse course) => Join(course.Opens.Select(step => around.StepName(step.StepId, step.Name)));

        string Holders(UserTask row) => Join(
            (row.AssigneeId is { } holder ? [holder] : row.Reasons.Select(r => r.PersonId).Distinct()).Select(id => CaseAnswers.Person(id, organisation).Name));
    }

    private string Join(IEnumerable<string> words) => string.Join(texts["list.comma"], words.Distinct());

    private static TaskVerb VerbOf(TaskRights right) => right switch
    {
        TaskRights.Return => TaskVerb.Return,
        TaskRights.Transfer => TaskVerb.Transfer,
        TaskRights.Delegate => TaskVerb.Delegate,
        TaskRights.AddSign => TaskVerb.AddSign,
        _ => TaskVerb.Copy,
    };
}
