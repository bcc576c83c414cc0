using System.Text.Json.Nodes;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Leave;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Workflows.Persistence.Appliers;

/// <summary>
/// Writes the leave ledger. Every change bumps the facts of the person and of the stand-in first, which also makes bursts
/// about the same person wait for each other: the check for overlaps sees all that is committed.
/// </summary>
internal sealed class LeaveApplier :
    IEffectApplier<LeaveReserved>, IEffectApplier<StandInAccepted>, IEffectApplier<LeaveApproved>, IEffectApplier<LeaveReleased>
{
    private static readonly Rejection Overlap = new(RejectionKind.Invalid, "leave-overlap");

    public async Task<Rejection?> ApplyAsync(LeaveReserved effect, CommitScope scope, CancellationToken ct)
    {
        var entry = effect.Entry;
        var stored = await scope.Rows.FindAsync<StoredLeaveEntry>(entry.CaseId, ct);
        await BumpAsync(scope, [entry.PersonId, entry.StandInId, stored?.PersonId, stored?.StandInId], ct);
        if (await scope.Rows.ExpectNoLeaveAsync(entry, Overlap, ct) is { } overlap) return overlap;

        if (stored is null) scope.Rows.Add(stored = new StoredLeaveEntry { CaseId = entry.CaseId, PersonId = entry.PersonId });
        stored.StandInAccepted &= stored.StandInId == entry.StandInId && stored.Range == entry.Range;
        (stored.PersonId, stored.StandInId) = (entry.PersonId, entry.StandInId);
        (stored.Type, stored.Days, stored.State) = (entry.Type, entry.Days, LeaveState.Reserved);
        (stored.From, stored.FromHalf, stored.To, stored.ToHalf) = entry.Range;
        scope.AuditCase(entry.CaseId, "leave.reserved", null, new JsonObject
        {
            ["person"] = entry.PersonId,
            ["entryDigest"] = CanonicalJson.Digest($"{entry.Type} {entry.Range} {entry.Days:0.00}"),
            ["standIn"] = entry.StandInId,
        });
        return null;
    }

    public async Task<Rejection?> ApplyAsync(StandInAccepted effect, CommitScope scope, CancellationToken ct)
    {
        var entry = await GetEntryAsync(effect.CaseId, scope, ct);
        if (entry.State is LeaveState.Released) return new Rejection(RejectionKind.InvalidState, "leave-not-reserved");

        await BumpAsync(scope, [entry.PersonId, entry.StandInId, effect.StandInId], ct);
        (entry.StandInId, entry.StandInAccepted) = (effect.StandInId, true);
        scope.AuditCase(effect.CaseId, "leave.stand-in-accepted", effect.StandInId, new JsonObject { ["standIn"] = effect.StandInId });
        return null;
    }

    public async Task<Rejection?> ApplyAsync(LeaveApproved effect, CommitScope scope, CancellationToken ct)
    {
        var entry = await GetEntryAsync(effect.CaseId, scope, ct);
        if (entry.State is LeaveState.Approved) return null;
        if (entry.State is LeaveState.Released) return new Rejection(RejectionKind.InvalidState, "leave-not-reserved");

        await MoveAsync(entry, LeaveState.Approved, scope, ct);
        return null;
    }

    public async Task<Rejection?> ApplyAsync(LeaveReleased effect, CommitScope scope, CancellationToken ct)
    {
        await ReleaseAsync(effect.CaseId, scope, ct);
        return null;
    }

    /// <summary>Gives back what the case holds; nothing where it holds nothing.</summary>
    public static async Task ReleaseAsync(Guid caseId, CommitScope scope, CancellationToken ct)
    {
        if (await scope.Rows.FindAsync<StoredLeaveEntry>(caseId, ct) is { State: not LeaveState.Released } entry)
            await MoveAsync(entry, LeaveState.Released, scope, ct);
    }

    private static async Task MoveAsync(StoredLeaveEntry entry, LeaveState state, CommitScope scope, CancellationToken ct)
    {
        await BumpAsync(scope, [entry.PersonId, entry.StandInId], ct);
        entry.State = state;
        scope.AuditCase(entry.CaseId, state is LeaveState.Approved ? "leave.approved" : "leave.released", null, new JsonObject
        {
            ["person"] = entry.PersonId,
        });
    }

    private static async Task BumpAsync(CommitScope scope, IEnumerable<string?> personIds, CancellationToken ct)
    {
        foreach (var personId in personIds.OfType<string>().Distinct().Order(StringComparer.Ordinal))
            await scope.Rows.BumpFactAsync(FactKinds.LeaveRecord(personId), ct);
    }

    private static async Task<StoredLeaveEntry> GetEntryAsync(Guid caseId, CommitScope scope, CancellationToken ct) =>
        await scope.Rows.FindAsync<StoredLeaveEntry>(caseId, ct)
        ?? throw new InvalidOperationException($"Case {caseId:N} has no entry in the leave ledger.");
}
