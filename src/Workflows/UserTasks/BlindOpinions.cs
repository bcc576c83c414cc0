namespace StaffFlows.Workflows.UserTasks;

/// <summary>What others have answered stays hidden where the step says so, from everybody, until the step is over.</summary>
public static class BlindOpinions
{
    /// <param name="tasks">Of one case, all of them, read for showing only: what is hidden is taken out.</param>
    public static void Hide(IReadOnlyCollection<UserTask> tasks, Viewer viewer)
    {
        var running = tasks.Where(t => t is { IsBlind: true, ClosedAt: null }).Select(t => t.ActivityExecutionId).ToHashSet();
        foreach (var task in tasks.Where(t => running.Contains(t.ActivityExecutionId) && t.DecidedById != viewer.PersonId && t.OnBehalfOfId != viewer.PersonId))
            (task.Outcome, task.Opinion) = (null, null);
    }
}
