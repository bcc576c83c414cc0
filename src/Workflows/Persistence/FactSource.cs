using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Leave;
using StaffFlows.Workflows.Publicity;
using StaffFlows.Workflows.Selection;

namespace StaffFlows.Workflows.Persistence;

/// <summary>
/// Facts for bursts: office snapshots from the node's memory after a look at their versions, leave records from the ledger.
/// Versions are read before values, so that a value can only be newer than its version says, which the commit notices.
/// </summary>
internal sealed class FactSource(IDbContextFactory<StaffFlowsDbContext> contexts, OfficeSnapshots snapshots, RememberedFacts remembered) : IFactSource
{
    private static readonly string LeaveRecordKind = FactKinds.LeaveRecord("").Kind;
    private static readonly string ObjectionsKind = FactKinds.Objections(Guid.Empty).Kind;
    private static readonly string CandidaciesKind = FactKinds.Candidacies("").Kind;
    private static readonly string ReservationsKind = FactKinds.WindowReservations("").Kind;
    private static readonly string PublicisedKind = FactKinds.PublicisedPersons(Guid.Empty).Kind;
    private static readonly string ProfileKind = FactKinds.Profile("", 0).Kind;
    private static readonly string FormKind = FactKinds.Form("", 0).Kind;
    private static readonly string LatestFormKind = FactKinds.LatestForm("").Kind;

    public async Task<ImmutableArray<Fact>> ReadAsync(ImmutableArray<FactKey> keys, CancellationToken ct)
    {
        var persons = IdsOf(LeaveRecordKind, keys);
        var publicities = IdsOf(ObjectionsKind, keys);
        var candidates = IdsOf(CandidaciesKind, keys);
        var windows = IdsOf(ReservationsKind, keys);
        var publicised = IdsOf(PublicisedKind, keys);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var versions = await db.SnapshotVersions.Select(s => new { s.Kind, Id = (string?)null, s.Version })
            .Concat(db.FactVersions.Where(f => (f.Kind == LeaveRecordKind && persons.Contains(f.Id)) || (f.Kind == ObjectionsKind && publicities.Contains(f.Id))
                || (f.Kind == CandidaciesKind && candidates.Contains(f.Id)) || (f.Kind == ReservationsKind && windows.Contains(f.Id))).Select(f => new { f.Kind, Id = (string?)f.Id, f.Version }))
            .ToListAsync(ct);
        var office = await snapshots.ReadAsync(db, versions.Where(v => v.Id is null).ToDictionary(v => v.Kind, v => v.Version), ct);
        var factVersions = versions.Where(v => v.Id is not null).ToDictionary(v => new FactKey(v.Kind, v.Id!), v => v.Version);
        var entries = persons.Count == 0 ? [] : await ReadLedgerAsync(db, persons, ct);

        var objections = await ReadObjectionsAsync(db, publicities, ct);
        var candidacies = await SelectionFacts.CandidaciesAsync(db, candidates, ct);
        var reservations = await SelectionFacts.ReservationsAsync(db, windows, ct);
        var notices = await SelectionFacts.PublicisedAsync(db, publicised, ct);

        return [.. keys.Select(key => key.Kind == LeaveRecordKind
            ? Remember(new(key, factVersions.GetValueOrDefault(key), RecordOf(key.Id, entries)))
            : key.Kind == ObjectionsKind ? new(key, factVersions.GetValueOrDefault(key), new ObjectionRegister([.. objections[Guid.Parse(key.Id)]]))
            : key.Kind == CandidaciesKind ? new(key, factVersions.GetValueOrDefault(key), new CandidacyRecord(key.Id, [.. candidacies[key.Id]]))
            : key.Kind == ReservationsKind ? new(key, factVersions.GetValueOrDefault(key), new WindowReservations(key.Id, [.. reservations[key.Id]]))
            : key.Kind == PublicisedKind ? new(key, null, notices[Guid.Parse(key.Id)])
            : new Fact(key, null, FindInOffice(key, office) ?? throw new InvalidOperationException($"Nobody provides the fact {key}.")))];
    }

    private static List<string> IdsOf(string kind, ImmutableArray<FactKey> keys) => [.. keys.Where(k => k.Kind == kind).Select(k => k.Id).Distinct()];

    private static async Task<ILookup<Guid, ObjectionEntry>> ReadObjectionsAsync(StaffFlowsDbContext db, List<string> publicities, CancellationToken ct)
    {
        var ids = publicities.ConvertAll(Guid.Parse);
        var rows = ids.Count == 0 ? [] : await db.Objections.AsNoTracking().Where(o => ids.Contains(o.PublicityId)).OrderBy(o => o.ReceivedAt).ThenBy(o => o.CaseId).ToListAsync(ct);
        return rows.ToLookup(o => o.PublicityId, o => new ObjectionEntry(o.CaseId, o.PersonId, o.State));
    }

    private static async Task<List<LeaveEntry>> ReadLedgerAsync(StaffFlowsDbContext db, List<string> persons, CancellationToken ct)
    {
        var rows = await db.LeaveEntries.AsNoTracking()
            .Where(e => e.State != LeaveState.Released)
            .Where(e => persons.Contains(e.PersonId) || (e.StandInAccepted && persons.Contains(e.StandInId!)))
            .OrderBy(e => e.From).ThenBy(e => e.CaseId)
            .ToListAsync(ct);
        return rows.ConvertAll(row => row.ToEntry());
    }

    private Fact Remember(Fact fact)
    {
        remembered.Keep(fact);
        return fact;
    }

    private static LeaveRecord RecordOf(string personId, List<LeaveEntry> entries) => new(
        personId,
        [.. entries.Where(e => e.PersonId == personId)],
        [.. entries.Where(e => e.StandInId == personId)]);

    /// <summary>Null where the office does not know it.</summary>
    internal static object? FindInOffice(FactKey key, OfficeSnapshot office)
    {
        if (key == FactKinds.Organisation) return office.Organisation;
        if (key == FactKinds.Calendar) return office.Calendar;
        if (key.Kind == FormKind) return office.Forms.FirstOrDefault(f => FactKinds.Form(f.Key, f.Version) == key);
        if (key.Kind == LatestFormKind) return office.FindForm(key.Id);
        return key.Kind == ProfileKind ? office.Profiles.FirstOrDefault(p => FactKinds.Profile(p.Key, p.Version) == key) : null;
    }
}
