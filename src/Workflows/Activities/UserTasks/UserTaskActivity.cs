using System.Collections.Immutable;
using System.Text.Json;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Personnel;
using StaffFlows.Workflows.Personnel.Assignees;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Workflows.Activities.UserTasks;

/// <summary>
/// 审批任务: asks persons for a decision and leaves by the port of the outcome. One run of it has a row and a bookmark for the
/// whole group (mode one) or for each person (all other modes). Everything that it does by itself is a line in the timeline.
/// </summary>
public sealed class UserTaskActivity : IPortedActivity, IPredictable
{
    public const string TypeName = "StaffFlows.UserTask";

    public string Type => TypeName;

    public ActivityDescriptor Descriptor => UserTaskDescriptor.Value;

    public ImmutableArray<string>? PortsOf(ActivityNode node) => OutcomeLabels.TryRead(node) is { } outcomes ? [.. outcomes.Select(o => o.Key)] : null;

    /// <summary>A step that asks the applicant himself, to change or complete what he has handed in.</summary>
    public static bool IsApplicants(ActivityNode node) =>
        node.Type == TypeName && ConstantInput.TryRead(node, UserTaskStep.AssigneeText, out var rule) && rule.Trim() is "initiator";

    public async ValueTask<ActivityResult> ExecuteAsync(ActivityExecutionContext context, CancellationToken ct)
    {
        var (step, problem) = UserTaskStep.Read(context);
        if (step is null) return new ActivityResult.Faulted("user-task-misconfigured", problem);

        var facts = await CaseFacts.ReadAsync(context, ct);
        if (context.ReadText(CaseVariables.Title).Length == 0) await context.RetitleAsync(facts, context.ReadForm(), ct);
        var (found, absent) = await StepAssignees.FindAsync(
            context, facts, step.Assignee, step.Answers with { WhenNobody = new WhenNobody.Incident() }, ct);
        if (found is AssigneeResolution.Nobody nobody)
        {
            if (step.Answers.WhenNobody is not WhenNobody.Skip) context.RaiseAlarm(facts, nobody.Reason);
            (found, absent) = await StepAssignees.FindAsync(context, facts, step.Assignee, step.Answers, ct);
        }

        return found switch
        {
            AssigneeResolution.Assigned assigned => Ask(context, facts, step, assigned, absent),
            AssigneeResolution.Skip skip => PassBy(context, facts, step, skip.Reason),
            AssigneeResolution.Nobody none when step.Answers.WhenNobody is WhenNobody.Incident =>
                new ActivityResult.Faulted("user-task-nobody-found", none.Reason.En),
            AssigneeResolution.Nobody => AskAdministrators(context, facts, step),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    public async ValueTask<ActivityResult> ResumeAsync(ActivityExecutionContext context, Stimulus stimulus, CancellationToken ct)
    {
        var (step, problem) = UserTaskStep.Read(context);
        if (step is null) return new ActivityResult.Faulted("user-task-misconfigured", problem);

        var facts = await CaseFacts.ReadAsync(context, ct);
        return stimulus.Name switch
        {
            UserTaskTimers.Reminder => UserTaskWaiting.Remind(context, facts, step),
            UserTaskTimers.Escalation => await UserTaskWaiting.EscalateAsync(context, facts, step, ct),
            UserTaskTimers.Timeout => UserTaskWaiting.TimeOut(context, facts, step),
            UserTaskTimers.Warning => UserTaskWaiting.Warn(context, facts, step),
            _ when ActionJson.TryRead(stimulus.Input) is { } action => UserTaskActions.Take(context, facts, step, action),
            _ => await UserTaskDecision.TakeAsync(context, facts, step, stimulus, ct),
        };
    }

    /// <summary>Whoever approved before is asked again where the case comes back here.</summary>
    public void Cancel(ActivityExecutionContext context)
    {
        UserTaskEnd.CloseUndecided(context, UserTaskMemory.Of(context), "task.closed.case-ended");
        context.Write(CaseVariables.Approvals, ImmutableDictionary<string, string>.Empty);
    }

    /// <summary>The plain "agree" of the first person whose turn it is; a step with nothing to agree to, such as one that stands open beside others, is not foreseen.</summary>
    public JsonElement? Predict(ActivityExecutionContext context)
    {
        if (UserTaskStep.Read(context).Step is not { } step || UserTaskMemory.Of(context).Open.FirstOrDefault() is not { } row) return null;

        var outcome = step.Outcomes.Plain();
        if (outcome.Intent is not OutcomeIntent.Positive) return null;

        return DecisionJson.Write(new(row.TaskId, outcome.Key, outcome.OpinionRequired ? outcome.Zh : null, row.PersonIds[0], null, null));
    }

    private static ActivityResult Ask(
        ActivityExecutionContext context, CaseFacts facts, UserTaskStep step, AssigneeResolution.Assigned assigned, ImmutableHashSet<string> absent)
    {
        foreach (var note in assigned.Notes) context.Record(facts, "entry.assignee-note", note);

        var groups = step.Mode is UserTaskMode.One ? [assigned.Persons] : assigned.Persons.Select(p => ImmutableArray.Create(p));
        var asked = groups.Select(group => (
            Row: new UserTaskRow(context.NewId(), [.. group.Select(p => p.PersonId).Distinct()]) { State = RowState.New }, Why: new NewRow([.. group.Select(ReasonOf)]))).ToList();
        if (step.Mode is not (UserTaskMode.One or UserTaskMode.Any)) context.Record(facts, "entry.co-sign", step.Rules.Words(asked.Count));

        var substitutes = assigned.Persons.Where(p => p.OnBehalfOfId is not null).ToImmutableDictionary(p => p.PersonId, p => p.OnBehalfOfId!);
        var memory = new UserTaskMemory([.. asked.Select(a => a.Row)], substitutes);
        var turn = UserTaskTurn.Take(context, facts, step, memory, asked.ToImmutableDictionary(a => a.Row.TaskId, a => a.Why));
        if (turn is not ActivityResult.Waiting waiting) return turn;

        var timers = UserTaskTimers.Arm(context, facts, step, isAnybodyPresent: !assigned.Persons.All(p => absent.Contains(p.PersonId)));
        if (step.WarnApplicantAt <= context.Now) UserTaskWaiting.Warn(context, facts, step);
        return new ActivityResult.Waiting([.. waiting.Bookmarks, .. timers]);
    }

    /// <summary>Not even the declared answer found anyone: an administrator holds the task until he can hand it to the right person.</summary>
    private static ActivityResult AskAdministrators(ActivityExecutionContext context, CaseFacts facts, UserTaskStep step)
    {
        var administrators = facts.Organisation.PeopleWithRole("SystemAdministrator").Where(p => p.IsActive && p.Id != facts.Case.ApplicantId)
            .Select(p => new Assignee(p.Id, new("系统管理员代为转办", "administrator, to hand it on"), null)).ToImmutableArray();
        return administrators.IsEmpty
            ? new ActivityResult.Faulted("user-task-nobody-found", "There is no system administrator either.")
            : Ask(context, facts, step, new(administrators, []), []);
    }

    private static ActivityResult.Completed PassBy(ActivityExecutionContext context, CaseFacts facts, UserTaskStep step, LocalizedText reason)
    {
        context.Record(facts, "entry.level-skipped", reason);
        return new ActivityResult.Completed(step.SkipOutcome);
    }

    private static Reason ReasonOf(Assignee assignee) => new(assignee.PersonId, assignee.Reason.Zh, assignee.Reason.En);
}
