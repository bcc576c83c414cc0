using System.Collections.Immutable;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Calendar;

namespace StaffFlows.Workflows.Activities.UserTasks;

/// <summary>
/// The moments at which a waiting step wakes by itself. Working days end with the office hours of their last day. The
/// payload has no date, so that a moment can be recomputed when the calendar changes.
/// </summary>
internal static class UserTaskTimers
{
    public const string Reminder = UserTaskActivity.TypeName + "/Reminder";
    public const string Escalation = UserTaskActivity.TypeName + "/Escalation";
    public const string Timeout = UserTaskActivity.TypeName + "/Deadline";
    public const string Warning = UserTaskActivity.TypeName + "/Warning";

    /// <summary>When the step is due; null where it has no deadline.</summary>
    public static Deadline? DeadlineOf(ActivityExecutionContext context, CaseFacts facts) =>
        After(context, facts, context.Get(UserTaskStep.DeadlineWorkingDays));

    /// <param name="isAnybodyPresent">False where all who were asked are on leave: then the escalation comes after one working day at the latest (P6.3).</param>
    public static IEnumerable<Bookmark> Arm(ActivityExecutionContext context, CaseFacts facts, UserTaskStep step, bool isAnybodyPresent)
    {
        var escalationDays = context.Get(UserTaskStep.EscalationWorkingDays);
        if (!isAnybodyPresent) escalationDays = Math.Min(1, escalationDays);
        if (After(context, facts, context.Get(UserTaskStep.ReminderWorkingDays)) is { } reminder) yield return At(context, Reminder, reminder.At);
        if (step.EscalateTo is not null && After(context, facts, escalationDays) is { } escalation)
            yield return At(context, Escalation, escalation.At);
        if (step.TimeoutOutcome is not null && DeadlineOf(context, facts) is { } deadline) yield return At(context, Timeout, deadline.At);
        if (step.WarnApplicantAt is { } warning && warning > context.Now) yield return At(context, Warning, warning);
    }

    /// <summary>For the next person in turn, who has as much time as the one before.</summary>
    public static IEnumerable<Bookmark> ArmAgain(ActivityExecutionContext context, CaseFacts facts, UserTaskStep step)
    {
        foreach (var name in (string[])[Reminder, Escalation, Timeout, Warning]) context.Burn(name);
        return Arm(context, facts, step, isAnybodyPresent: true);
    }

    private static Deadline? After(ActivityExecutionContext context, CaseFacts facts, int workingDays) =>
        workingDays > 0 ? OfficeHours.Default.DeadlineAfter(context.Now, workingDays, facts.Calendar) : null;

    private static Bookmark At(ActivityExecutionContext context, string name, DateTimeOffset at) =>
        context.Bookmark(new { Step = context.Node.Id }, name, at);
}
