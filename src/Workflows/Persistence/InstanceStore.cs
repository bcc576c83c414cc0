using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Persistence.Appliers;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Workflows.Persistence;

/// <summary>Instances, and the one write of a burst with everything that it causes.</summary>
internal sealed class InstanceStore(
    IDbContextFactory<StaffFlowsDbContext> contexts, IWriteQueue queue, EffectAppliers appliers, SystemTime systemTime) : IWorkflowInstanceStore
{
    public async Task<WorkflowInstance?> FindAsync(WorkflowInstanceId id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var row = await db.Instances.Where(i => i.Id == id.Value).Select(i => new { i.State, i.Version }).SingleOrDefaultAsync(ct);
        return row is null ? null : WorkflowInstanceJson.Read(row.State) with { Version = row.Version };
    }

    public async Task<CommitResult> CommitAsync(BurstCommit commit, CancellationToken ct)
    {
        var written = await queue.WriteAsync<bool>((db, inner) => WriteAsync(db, commit, inner), ct);
        return written.Rejection switch
        {
            null => new CommitResult.Committed(),
            { Kind: RejectionKind.Conflict } => new CommitResult.Conflict(),
            var rejection => new CommitResult.Refused(rejection),
        };
    }

    /// <summary>What set the burst off, the instances, the facts they read, what they cause, and numbers and answers last.</summary>
    private async Task<Result<bool>> WriteAsync(StaffFlowsDbContext db, BurstCommit commit, CancellationToken ct)
    {
        var parts = CommitPart.StartersFirst(commit);
        if (await SettleCausesAsync(db, parts, ct) is { } settled) return settled;

        foreach (var part in parts)
            if (!await InstanceRows.WriteAsync(db, part, ct))
                return CommitScope.Conflict;
        foreach (var (index, part) in parts.Index())
            if (await Activation.CheckAsync(db, part, parts.Take(index), ct) is { } rejection)
                return rejection;
        if (!await FactsStandAsync(db, parts, ct)) return CommitScope.Conflict;

        db.Commands.AddRange(parts.SelectMany(part => part.Commit.Commands).Select(command => StoredCommand.Of(command, systemTime.Now)));
        return await ApplyEffectsAsync(db, parts, ct) is { } refused ? refused : true;
    }

    /// <summary>The command and the scheduled trigger that a burst carries out, each only once.</summary>
    private static async Task<Rejection?> SettleCausesAsync(StaffFlowsDbContext db, ImmutableArray<CommitPart> parts, CancellationToken ct)
    {
        foreach (var part in parts)
        {
            if (part.Commit.Fulfils is { } commandId && await db.Commands.Where(c => c.Id == commandId).ExecuteDeleteAsync(ct) == 0)
                return new Rejection(RejectionKind.InvalidState, BurstCommit.CommandGone);
            if (part.Commit.Fired is { } fired && !await TriggerRows.MoveOnAsync(db, fired, ct))
                return new Rejection(RejectionKind.InvalidState, BurstCommit.TriggerHasFired);
        }

        return null;
    }

    /// <summary>Holds the facts in one order, so that two bursts about the same persons can't block each other.</summary>
    private static async Task<bool> FactsStandAsync(StaffFlowsDbContext db, ImmutableArray<CommitPart> parts, CancellationToken ct)
    {
        var read = parts.Where(part => !part.Commit.FactsRead.IsDefault).SelectMany(part => part.Commit.FactsRead).Distinct();
        foreach (var (key, version) in read.OrderBy(f => f.Key.ToString(), StringComparer.Ordinal))
            if (await db.HoldFactAsync(key, ct) != version)
                return false;
        return true;
    }

    /// <summary>A starter's effects come after those of what it started.</summary>
    private async Task<Rejection?> ApplyEffectsAsync(StaffFlowsDbContext db, ImmutableArray<CommitPart> parts, CancellationToken ct)
    {
        var scopes = parts.Reverse().Select(part => (part.Commit, Scope: new CommitScope(db, part.Instance, part.Commit.Now))).ToList();
        foreach (var (commit, scope) in scopes)
        {
            foreach (var effect in commit.Effects.Where(e => e is not RequestAnswered))
                if (await appliers.ApplyAsync(effect, scope, ct) is { } rejection)
                    return rejection;
            await UserTaskApplier.CancelLeftOverAsync(scope, ct);
        }

        await AuditChain.AppendAsync(db, parts[0].Commit.Now, scopes.SelectMany(s => s.Scope.Audit), ct);
        await db.SaveChangesAsync(ct);

        foreach (var (opened, pattern) in scopes.SelectMany(s => s.Scope.Opened))
            opened.Number = await CaseNumbers.AllotAsync(db, pattern, parts[0].Commit.Now, ct);
        foreach (var (commit, scope) in scopes)
            foreach (var answered in commit.Effects.OfType<RequestAnswered>())
                if (await appliers.ApplyAsync(answered, scope, ct) is { } rejection)
                    return rejection;
        return null;
    }
}
