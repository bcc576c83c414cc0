using Microsoft.EntityFrameworkCore;
using StaffFlows.Workflows.Persistence.Retention;

namespace StaffFlows.Workflows.Persistence.Verification;

/// <summary>Every chain from its first entry; details may be missing only where the chain says that they were erased.</summary>
internal static class AuditCheck
{
    public static async Task RunAsync(VerificationScope scope, CancellationToken ct)
    {
        var verdicts = await AuditChain.VerifyAsync(scope.Db, "", (done, total) => scope.Look(done, total), ct);
        foreach (var verdict in verdicts.Where(v => !v.IsWhole)) scope.Find("chain-broken", verdict.Aggregate, $"{verdict.BrokenAt}");

        var entries = scope.Db.AuditEntries.AsNoTracking();
        var missing = await entries
            .Where(e => e.Details == null && !entries.Any(l => l.Aggregate == e.Aggregate && l.Sequence > e.Sequence && l.Action == CaseErasure.Action))
            .GroupBy(e => e.Aggregate).Select(g => new { Aggregate = g.Key, First = g.Min(e => e.Sequence) }).ToListAsync(ct);
        foreach (var chain in missing) scope.Find("details-missing", chain.Aggregate, $"{chain.First}");
    }
}
