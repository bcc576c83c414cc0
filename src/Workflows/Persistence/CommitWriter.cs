using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Persistence.Appliers;
using StaffFlows.Workflows.Persistence.Model;
using StaffFlows.Workflows.Persistence.Rows;
using StaffFlows.Workflows.Selection;

namespace StaffFlows.Workflows.Persistence;

/// <summary>What a commit writes and in which order; the same for every way of writing rows.</summary>
internal sealed class CommitWriter(EffectAppliers appliers, SystemTime systemTime)
{
    private readonly CaseApplier cases = new();

    /// <summary>
    /// Whether it can be written without looking while it is being written. Starts that may be the only ones look for rivals, whoever
    /// carries out a command or a trigger must learn whether he is the first, and the register of persons is EF's alone to write.
    /// </summary>
    public static bool CanBeBatched(CommitPart part) =>
        part is { Commit: { Fulfils: null, Fired: null, Effects: var effects } } && !Activation.LooksForRivals(part)
        && !effects.Any(effect => effect is StaffPosted) && effects.OfType<CaseOpened>().ToList() is var opened && opened.Count <= 1 && opened.TrueForAll(o => CounterMark.Find(o.NumberPattern) is not null);

    /// <summary>What set the burst off, the instances, the facts they read, what they cause, and numbers and answers last.</summary>
    public async Task<Rejection?> WriteAsync(IRows rows, ImmutableArray<CommitPart> parts, CancellationToken ct)
    {
        if (await SettleCausesAsync(rows, parts, ct) is { } settled) return settled;

        foreach (var part in parts)
            if (!await InstanceRows.WriteAsync(rows, part, ct))
                return CommitScope.Conflict;
        foreach (var (index, part) in parts.Index())
            if (await Activation.CheckAsync(rows, part, parts.Take(index), ct) is { } rejection)
                return rejection;
        if (!await FactsStandAsync(rows, parts, ct)) return CommitScope.Conflict;

        foreach (var command in parts.SelectMany(part => part.Commit.Commands)) rows.Add(StoredCommand.Of(command, systemTime.Now));
        return await ApplyEffectsAsync(rows, parts, ct);
    }

    /// <summary>The command and the scheduled trigger that a burst carries out, each only once.</summary>
    private static async Task<Rejection?> SettleCausesAsync(IRows rows, ImmutableArray<CommitPart> parts, CancellationToken ct)
    {
        foreach (var part in parts)
        {
            if (part.Commit.Fulfils is { } commandId && await ((ContextRows)rows).Db.Commands.Where(c => c.Id == commandId).ExecuteDeleteAsync(ct) == 0)
                return new Rejection(RejectionKind.InvalidState, BurstCommit.CommandGone);
            if (part.Commit.Fired is { } fired && !await TriggerRows.MoveOnAsync(((ContextRows)rows).Db, fired, ct))
                return new Rejection(RejectionKind.InvalidState, BurstCommit.TriggerHasFired);
        }

        return null;
    }

    /// <summary>Holds the facts in one order, so that two bursts about the same persons can't block each other.</summary>
    private static async Task<bool> FactsStandAsync(IRows rows, ImmutableArray<CommitPart> parts, CancellationToken ct)
    {
        var read = parts.Where(part => !part.Commit.FactsRead.IsDefault).SelectMany(part => part.Commit.FactsRead).Distinct();
        foreach (var (key, version) in read.OrderBy(f => f.Key.ToString(), StringComparer.Ordinal))
            if (!await rows.HoldFactAsync(key, version, ct))
                return false;
        return true;
    }

    /// <summary>A starter's effects come after those of what it started.</summary>
    private async Task<Rejection?> ApplyEffectsAsync(IRows rows, ImmutableArray<CommitPart> parts, CancellationToken ct)
    {
        var scopes = parts.Reverse().Select(part => (part.Commit, Scope: new CommitScope(rows, part.Instance, part.Commit.Now))).ToList();
        foreach (var (commit, scope) in scopes)
        {
            foreach (var effect in commit.Effects)
                if (effect is not RequestAnswered && await appliers.ApplyAsync(effect, scope, ct) is { } rejection)
                    return rejection;
            foreach (var effect in await CaseEnding.FindAsync(scope, ct))
                if (await appliers.ApplyAsync(effect, scope, ct) is { } rejection)
                    return rejection;
            await cases.CloseWithInstanceAsync(scope, ct);
            foreach (var message in scope.ToTell)
                if (await appliers.ApplyAsync(message, scope, ct) is { } rejection)
                    return rejection;
            await UserTaskApplier.CancelLeftOverAsync(scope, ct);
        }

        await AuditChain.AppendAsync(rows, parts[0].Commit.Now, scopes.SelectMany(s => s.Scope.Audit), ct);
        foreach (var (@case, pattern) in scopes.SelectMany(s => s.Scope.Opened)) await rows.NumberAsync(@case, pattern, parts[0].Commit.Now, ct);
        foreach (var (commit, scope) in scopes)
            foreach (var answered in commit.Effects.OfType<RequestAnswered>())
                if (await appliers.ApplyAsync(answered, scope, ct) is { } rejection)
                    return rejection;
        return null;
    }
}
