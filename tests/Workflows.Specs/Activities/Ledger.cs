using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Leave;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Workflows.Specs.Activities;

/// <summary>One row of an inbox as the effects made it.</summary>
internal sealed record InboxRow(UserTaskRequested Request)
{
    public List<string> PersonIds { get; } = [.. Request.Candidates.Select(c => c.PersonId)];
    public BookmarkId BookmarkId { get; private set; } = Request.BookmarkId;

    /// <summary>Open, but in nobody's inbox.</summary>
    public bool IsWaiting { get; private set; } = Request.IsWaiting;
    public int Urged { get; set; }
    public UserTaskCompleted? Decision { get; set; }
    public string? ClosedBecause { get; set; }
    public bool IsOpen => Decision is null && ClosedBecause is null;

    public void Hand(UserTaskHanded handed)
    {
        PersonIds.Clear();
        PersonIds.AddRange(handed.PersonIds);
        (BookmarkId, IsWaiting) = (handed.BookmarkId, false);
    }

    public void Pause() => IsWaiting = true;
}

/// <summary>Everything outside the instances, in memory: what the effects of committed bursts have written.</summary>
internal sealed class Ledger
{
    public long LeaveVersion { get; private set; } = 1;
    public List<InboxRow> Tasks { get; } = [];
    public List<LeaveEntry> Leaves { get; } = [];
    public List<CaseEntryRecorded> Entries { get; } = [];
    public List<CaseCopied> Copies { get; } = [];
    public List<MessageSent> Messages { get; } = [];
    public Dictionary<Guid, CaseStatus> Statuses { get; } = [];
    public Dictionary<Guid, string> Titles { get; } = [];
    public Dictionary<Guid, System.Text.Json.Nodes.JsonObject> Data { get; } = [];

    public LeaveRecord RecordOf(string personId) => new(
        personId,
        [.. Leaves.Where(e => e.PersonId == personId && e.State is not LeaveState.Released)],
        [.. Leaves.Where(e => e.StandInId == personId && e.State is not LeaveState.Released)]);

    public void Apply(IEffect effect)
    {
        switch (effect)
        {
            case CaseOpened opened:
                Statuses[opened.Header.CaseId] = CaseStatus.Running;
                Data[opened.Header.CaseId] = opened.Data;
                break;
            case CaseDataChanged changed: Data[changed.CaseId] = changed.Data; break;
            case CaseTitled titled: Titles[titled.CaseId] = titled.Title; break;
            case CaseStatusChanged moved: Move(moved); break;
            case CaseEntryRecorded entry: Entries.Add(entry); break;
            case MessageSent message: Messages.Add(message); break;
            case UserTaskRequested request: Tasks.Add(new(request)); break;
            case UserTaskCompleted decision: Open(decision.TaskId).Decision = decision; break;
            case UserTaskCanceled canceled: Open(canceled.TaskId).ClosedBecause = canceled.Because; break;
            case UserTaskHanded handed: Open(handed.TaskId).Hand(handed); break;
            case UserTaskPaused paused: Open(paused.TaskId).Pause(); break;
            case UserTaskUrged urged: Open(urged.TaskId).Urged++; break;
            case CaseCopied copied: Copies.Add(copied); break;
            case UserTaskCandidatesAdded added: Open(added.TaskId).PersonIds.AddRange(added.Candidates.Select(c => c.PersonId)); break;
            case LeaveReserved reserved: Reserve(reserved.Entry); break;
            case StandInAccepted accepted: Change(accepted.CaseId, e => e with { StandInId = accepted.StandInId }); break;
            case LeaveApproved approved: Change(approved.CaseId, e => e with { State = LeaveState.Approved }); break;
            case ParticipantsAdded: break;
            default: throw new InvalidOperationException($"Nobody applies {effect.GetType().Name}.");
        }
    }

    public void Reserve(LeaveEntry entry)
    {
        LeaveVersion++;
        Leaves.RemoveAll(e => e.CaseId == entry.CaseId);
        Leaves.Add(entry);
    }

    private InboxRow Open(Guid taskId)
    {
        var row = Tasks.Single(t => t.Request.TaskId == taskId);
        row.IsOpen.ShouldBeTrue("a closed task must not be closed again");
        return row;
    }

    private void Move(CaseStatusChanged moved)
    {
        CaseLifecycle.CanMove(Statuses[moved.CaseId], moved.Status).ShouldBeTrue($"{Statuses[moved.CaseId]} to {moved.Status}");
        Statuses[moved.CaseId] = moved.Status;
        if (CaseLifecycle.IsDeadEnd(moved.Status)) Change(moved.CaseId, e => e with { State = LeaveState.Released });
    }

    private void Change(Guid caseId, Func<LeaveEntry, LeaveEntry> change)
    {
        LeaveVersion++;
        for (var i = 0; i < Leaves.Count; i++)
        {
            if (Leaves[i].CaseId == caseId) Leaves[i] = change(Leaves[i]);
        }
    }
}
