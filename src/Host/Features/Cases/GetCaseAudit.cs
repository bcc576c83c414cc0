using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Cases;

/// <param name="Previous">The digest it builds on; null for the first.</param>
internal sealed record ChainLine(string Action, string? ActorId, DateTimeOffset At, string Digest, string? Previous, bool IsBroken);

/// <summary>The end of a case's audit chain and whether the whole of it holds. Details stay with the auditors.</summary>
internal sealed record CaseChain(ImmutableArray<ChainLine> Newest, int Count, bool IsIntact);

/// <summary>Checks a case's chain and shows its newest lines, newest first.</summary>
internal sealed class GetCaseAudit(IDbContextFactory<StaffFlowsDbContext> databases, AuditChain chain)
{
    private const int Shown = 6;

    public async Task<Result<CaseChain>> ExecuteAsync(Guid id, Viewer by, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (!await db.Cases.VisibleTo(by).AnyAsync(c => c.Id == id, ct)) return new Rejection(RejectionKind.NotFound, "not-found");

        var aggregate = $"case:{id:N}";
        var broken = (await chain.VerifyAsync(aggregate, ct)).FirstOrDefault(v => v.Aggregate == aggregate)?.BrokenAt;
        var newest = await db.AuditEntries.AsNoTracking().Where(e => e.Aggregate == aggregate).OrderByDescending(e => e.Sequence).Take(Shown + 1).ToListAsync(ct);
        return new CaseChain(
            [
                .. newest.Take(Shown).Select((e, n) => new ChainLine(
                    e.Action, e.ActorId, e.At, e.Digest, n + 1 < newest.Count ? newest[n + 1].Digest : null, broken <= e.Sequence)),
            ],
            newest.Count == 0 ? 0 : (int)newest[0].Sequence,
            broken is null);
    }
}
