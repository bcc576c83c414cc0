using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Tasks;

/// <summary>Who may do what with a row, beside the data they look at.</summary>
internal static class TaskRules
{
    /// <summary>Holds it, or may claim it while nobody does.</summary>
    public static bool MayBeDecidedBy(this UserTask task, Viewer by) =>
        task.AssigneeId is { } holder ? holder == by.PersonId : task.IsCandidate(by);

    public static bool IsCandidate(this UserTask task, Viewer by) => task.Candidates.Any(c => c.PersonId == by.PersonId);

    /// <summary>Was asked at some time; the reasons stay when the candidates are gone.</summary>
    public static bool WasOfferedTo(this UserTask task, Viewer by) =>
        task.AssigneeId == by.PersonId || task.DecidedById == by.PersonId || task.IsCandidate(by) || task.Reasons.Any(r => r.PersonId == by.PersonId);
}
