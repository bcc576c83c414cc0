using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Drills;

/// <summary>Compares what people were told with what is there. Every sentence it returns is a promise that was broken.</summary>
internal sealed class Audit(Records records, Ledger ledger)
{
    private static readonly TimeSpan[] Waits = [TimeSpan.FromHours(1), TimeSpan.FromHours(2)];

    /// <summary>States that no commit leaves an instance in, as long as nothing fails.</summary>
    private static readonly WorkflowSubStatus[] Unsettled = [WorkflowSubStatus.Pending, WorkflowSubStatus.Executing, WorkflowSubStatus.Faulted];

    /// <param name="settledAt">The business time up to which the host said that it had done everything; null where it has not been asked yet.</param>
    public async Task<List<string>> RunAsync(DateTimeOffset? settledAt = null)
    {
        var findings = new List<string>();
        await using var db = await records.OpenAsync();
        await CountAsync(db, findings);
        if (settledAt is { } now) await FindStuckAsync(db, now, findings);
        await FindTimersAsync(db, findings);
        findings.AddRange((await records.VerifyAsync()).Select(f => $"verify: {f}"));
        return findings;
    }

    /// <summary>Each answer stands there with its effect, and no effect without an answer.</summary>
    private async Task CountAsync(StaffFlowsDbContext db, List<string> findings)
    {
        var keys = (await db.AnsweredRequests.Select(r => r.Key).ToListAsync()).ToHashSet();
        findings.AddRange(ledger.All.Where(w => w.IsAcknowledged && !keys.Contains(w.Key)).Select(w => $"lost: {w}"));

        var done = ledger.All.Where(w => keys.Contains(w.Key)).ToLookup(w => w.Kind);
        Compare("cases", done[WishKind.Start].Count(), await db.Cases.CountAsync());
        Compare("withdrawn cases", done[WishKind.Withdraw].Count(), await db.Cases.CountAsync(c => c.Status == CaseStatus.Withdrawn));
        Compare("decided tasks", done[WishKind.Decide].Count(), await db.UserTasks.CountAsync(t => t.State == UserTaskState.Completed && t.DecidedById != null));

        var outcomes = await db.UserTasks.Where(t => t.Outcome != null).ToDictionaryAsync(t => t.Id, t => (t.Outcome, t.DecidedById));
        findings.AddRange(done[WishKind.Decide]
            .Where(w => !outcomes.TryGetValue(w.Subject, out var task) || task != (w.Body["outcome"]!.GetValue<string>(), $"E{w.Person[1..]}"))
            .Select(w => $"not as decided: {w}"));

        void Compare(string what, int told, int there)
        {
            if (told != there) findings.Add($"{what}: {told} were answered for, {there} are there");
        }
    }

    /// <summary>Nothing is left over that was due, and no instance stands still in the middle of a burst or with an incident.</summary>
    private static async Task FindStuckAsync(StaffFlowsDbContext db, DateTimeOffset now, List<string> findings)
    {
        findings.AddRange((await db.Timers.Where(t => t.DueAt <= now).Select(t => new { t.InstanceId, t.DueAt }).ToListAsync()).Select(t => $"{t.InstanceId}: a timer due at {t.DueAt:O} has not fired by {now:O}"));
        findings.AddRange((await db.Triggers.Where(t => t.DueAt <= now).Select(t => new { t.Id, t.DueAt }).ToListAsync()).Select(t => $"trigger {t.Id}, due at {t.DueAt:O}, has started nothing by {now:O}"));
        findings.AddRange((await db.Commands.Select(c => c.Id).ToListAsync()).Select(c => $"command {c} is still to be carried out"));
        findings.AddRange((await db.Instances.Where(i => Unsettled.Contains(i.SubStatus)).Select(i => new { i.Id, i.SubStatus, i.State }).ToListAsync())
            .Select(i => $"{i.Id} is {i.SubStatus}: {string.Join("; ", WorkflowInstanceJson.Read(i.State).Incidents.Select(incident => $"{incident.NodeId} {incident.Message}"))}"));
    }

    /// <summary>Each timer of each instance was fired once, by its own moment and not before; the waiting procedure's at exactly theirs.</summary>
    private async Task FindTimersAsync(StaffFlowsDbContext db, List<string> findings)
    {
        foreach (var row in await db.Instances.Select(i => new { i.Id, i.DefinitionId, i.CreatedAt, IsOver = i.FinishedAt != null, i.SubStatus }).ToListAsync())
        {
            var fired = (await records.JournalAsync(row.Id)).Where(e => e is { Event: JournalEvents.Resumed, DueAt: not null }).ToList();
            findings.AddRange(fired.Where(e => e.At < e.DueAt).Select(e => $"{row.Id}: {e.NodeId} fired at {e.At:O}, before {e.DueAt:O}"));
            findings.AddRange(fired.GroupBy(e => (e.ActivityExecutionId, e.DueAt)).Where(g => g.Count() > 1)
                .Select(g => $"{row.Id}: the timer of {g.Key.DueAt:O} fired {g.Count()} times"));
            if (row.DefinitionId != "drill-wait") continue;

            var due = row.CreatedAt;
            foreach (var (entry, wait) in fired.Zip(Waits))
            {
                due += wait;
                if (Math.Abs((entry.DueAt!.Value - due).TotalSeconds) > 0.001) findings.Add($"{row.Id}: {entry.NodeId} says it was due at {entry.DueAt:O}, but it was at {due:O}");
                due = entry.At;
            }

            if (fired.Count > Waits.Length || (row is { IsOver: true, SubStatus: WorkflowSubStatus.Finished } && fired.Count < Waits.Length))
                findings.Add($"{row.Id}: {fired.Count} timers fired, {Waits.Length} were to");
        }
    }
}
