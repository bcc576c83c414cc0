using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Workflows.Persistence.Retention;

/// <summary>A closed case whose time is over.</summary>
/// <param name="KeptUntil">The last day of its retention.</param>
public sealed record DueCase(Guid Id, string Number, string Procedure, DateTimeOffset ClosedAt, DateOnly KeptUntil);

/// <summary>What the next run will erase.</summary>
/// <param name="Cases">The oldest of them; <paramref name="CaseCount"/> counts all.</param>
public sealed record DueRecords(ImmutableArray<DueCase> Cases, int CaseCount, int Drafts, int Messages);

/// <summary>The one definition of what has had its time; the dry run and the run read it alike.</summary>
internal static class Due
{
    private static readonly CaseStatus[] Closed = [.. Enum.GetValues<CaseStatus>().Where(CaseLifecycle.IsClosed)];

    /// <summary>A rule for each procedure that has cases and a retention.</summary>
    public static async Task<IReadOnlyList<(string Procedure, CaseRetention Rule)>> RulesAsync(
        StaffFlowsDbContext db, RetentionRules rules, CancellationToken ct)
    {
        var procedures = await db.Cases.Select(c => c.Procedure).Distinct().OrderBy(p => p).ToListAsync(ct);
        return [.. procedures.Select(p => (Procedure: p, Rule: rules.OfCases(p)!)).Where(p => p.Rule is not null)];
    }

    /// <summary>Closed before the day, over in the engine too, and not erased yet.</summary>
    public static IQueryable<Case> Cases(StaffFlowsDbContext db, string procedure, CaseRetention rule, DateOnly today)
    {
        var before = StartOf(rule.ClosedBefore(today));
        return db.Cases
            .Where(c => c.Procedure == procedure && Closed.Contains(c.Status) && c.ClosedAt < before)
            .Where(c => !db.Instances.Any(i => i.Id == c.InstanceId
                && i.SubStatus != WorkflowSubStatus.Finished && i.SubStatus != WorkflowSubStatus.Cancelled))
            .Where(c => !db.CaseEntries.Any(e => e.CaseId == c.Id && e.TextKey == CaseErasure.Mark));
    }

    public static IQueryable<Case> Drafts(StaffFlowsDbContext db, int days, DateOnly today)
    {
        var before = StartOf(today.AddDays(-days));
        return db.Cases.Where(c => c.Status == CaseStatus.Draft && c.UpdatedAt < before);
    }

    public static IQueryable<Message> Messages(StaffFlowsDbContext db, int days, DateOnly today)
    {
        var before = StartOf(today.AddDays(-days));
        return db.Messages.Where(m => m.CreatedAt < before);
    }

    /// <summary>Of notices only those that were sent.</summary>
    public static IQueryable<OutboxMessage> Notices(StaffFlowsDbContext db, int days, DateOnly today)
    {
        var before = StartOf(today.AddDays(-days));
        return db.Outbox.Where(m => m.SettledAt != null && m.CreatedAt < before);
    }

    public static IQueryable<StoredTestRun> TestRuns(StaffFlowsDbContext db, DateOnly today)
    {
        var before = StartOf(today.AddDays(-RecordRetention.TestRunDays));
        return db.TestRuns.Where(r => r.UpdatedAt < before);
    }

    /// <summary>The oldest of the answers that were kept for a repeat of their request; whoever repeats one now asks anew.</summary>
    public static async Task<int> ForgetRequestsOfADayAsync(StaffFlowsDbContext db, int days, DateOnly today, CancellationToken ct)
    {
        var before = StartOf(today.AddDays(-days));
        var old = db.AnsweredRequests.Where(r => r.CreatedAt < before);
        if (await old.MinAsync(r => (DateTimeOffset?)r.CreatedAt, ct) is not { } oldest) return 0;

        var until = oldest.AddDays(1);
        return await old.Where(r => r.CreatedAt < until).ExecuteDeleteAsync(ct);
    }

    private static DateTimeOffset StartOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, BusinessClock.Zone.GetUtcOffset(midnight)).ToUniversalTime();
    }
}
