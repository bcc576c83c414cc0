using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Persistence.Model;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Workflows.Persistence.Retention;

/// <summary>
/// Takes the personal data out of one closed case, in the caller's transaction. What stays: number, procedure, status, dates,
/// staff ids of who took part, outcomes, the ledger's type and days, and the audit chain without its details.
/// </summary>
public static class CaseErasure
{
    /// <summary>The text key of the timeline entry by which an erased case is known.</summary>
    public const string Mark = "entry.case-erased";

    /// <summary>What the chain says of it; details of earlier entries may be missing only where it does.</summary>
    public const string Action = "case.erased";

    /// <summary>Stands where a text has been; pages put it into the reader's language.</summary>
    public const string Word = "已按保存期限清除";

    /// <summary>False where there is nothing to do: it is erased already, not closed, or its instance is not over.</summary>
    internal static async Task<bool> EraseAsync(
        StaffFlowsDbContext db, Guid caseId, CaseRetention rule, DateTimeOffset now, string? actorId, CancellationToken ct)
    {
        var @case = await db.Cases.SingleOrDefaultAsync(c => c.Id == caseId, ct);
        if (@case is null || !CaseLifecycle.IsClosed(@case.Status)) return false;
        if (await db.CaseEntries.AnyAsync(e => e.CaseId == caseId && e.TextKey == Mark, ct)) return false;

        var correlation = caseId.ToString("N");
        var instances = await db.Instances.Where(i => i.Id == @case.InstanceId || i.CorrelationId == correlation).ToListAsync(ct);
        if (instances.Exists(i => i.SubStatus is not (WorkflowSubStatus.Finished or WorkflowSubStatus.Cancelled))) return false;

        (@case.Data, @case.Title) = ([], Word);
        @case.Version++;
        instances.ForEach(Erase);
        await EraseValuesAsync(db, [.. instances.Select(i => i.Id)], ct);
        var details = new JsonObject { ["rule"] = rule.Key, ["years"] = rule.Years, ["closedAt"] = @case.ClosedAt?.UtcDateTime.ToString("O") };
        details["opinions"] = await EraseTasksAsync(db, caseId, ct);
        details["attachments"] = await EraseAttachmentsAsync(db, caseId, ct);
        details["messages"] = await db.Messages.Where(m => m.CaseId == caseId).ExecuteDeleteAsync(ct)
            + await db.Outbox.Where(m => m.CaseId == caseId).ExecuteDeleteAsync(ct);
        details["documents"] = await db.IssuedDocuments.Where(d => d.CaseId == caseId).ExecuteDeleteAsync(ct);
        details["publicity"] = await ErasePublicityAsync(db, caseId, ct);
        details["scores"] = await db.Candidacies.Where(c => c.CaseId == caseId && c.Score != null).ExecuteUpdateAsync(set => set.SetProperty(c => c.Score, (decimal?)null).SetProperty(c => c.Rank, (int?)null), ct);
        await EraseEntriesAsync(db, caseId, ct);
        db.CaseEntries.Add(new() { Id = Guid.CreateVersion7(), CaseId = caseId, At = now, StepName = "", TextKey = Mark, Arguments = [] });
        await EraseDetailsAsync(db, caseId, ct);
        await AuditChain.AppendAsync(db, now, [new(CommitScope.Chain(caseId), Action, actorId, details)], ct);
        return true;
    }

    /// <summary>The files of a case or draft, with their names.</summary>
    internal static async Task<int> EraseAttachmentsAsync(StaffFlowsDbContext db, Guid caseId, CancellationToken ct)
    {
        await db.AttachmentChunks.Where(c => db.Attachments.Any(a => a.Id == c.AttachmentId && a.CaseId == caseId)).ExecuteDeleteAsync(ct);
        return await db.Attachments.Where(a => a.CaseId == caseId).ExecuteDeleteAsync(ct);
    }

    /// <summary>Digests of short texts can be guessed, so they go too; the chain covers them by a digest of their own.</summary>
    internal static Task<int> EraseDetailsAsync(StaffFlowsDbContext db, Guid caseId, CancellationToken ct)
    {
        var chain = CommitScope.Chain(caseId);
        return db.AuditEntries.Where(e => e.Aggregate == chain).ExecuteUpdateAsync(set => set.SetProperty(e => e.Details, (string?)null), ct);
    }

    /// <summary>The skeleton that diagrams need stays: which executions there were, and the header with its ids.</summary>
    private static void Erase(StoredInstance row)
    {
        var instance = WorkflowInstanceJson.Read(row.State);
        row.Version++;
        row.Name = null;
        row.State = WorkflowInstanceJson.Write(instance with
        {
            Version = row.Version,
            Name = null,
            Executions = [.. instance.Executions.Select(e => e with { Memory = e.Memory.Clear(), Variables = e.Variables.Clear() })],
            Incidents = [.. instance.Incidents.Select(i => i with { Message = Word })],
            Bookmarks = [],
            Input = instance.Input.Clear(),
            Output = instance.Output.Clear(),
            Properties = instance.Properties.RemoveRange(instance.Properties.Keys.Where(key => key != CaseHeader.Key)),
        });
    }

    /// <summary>What happened when stays in the history; what ran through it goes.</summary>
    private static async Task EraseValuesAsync(StaffFlowsDbContext db, List<Guid> instanceIds, CancellationToken ct)
    {
        foreach (var journal in await db.Journal.Where(j => instanceIds.Contains(j.InstanceId)).ToListAsync(ct))
            journal.Json = JournalJson.Write([.. JournalJson.Read(journal.Json).Select(entry => entry with { Inputs = null, Outputs = null })]);
    }

    /// <summary>Who was asked stays, because it decides about access; why he was asked goes.</summary>
    private static async Task<int> EraseTasksAsync(StaffFlowsDbContext db, Guid caseId, CancellationToken ct)
    {
        var opinions = 0;
        foreach (var task in await db.UserTasks.Where(t => t.CaseId == caseId).ToListAsync(ct))
        {
            task.Reasons = [.. task.Reasons.Select(r => new Reason(r.PersonId, "", ""))];
            if (task.Opinion is null) continue;
            task.Opinion = Word;
            opinions++;
        }

        return opinions;
    }

    /// <summary>Dates, venues, remarks (which are dates) and digest stay; the notice, the result, the addresses of its copies and what people were answered go.</summary>
    private static async Task<int> ErasePublicityAsync(StaffFlowsDbContext db, Guid caseId, CancellationToken ct)
    {
        var erased = 0;
        foreach (var publicity in await db.Publicities.Where(p => p.CaseId == caseId).ToListAsync(ct))
        {
            (publicity.Notice, publicity.Result, publicity.KeepUntil) = ("", null, publicity.KeepUntil ?? DateOnly.MinValue);
            publicity.Version++;
            erased++;
        }

        foreach (var posting in await db.Postings.Where(p => p.CaseId == caseId).ToListAsync(ct))
            db.Entry(posting).Property(p => p.Proof).CurrentValue = [];

        foreach (var objection in await db.Objections.Where(o => o.CaseId == caseId).ToListAsync(ct))
        {
            objection.Answer = null;
            erased++;
        }

        return erased;
    }

    private static async Task EraseEntriesAsync(StaffFlowsDbContext db, Guid caseId, CancellationToken ct)
    {
        foreach (var entry in await db.CaseEntries.Where(e => e.CaseId == caseId).ToListAsync(ct))
            db.Entry(entry).Property(e => e.Arguments).CurrentValue = [.. entry.Arguments.Select(_ => Word)];
    }
}
