using System.Collections.Immutable;
using StaffFlows.Host.Components.Models;
using StaffFlows.Workflows.Cases;

namespace StaffFlows.Host.Features.Inbox;

/// <summary>The fixed lists of the inbox; the address names them in lower case (<c>?view=todo</c>).</summary>
public enum InboxList
{
    Todo,
    Done,
    Started,
    Cc,
    Drafts,
}

/// <summary>One page of one list.</summary>
/// <param name="Total">Of the list with its filters.</param>
/// <param name="OverdueCount">In the whole list, for the line below the heading; as <paramref name="DueTodayCount"/>.</param>
/// <param name="Search">What was looked for; null where nothing.</param>
/// <param name="Flash">The result of the person's last action, in words, shown once.</param>
public sealed record InboxModel(
    InboxList List,
    ImmutableArray<InboxRow> Rows,
    Paging Paging,
    int OverdueCount,
    int DueTodayCount,
    ImmutableArray<FilterPick> Picks,
    string? Search = null,
    string? Flash = null)
{
    /// <summary>The list as a file; null where there is nothing to export.</summary>
    public string? ExportHref { get; init; }
}

/// <summary>One line: a task (待办, 已办), a case (我发起的, 抄送我的) or a draft.</summary>
/// <param name="Href">The whole line leads there.</param>
/// <param name="Title">What · who · how long.</param>
/// <param name="Step">The step waiting or decided; null for drafts.</param>
/// <param name="Facts">Key fields in words, short, at most three.</param>
/// <param name="At">When it arrived, was decided, submitted or last saved, as fits the list.</param>
/// <param name="Outcome">已办: what I decided.</param>
public sealed record InboxRow(
    string Id,
    string Href,
    string Title,
    string? Step,
    string? CaseNumber,
    ImmutableArray<string> Facts,
    ImmutableArray<InboxReason> Reasons,
    Due? Due,
    DateTimeOffset At,
    CaseStatus? Status = null,
    string? Outcome = null);

/// <summary>Why a task is in my list although it is not simply mine.</summary>
public enum InboxReasonKind
{
    Candidate,
    Deputy,
    Delegated,
    AddSign,
    Returned,
    Urged,
    Transferred,
}

/// <param name="Person">For whom or from whom; null where nobody is to be named.</param>
public sealed record InboxReason(InboxReasonKind Kind, string? Person = null);

/// <summary>Rows under one heading.</summary>
public sealed record InboxGroup(string TextKey, ImmutableArray<InboxRow> Rows);

public static class InboxGroups
{
    /// <summary>Overdue, today, this week (to its Sunday), later, without a deadline. The order within a group stays; empty groups are left out.</summary>
    public static ImmutableArray<InboxGroup> ByDeadline(IEnumerable<InboxRow> rows, DateOnly today, Func<Due, bool> isOverdue, Func<DateTimeOffset, DateOnly> dateOf)
    {
        var sunday = today.AddDays((7 - (int)today.DayOfWeek) % 7);
        return
        [
            .. from row in rows
               let place = row.Due switch
               {
                   null or { IsPaused: true } => 4,
                   var due when isOverdue(due) => 0,
                   var due when dateOf(due.At.AddTicks(-1)) <= today => 1,
                   var due when dateOf(due.At.AddTicks(-1)) <= sunday => 2,
                   _ => 3,
               }
               group row by place into grouped
               orderby grouped.Key
               select new InboxGroup(Keys[grouped.Key], [.. grouped]),
        ];
    }

    private static readonly string[] Keys =
        ["inbox.group.overdue", "inbox.group.today", "inbox.group.week", "inbox.group.later", "inbox.group.none"];
}
