using System.Collections.Immutable;
using StaffFlows.Host.Features.Cases;
using StaffFlows.Workflows.Personnel;
using StaffFlows.Workflows.UserTasks;
using TaskItem = StaffFlows.Workflows.UserTasks.InboxItem;

namespace StaffFlows.Host.Features.Inbox;

/// <summary>Why a line is in somebody's list although it is not simply his.</summary>
internal static class InboxReasons
{
    public static ImmutableArray<InboxReason> Of(TaskItem item, Viewer by, Organisation organisation)
    {
        var reasons = ImmutableArray.CreateBuilder<InboxReason>();
        if (RepresentedIn(item, by) is { } represented) reasons.Add(new(InboxReasonKind.Deputy, NameOf(represented)));
        if (item.IsShared) reasons.Add(new(InboxReasonKind.Candidate));
        if (item is { AskedAs: { } askedAs, AskedById: { } asker }) reasons.Add(new(KindOf(askedAs), NameOf(asker)));
        if (item.Urged > 0) reasons.Add(new(InboxReasonKind.Urged, $"{item.Urged}"));
        return reasons.ToImmutable();

        string NameOf(string id) => CaseAnswers.Person(id, organisation).Name;
    }

    /// <summary>代理: whose task it is.</summary>
    public static string? RepresentedIn(TaskItem item, Viewer by)
    {
        if (item.Outcome is not null || item.ClosedAt is not null) return null;
        if (item.HolderId is { } holder) return holder == by.PersonId ? null : holder;

        var asked = item.Reasons.Select(r => r.PersonId).ToHashSet();
        return !item.IsShared || asked.Contains(by.PersonId) ? null : by.Represents.FirstOrDefault(r => asked.Contains(r.PersonId))?.PersonId;
    }

    private static InboxReasonKind KindOf(AskedAs askedAs) => askedAs switch
    {
        AskedAs.Delegated => InboxReasonKind.Delegated,
        AskedAs.Transferred => InboxReasonKind.Transferred,
        _ => InboxReasonKind.AddSign,
    };
}
