using System.Collections.Immutable;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Workflows.Activities.UserTasks;

/// <summary>How a step is left: with its outcome, or because the case goes elsewhere.</summary>
internal static class UserTaskEnd
{
    public const string StepDecided = "task.closed.step-decided";

    public static ActivityResult.Completed Finish(ActivityExecutionContext context, CaseFacts facts, UserTaskStep step, UserTaskMemory memory, string outcome)
    {
        var isOnePersons = step.Mode is UserTaskMode.One or UserTaskMode.Any;
        CloseUndecided(context, memory, isOnePersons && memory.Rows.All(row => row.ParentId is null) ? "task.closed.decided-by-other" : StepDecided);
        KeepApprovals(context, step, memory, outcome);
        memory.Keep(context);
        if (!isOnePersons) context.Record(facts, "entry.tally", Words(step, memory, outcome));
        return new ActivityResult.Completed(outcome);
    }

    public static void CloseUndecided(ActivityExecutionContext context, UserTaskMemory memory, string because)
    {
        foreach (var row in memory.Undecided) context.Emit(new UserTaskCanceled(row.TaskId, because));
    }

    /// <summary>No approval outlives a "no": what comes after it is asked of everybody again.</summary>
    private static void KeepApprovals(ActivityExecutionContext context, UserTaskStep step, UserTaskMemory memory, string outcome)
    {
        var approvals = context.ReadTexts(CaseVariables.Approvals);
        if (step.Outcomes.Single(o => o.Key == outcome).Intent is not OutcomeIntent.Positive)
        {
            context.Write(CaseVariables.Approvals, approvals.Clear());
            return;
        }

        if (!context.Get(UserTaskStep.CountsAsApproval)) return;

        var inFavour = memory.Rows.Where(row => row is { IsAdvice: false, Outcome: { } said } && step.Rules.IsFor(said)).OrderByDescending(row => row.Turn);
        foreach (var (index, row) in inFavour.Index())
            approvals = approvals.SetItem(index == 0 ? context.Node.Id : $"{context.Node.Id}/{row.DecidedById}", row.DecidedById!);
        context.Write(CaseVariables.Approvals, approvals);
    }

    /// <summary>How many said what, and what it comes to.</summary>
    private static LocalizedText Words(UserTaskStep step, UserTaskMemory memory, string outcome)
    {
        var counts = memory.Rows.Where(row => row is { ParentId: null, Outcome: not null }).CountBy(row => row.Outcome!).ToDictionary();
        var said = step.Outcomes.Where(o => counts.ContainsKey(o.Key)).ToList();
        var result = step.Outcomes.Single(o => o.Key == outcome);
        return new(
            $"{string.Join('，', said.Select(o => $"{o.Zh} {counts[o.Key]} 人"))}；结果：{result.Zh}",
            $"{string.Join(", ", said.Select(o => $"{o.En} {counts[o.Key]}"))}; result: {result.En}");
    }
}
