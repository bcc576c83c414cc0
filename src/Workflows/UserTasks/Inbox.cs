using System.Collections.Immutable;
using StaffFlows.Workflows.Cases;

namespace StaffFlows.Workflows.UserTasks;

/// <summary>The lists of a person's inbox.</summary>
public enum InboxView
{
    /// <summary>待办: open tasks that he holds or may claim.</summary>
    Todo,

    /// <summary>已办: tasks that he decided.</summary>
    Done,

    /// <summary>我发起的: cases that he submitted.</summary>
    Started,

    /// <summary>草稿: cases that he has not submitted.</summary>
    Drafts,

    /// <summary>抄送: cases he was sent a copy of, by when it was sent.</summary>
    Cc,
}

/// <summary>One page of one list.</summary>
/// <param name="Page">From 1.</param>
/// <param name="Size">1 to 100.</param>
/// <param name="DueFirst">Earliest deadline first instead of newest first; tasks without one last. Only for <see cref="InboxView.Todo"/>.</param>
public sealed record InboxQuery(InboxView View, int Page = 1, int Size = 20, bool DueFirst = false)
{
    /// <summary>Part of a title or of a case number; null shows the whole list.</summary>
    public string? Search { get; init; }
}

/// <summary>One line of the inbox: a task, or for lists of cases a case.</summary>
/// <param name="Id">The task's id; the case's in lists of cases.</param>
/// <param name="Step">Null in lists of cases.</param>
/// <param name="Reasons">Why the task is his.</param>
public sealed record InboxItem(
    Guid Id,
    Guid CaseId,
    string? CaseNumber,
    string Procedure,
    string Title,
    CaseStatus Status,
    string ApplicantId,
    string? Step,
    string? Outcome,
    DateTimeOffset CreatedAt,
    DateTimeOffset? DueAt,
    DateTimeOffset? ClosedAt,
    ImmutableArray<Reason> Reasons)
{
    /// <summary>The version that the case runs on; null for drafts.</summary>
    public string? DefinitionVersionId { get; init; }

    /// <summary>The step's activity id; null in lists of cases.</summary>
    public string? StepId { get; init; }
    public bool DueIsProvisional { get; init; }

    /// <summary>Nobody holds it yet: others may claim it, too.</summary>
    public bool IsShared { get; init; }

    /// <summary>Who holds it; null in lists of cases.</summary>
    public string? HolderId { get; init; }

    /// <summary>How it came to its holder otherwise than by the step's rule, and from whom.</summary>
    public AskedAs? AskedAs { get; init; }
    public string? AskedById { get; init; }
    public int Urged { get; init; }
}

/// <summary>A page of a list.</summary>
/// <param name="Total">Exact up to <see cref="InboxCounts.Exact"/>; one more than that means "or more".</param>
public sealed record InboxPage(ImmutableArray<InboxItem> Items, int Total);

/// <summary>How much is in each list; each exact up to <see cref="Exact"/>, one more means "or more".</summary>
public sealed record InboxCounts(int Todo, int Done, int Started, int Drafts, int Cc, int UnreadMessages)
{
    public const int Exact = 999;
}

/// <summary>A task that a person may claim.</summary>
public sealed class OfferedTask
{
    public required UserTask Task { get; init; }

    /// <summary>The task's creation, or when he was added.</summary>
    public required DateTimeOffset Since { get; init; }
}

/// <summary>The one definition of what a list of the inbox shows to whom.</summary>
public static class Inbox
{
    /// <summary>Tasks of <see cref="InboxView.Todo"/> and <see cref="InboxView.Done"/>; no tasks for the other views.</summary>
    public static IQueryable<UserTask> Show(this IQueryable<UserTask> tasks, InboxView view, Viewer viewer) => view switch
    {
        InboxView.Todo => tasks.HeldBy(viewer).Concat(tasks.HeldForHim(viewer).Aggregate(
            tasks.OfferedTo(viewer).Select(offer => offer.Task), (all, represented) => all.Concat(represented))),
        InboxView.Done => tasks.Where(t => t.DecidedById == viewer.PersonId && t.ClosedAt != null),
        _ => tasks.Where(_ => false),
    };

    /// <summary>Open tasks that are his alone to decide.</summary>
    public static IQueryable<UserTask> HeldBy(this IQueryable<UserTask> tasks, Viewer viewer) =>
        tasks.Where(t => t.ClosedAt == null && t.AssigneeId == viewer.PersonId);

    /// <summary>Open tasks that nobody holds and he may claim.</summary>
    public static IQueryable<OfferedTask> OfferedTo(this IQueryable<UserTask> tasks, Viewer viewer) => tasks
        .Where(t => t.State == UserTaskState.Created)
        .SelectMany(t => t.Candidates.Where(c => c.PersonId == viewer.PersonId), (task, candidate) => new OfferedTask { Task = task, Since = candidate.CreatedAt });

    /// <summary>代理: the open tasks of each person whom he represents, held and offered apart. Nothing twice, and nothing that is his own.</summary>
    public static IEnumerable<IQueryable<UserTask>> HeldForHim(this IQueryable<UserTask> tasks, Viewer viewer)
    {
        List<string> seen = [viewer.PersonId];
        foreach (var represented in viewer.Represents)
        {
            yield return tasks.HeldFor(represented);
            yield return tasks.OfferedTo(represented, [.. seen]).Select(offer => offer.Task);
            seen.Add(represented.PersonId);
        }
    }

    /// <summary>Open tasks of the person alone, as far back as his substitute may decide them.</summary>
    public static IQueryable<UserTask> HeldFor(this IQueryable<UserTask> tasks, Represented represented)
    {
        var held = tasks.Where(t => t.ClosedAt == null && t.AssigneeId == represented.PersonId);
        return represented.Since is { } since ? held.Where(t => t.CreatedAt >= since) : held;
    }

    /// <param name="except">Whoever sees the task as one of these already does not see it once more.</param>
    public static IQueryable<OfferedTask> OfferedTo(this IQueryable<UserTask> tasks, Represented represented, List<string> except)
    {
        var offered = tasks
            .Where(t => t.State == UserTaskState.Created && !t.Candidates.Any(c => except.Contains(c.PersonId)))
            .SelectMany(t => t.Candidates.Where(c => c.PersonId == represented.PersonId), (task, candidate) => new OfferedTask { Task = task, Since = candidate.CreatedAt });
        return represented.Since is { } since ? offered.Where(offer => offer.Since >= since) : offered;
    }

    /// <summary>Cases of <see cref="InboxView.Started"/> and <see cref="InboxView.Drafts"/>; no cases for the other views.</summary>
    public static IQueryable<Case> Show(this IQueryable<Case> cases, InboxView view, Viewer viewer) => view switch
    {
        InboxView.Started => cases.Where(c => c.ApplicantId == viewer.PersonId && c.Status != CaseStatus.Draft),
        InboxView.Drafts => cases.Where(c => c.ApplicantId == viewer.PersonId && c.Status == CaseStatus.Draft),
        _ => cases.Where(_ => false),
    };
}
