using StaffFlows.Workflows.Persistence.Model;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Workflows.Persistence.Rows;

/// <summary>Every <see cref="Belonging{T, TOwner}"/> that commits go by.</summary>
internal static class Belongings
{
    public static readonly Belonging<StoredBookmark, Guid> Bookmark = new(b => b.Id);
    public static readonly Belonging<StoredBookmark, Guid> BookmarksOfInstance = new(b => b.InstanceId);
    public static readonly Belonging<StoredTimer, Guid> TimerOfBookmark = new(t => t.BookmarkId);
    public static readonly Belonging<StoredTimer, Guid> TimersOfInstance = new(t => t.InstanceId);
    public static readonly Belonging<RequestedTask, string> RequestedTask = new(t => t.Id);
    public static readonly Belonging<RequestedTask, string> RequestedTaskOfBookmark = new(t => t.BookmarkHash);
    public static readonly Belonging<RequestedTask, Guid> RequestedTasksOfInstance = new(t => t.InstanceId);
    public static readonly Belonging<UserTask, Guid> TasksOfCase = new(t => t.CaseId);
    public static readonly Belonging<TaskCandidate, Guid> CandidatesOfTask = new(c => c.TaskId);
    public static readonly Belonging<StoredPosting, Guid> PostingsOfCase = new(p => p.CaseId);
    public static readonly Belonging<StoredPlaces, Guid> PlacesOfCase = new(p => p.CaseId);
    public static readonly Belonging<StoredCandidacy, Guid> CandidaciesOfCase = new(c => c.CaseId);
}
