using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Personnel;
using StaffFlows.Workflows.Persistence.Mappings;

namespace StaffFlows.Workflows.Persistence;

/// <summary>What an import did to the people.</summary>
public sealed record OrganisationChange(int Added, int Changed, int Departed);

/// <summary>Takes organisation files over. All or nothing.</summary>
public sealed class OrganisationStore(IWriteQueue queue, TimeProvider clock)
{
    /// <summary>
    /// The organisation becomes that of the file. People who are not in it any more are set departed and keep their past;
    /// units, windows and roles that it leaves out go, except units that somebody departed belonged to.
    /// </summary>
    public Task<Result<OrganisationChange>> ReplaceAsync(OrganisationImport import, string? actorId, CancellationToken ct) =>
        queue.WriteAsync<OrganisationChange>((db, inner) => ReplaceAsync(db, import, actorId, inner), ct);

    private async Task<Result<OrganisationChange>> ReplaceAsync(
        StaffFlowsDbContext db, OrganisationImport import, string? actorId, CancellationToken ct)
    {
        var stored = await db.People.ToDictionaryAsync(p => p.Id, ct);
        var present = import.People.Select(p => p.Id).ToHashSet();
        var departed = stored.Values.Where(p => !present.Contains(p.Id)).ToList();
        if (departed.Select(p => p.StaffNo).Intersect(import.People.Select(p => p.StaffNo)).FirstOrDefault() is { } taken)
            return new Rejection(RejectionKind.Invalid, "staff-number-taken", taken);

        var userNames = import.People.Select(p => p.UserName).OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
        var left = departed.Where(p => p.Status is not PersonStatus.Departed).Select(p => p.Id).ToList();
        foreach (var person in departed)
            db.Entry(person).CurrentValues.SetValues(person with
            {
                Status = PersonStatus.Departed,
                WindowId = null,
                UserName = person.UserName is { } name && userNames.Contains(name) ? null : person.UserName,
            });
        foreach (var person in import.People) Put(db, stored, person);

        var kept = departed.SelectMany(p => new[] { p.HomeUnitId, p.LaborAgencyId }).ToHashSet();
        await ReplaceAsync(db, import.Units, u => u.Id, u => kept.Contains(u.Id), ct);
        await ReplaceAsync(db, import.Windows, w => w.Id, _ => false, ct);
        await ReplaceAsync(db, import.Roles, r => r.Code, _ => false, ct);
        return await RecordAsync(db, left, actorId, ct);
    }

    private async Task<OrganisationChange> RecordAsync(StaffFlowsDbContext db, List<string> departed, string? actorId, CancellationToken ct)
    {
        db.ChangeTracker.DetectChanges();
        var added = Ids(db, EntityState.Added);
        var changed = Ids(db, EntityState.Modified).Except(departed).ToList();
        if (!db.ChangeTracker.HasChanges()) return new(0, 0, 0);

        await db.BumpSnapshotAsync(SnapshotKinds.Organisation, ct);
        await AuditChain.AppendAsync(
            db,
            clock.GetUtcNow(),
            [new("organisation", "organisation.imported", actorId, new JsonObject
            {
                ["added"] = Json(added),
                ["changed"] = Json(changed),
                ["departed"] = Json(departed),
            })],
            ct);
        return new(added.Count, changed.Count, departed.Count);
    }

    private static void Put(StaffFlowsDbContext db, Dictionary<string, Person> stored, Person person)
    {
        var plain = person with { IdNumber = null };
        if (stored.TryGetValue(person.Id, out var known)) db.Entry(known).CurrentValues.SetValues(plain);
        else db.People.Add(known = plain);

        var idNumber = db.Entry(known).Property<string?>(OrganisationMappings.IdNumber);
        if (person.IdNumber is not null && idNumber.CurrentValue != person.IdNumber) idNumber.CurrentValue = person.IdNumber;
    }

    private static async Task ReplaceAsync<T>(
        StaffFlowsDbContext db, IEnumerable<T> incoming, Func<T, string> key, Func<T, bool> isKept, CancellationToken ct)
        where T : class
    {
        var stored = await db.Set<T>().ToDictionaryAsync(key, ct);
        foreach (var item in incoming)
        {
            if (stored.Remove(key(item), out var known)) db.Entry(known).CurrentValues.SetValues(item);
            else db.Add(item);
        }

        db.RemoveRange(stored.Values.Where(item => !isKept(item)));
    }

    private static List<string> Ids(StaffFlowsDbContext db, EntityState state) =>
        [.. db.ChangeTracker.Entries<Person>().Where(e => e.State == state).Select(e => e.Entity.Id).Order(StringComparer.Ordinal)];

    private static JsonArray Json(IEnumerable<string> ids) => [.. ids.Select(id => (JsonNode)id)];
}
