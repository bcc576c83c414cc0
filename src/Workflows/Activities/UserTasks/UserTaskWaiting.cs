using System.Collections.Immutable;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Personnel.Assignees;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Workflows.Activities.UserTasks;

/// <summary>What happens to a step while nobody decides it: the request itself, reminder, escalation, warning, time-out.</summary>
internal static class UserTaskWaiting
{
    /// <summary>Puts one row into the inboxes of its persons and tells them.</summary>
    public static (UserTaskRow Row, Bookmark Bookmark) Request(
        ActivityExecutionContext context, CaseFacts facts, UserTaskStep step, ImmutableArray<Reason> persons, Deadline? due)
    {
        var taskId = context.NewId();
        var bookmark = context.Bookmark(new { TaskId = taskId });
        context.Emit(new UserTaskRequested(
            taskId, facts.Case.CaseId, context.InstanceId, bookmark.Id, context.Id, context.Node.Id, step.Name, step.Mode, persons,
            step.Outcomes, due?.At, due?.Provisional ?? false));

        var personIds = persons.Select(p => p.PersonId).ToImmutableArray();
        context.Emit(new ParticipantsAdded(facts.Case.CaseId, personIds));
        context.Tell(
            facts, personIds, due is null ? "task.assigned-undated" : "task.assigned",
            [step.Name, context.ReadText(CaseVariables.Title), due is null ? "" : Timeline.MomentText(due.At)], taskId);
        return (new(taskId, personIds), bookmark);
    }

    public static ActivityResult Remind(ActivityExecutionContext context, CaseFacts facts, UserTaskStep step)
    {
        foreach (var row in UserTaskMemory.Of(context).Rows)
            context.Tell(facts, row.PersonIds, "task.reminder", [step.Name, context.ReadText(CaseVariables.Title)], row.TaskId);
        return new ActivityResult.Waiting();
    }

    /// <summary>More persons may decide: they join the shared row, or get rows of their own beside the others.</summary>
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
        var bookmarks = new List<Bookmark>();
        if (step.Mode is UserTaskMode.Any)
        {
            foreach (var reason in added)
            {
                var (row, bookmark) = Request(context, facts, step, [reason], due: null);
                memory = memory with { Rows = memory.Rows.Add(row) };
                bookmarks.Add(bookmark);
            }
        }
        else
        {
            memory = AddCandidates(context, facts, memory, added);
        }

        memory.Keep(context);
        context.Tell(facts, memory.PersonIds, "task.escalated", [step.Name, context.ReadText(CaseVariables.Title), string.Join('、', names)]);
        return new ActivityResult.Waiting([.. bookmarks]);
    }

    public static ActivityResult TimeOut(ActivityExecutionContext context, CaseFacts facts, UserTaskStep step)
    {
        foreach (var row in UserTaskMemory.Of(context).Rows) context.Emit(new UserTaskCanceled(row.TaskId, "task.closed.timed-out"));

        var outcome = step.Outcomes.Single(o => o.Key == step.TimeoutOutcome);
        context.Record(facts, "entry.timed-out", new LocalizedText(outcome.Zh, outcome.En));
        return new ActivityResult.Completed(outcome.Key);
    }

    /// <summary>未获批准不得离岗: said once for a start of leave, however many steps are open at that moment.</summary>
    public static ActivityResult Warn(ActivityExecutionContext context, CaseFacts facts, UserTaskStep step)
    {
        if (step.WarnApplicantAt is { } at && Timeline.MomentText(at) is var start && context.ReadText(CaseVariables.WarnedFor) != start)
        {
            context.Write(CaseVariables.WarnedFor, start);
            context.Record(facts, "entry.not-approved-in-time", start);
            context.Tell(facts, [facts.Case.ApplicantId], "leave.not-approved-in-time", [context.ReadText(CaseVariables.Title), start]);
        }

        return new ActivityResult.Waiting();
    }

    private static UserTaskMemory AddCandidates(
        ActivityExecutionContext context, CaseFacts facts, UserTaskMemory memory, ImmutableArray<Reason> added)
    {
        var row = memory.Rows[0];
        var personIds = added.Select(r => r.PersonId).ToImmutableArray();
        context.Emit(new UserTaskCandidatesAdded(row.TaskId, added));
        context.Emit(new ParticipantsAdded(facts.Case.CaseId, personIds));
        return memory with { Rows = memory.Rows.SetItem(0, row with { PersonIds = row.PersonIds.AddRange(personIds) }) };
    }
}
