using System.Collections.Immutable;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Tasks;

/// <summary>Who may do what with a row, beside the data they look at.</summary>
internal static class TaskRules
{
    private static readonly ImmutableArray<TaskRights> OfHolders = [TaskRights.Return, TaskRights.Transfer, TaskRights.Delegate, TaskRights.AddSign, TaskRights.Copy];

    /// <summary>Holds it, or may claim it while nobody does, or stands in for such a one.</summary>
    public static bool MayBeDecidedBy(this UserTask task, Viewer by) => task.AssigneeId is { } holder
        ? holder == by.PersonId || by.StandsInFor(holder, task.CreatedAt)
        : task.IsCandidate(by) || task.Candidates.Any(c => by.StandsInFor(c.PersonId, c.CreatedAt));

    /// <summary>代理: for whom he decides; null where the task is his own.</summary>
    public static string? HeldFor(this UserTask task, Viewer by) => task.AssigneeId is { } holder
        ? holder != by.PersonId && by.StandsInFor(holder, task.CreatedAt) ? holder : null
        : task.IsCandidate(by) ? null : task.Candidates.FirstOrDefault(c => by.StandsInFor(c.PersonId, c.CreatedAt))?.PersonId;

    public static bool IsCandidate(this UserTask task, Viewer by) => task.Candidates.Any(c => c.PersonId == by.PersonId);

    /// <summary>Was asked at some time; the reasons stay when the candidates are gone.</summary>
    public static bool WasOfferedTo(this UserTask task, Viewer by) =>
        task.AssigneeId == by.PersonId || task.DecidedById == by.PersonId || task.IsCandidate(by) || task.Reasons.Any(r => r.PersonId == by.PersonId);

    /// <summary>What he may do with it besides deciding.</summary>
    public static IEnumerable<TaskRights> RightsOf(this UserTask task, Viewer by) =>
        task.ClosedAt is null && task.MayBeDecidedBy(by) ? OfHolders.Where(right => task.Rights.HasFlag(right)) : [];

    /// <summary>What only its holder can do: the others who may claim it must not lose it.</summary>
    public static bool NeedsHolder(this TaskRights right) => right is not TaskRights.Copy;
}
