using System.Collections.Immutable;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Workflows.Activities.UserTasks;

/// <summary>Why a row that a turn makes is asked for.</summary>
internal sealed record NewRow(ImmutableArray<Reason> Reasons, AskedAs? AskedAs = null, string? AskedById = null);

/// <summary>
/// Brings the rows into line with the tally after anything has happened to it: asks those whose turn it is, lets others wait, closes
/// what nothing depends on, and ends the step when its outcome is certain.
/// </summary>
internal static class UserTaskTurn
{
    /// <param name="made">What the new rows among those remembered are asked for.</param>
    public static ActivityResult Take(
        ActivityExecutionContext context, CaseFacts facts, UserTaskStep step, UserTaskMemory memory, ImmutableDictionary<Guid, NewRow>? made = null)
    {
        var standing = Tally.Of(memory.Rows, step.Rules);
        if (standing.Outcome is { } outcome) return UserTaskEnd.Finish(context, facts, step, memory, outcome);

        var opened = new List<UserTaskRow>();
        foreach (var row in memory.Undecided.ToList())
        {
            var moved = standing.Open.Contains(row.TaskId) ? Open(context, facts, step, row, made)
                : standing.Closed.Contains(row.TaskId) ? Close(context, row)
                : Pause(context, facts, step, row, made);
            memory = memory.With(moved);
            if (moved.State is RowState.Open && row.State is not RowState.Open) opened.Add(moved);
        }

        memory.Keep(context);
        IEnumerable<Bookmark> timers = step.Mode is UserTaskMode.InTurn && memory.Rows.Any(row => row.IsOver) && opened.Exists(row => row.ParentId is null)
            ? UserTaskTimers.ArmAgain(context, facts, step)
            : [];
        return new ActivityResult.Waiting([.. Bookmarks(context, memory, opened), .. timers]);
    }

    /// <summary>A row of an earlier release does not know its bookmark: there, the rows keep those that they have.</summary>
    private static IEnumerable<Bookmark> Bookmarks(ActivityExecutionContext context, UserTaskMemory memory, List<UserTaskRow> opened)
    {
        var isKnown = memory.Open.All(row => row.BookmarkId != Guid.Empty);
        if (isKnown) context.Burn(UserTaskActivity.TypeName);
        return (isKnown ? memory.Open : opened).Select(row => context.Bookmark(new { row.TaskId }) with { Id = new(row.BookmarkId) });
    }

    private static UserTaskRow Open(ActivityExecutionContext context, CaseFacts facts, UserTaskStep step, UserTaskRow row, ImmutableDictionary<Guid, NewRow>? made)
    {
        if (row.State is RowState.Open) return row;

        var open = row with { State = RowState.Open, BookmarkId = context.NewId() };
        var wasOpen = row.BookmarkId != Guid.Empty;
        var due = wasOpen ? null : UserTaskTimers.DeadlineOf(context, facts);
        if (row.State is RowState.New) Request(context, facts, step, open, due, made![row.TaskId]);
        else context.Emit(new UserTaskHanded(row.TaskId, new(open.BookmarkId), row.PersonIds, due?.At, due?.Provisional ?? false));
        Tell(context, facts, step, open, due, wasOpen ? "task.came-back" : due is null ? "task.assigned-undated" : "task.assigned");
        return open;
    }

    private static UserTaskRow Pause(ActivityExecutionContext context, CaseFacts facts, UserTaskStep step, UserTaskRow row, ImmutableDictionary<Guid, NewRow>? made)
    {
        if (row.State is RowState.New) Request(context, facts, step, row, due: null, made![row.TaskId]);
        else if (row.State is RowState.Open) context.Emit(new UserTaskPaused(row.TaskId));
        return row with { State = RowState.Waiting };
    }

    private static UserTaskRow Close(ActivityExecutionContext context, UserTaskRow row)
    {
        context.Emit(new UserTaskCanceled(row.TaskId, UserTaskEnd.StepDecided));
        return row with { State = RowState.Closed };
    }

    private static void Request(ActivityExecutionContext context, CaseFacts facts, UserTaskStep step, UserTaskRow row, Deadline? due, NewRow asked)
    {
        context.Emit(new UserTaskRequested(
            row.TaskId, facts.Case.CaseId, context.InstanceId, new(row.BookmarkId), context.Id, context.Node.Id, step.Name, step.Mode, asked.Reasons,
            step.Outcomes, due?.At, due?.Provisional ?? false)
        {
            IsWaiting = row.State is RowState.New,
            Rights = step.Rights,
            IsBlind = step.IsBlind,
            ParentId = row.ParentId,
            AskedAs = asked.AskedAs,
            AskedById = asked.AskedById,
        });
        context.Emit(new ParticipantsAdded(facts.Case.CaseId, row.PersonIds));
    }

    public static void Tell(ActivityExecutionContext context, CaseFacts facts, UserTaskStep step, UserTaskRow row, Deadline? due, string textKey) => context.Tell(
        facts, row.PersonIds, textKey, [step.Name, context.ReadText(CaseVariables.Title), due is null ? "" : OfficeHours.Default.MomentText(due.At)], row.TaskId);
}
