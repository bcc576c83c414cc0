using System.Collections.Immutable;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Personnel.Assignees;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Workflows.Activities.UserTasks;

/// <summary>What happens to a step while nobody decides it: reminder, escalation, warning, time-out.</summary>
internal static class UserTaskWaiting
{
    public static ActivityResult Remind(ActivityExecutionContext context, CaseFacts facts, UserTaskStep step)
    {
        foreach (var row in UserTaskMemory.Of(context).Open)
            context.Tell(facts, row.PersonIds, "task.reminder", [step.Name, context.ReadText(CaseVariables.Title)], row.TaskId);
        return new ActivityResult.Waiting();
    }

    /// <summary>More persons may decide: where one decision is enough, with rows of their own; otherwise beside those who have not answered.</summary>
    public static async ValueTask<ActivityResult> EscalateAsync(
        ActivityExecutionContext context, CaseFacts facts, UserTaskStep step, CancellationToken ct)
    {
        var memory = UserTaskMemory.Of(context);
        var answers = new AssigneeAnswers(new WhenNobody.ToProcessOwner(), WhenApplicant.NextLevel, WhenRepeated.Ask, WhenAbsent.ToPartner);
        var (found, _) = await StepAssignees.FindAsync(context, facts, step.EscalateTo!, answers, ct);
        var added = found is not AssigneeResolution.Assigned assigned
            ? []
            : assigned.Persons.Where(p => !memory.PersonIds.Contains(p.PersonId))
                .Select(p => new Reason(p.PersonId, p.Reason.Zh, p.Reason.En)).ToImmutableArray();
        if (added.IsEmpty)
        {
            context.RaiseAlarm(facts, new("逾期未办理，且没有可以提请的上一级人员", "Overdue, and there is nobody above to turn to"));
            return new ActivityResult.Waiting();
        }

        var names = added.Select(r => facts.Organisation.People[r.PersonId].Name);
        context.Record(facts, "entry.escalated", $"{context.Get(UserTaskStep.EscalationWorkingDays)}", string.Join('、', names), string.Join(", ", names));
        context.Tell(
            facts, memory.PersonIds.Concat(added.Select(r => r.PersonId)), "task.escalated", [step.Name, context.ReadText(CaseVariables.Title), string.Join('、', names)]);
        if (step.Mode is UserTaskMode.Any)
        {
            var rows = added.Select(reason => (Reason: reason, Row: new UserTaskRow(context.NewId(), [reason.PersonId]) { State = RowState.New })).ToList();
            return UserTaskTurn.Take(
                context, facts, step, memory with { Rows = [.. memory.Rows, .. rows.Select(r => r.Row)] }, rows.ToImmutableDictionary(r => r.Row.TaskId, r => new NewRow([r.Reason])));
        }

        foreach (var row in memory.Open.ToList()) memory = AddCandidates(context, facts, memory, row, added);
        memory.Keep(context);
        return new ActivityResult.Waiting();
    }

    public static ActivityResult TimeOut(ActivityExecutionContext context, CaseFacts facts, UserTaskStep step)
    {
        UserTaskEnd.CloseUndecided(context, UserTaskMemory.Of(context), "task.closed.timed-out");
        var outcome = step.Outcomes.Single(o => o.Key == step.TimeoutOutcome);
        context.Record(facts, "entry.timed-out", new LocalizedText(outcome.Zh, outcome.En));
        return new ActivityResult.Completed(outcome.Key);
    }

    /// <summary>未获批准不得离岗: said once for a start of leave, however many steps are open at that moment.</summary>
    public static ActivityResult Warn(ActivityExecutionContext context, CaseFacts facts, UserTaskStep step)
    {
        if (step.WarnApplicantAt is { } at && OfficeHours.Default.MomentText(at) is var start && context.ReadText(CaseVariables.WarnedFor) != start)
        {
            context.Write(CaseVariables.WarnedFor, start);
            context.Record(facts, "entry.not-approved-in-time", start);
            context.Tell(facts, [facts.Case.ApplicantId], "leave.not-approved-in-time", [context.ReadText(CaseVariables.Title), start]);
        }

        return new ActivityResult.Waiting();
    }

    private static UserTaskMemory AddCandidates(
        ActivityExecutionContext context, CaseFacts facts, UserTaskMemory memory, UserTaskRow row, ImmutableArray<Reason> added)
    {
        var personIds = added.Select(r => r.PersonId).ToImmutableArray();
        context.Emit(new UserTaskCandidatesAdded(row.TaskId, added));
        context.Emit(new ParticipantsAdded(facts.Case.CaseId, personIds));
        return memory.With(row with { PersonIds = row.PersonIds.AddRange(personIds) });
    }
}
