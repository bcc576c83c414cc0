using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Cases;

namespace StaffFlows.Workflows.Persistence;

/// <summary>
/// Facts for bursts: office snapshots from the node's memory after a look at their versions, the others by their <see cref="FactReader"/>.
/// Versions are read before values, so that a value can only be newer than its version says, which the commit notices.
/// </summary>
internal sealed class FactSource(IDbContextFactory<StaffFlowsDbContext> contexts, OfficeSnapshots snapshots, RememberedFacts remembered) : IFactSource
{
    private static readonly string ProfileKind = FactKinds.Profile("", 0).Kind;
    private static readonly string FormKind = FactKinds.Form("", 0).Kind;
    private static readonly string LatestFormKind = FactKinds.LatestForm("").Kind;

    public async Task<ImmutableArray<Fact>> ReadAsync(ImmutableArray<FactKey> keys, CancellationToken ct)
    {
        var asked = FactReader.All.Select(reader => (Reader: reader, Ids: keys.Where(k => k.Kind == reader.Kind).Select(k => k.Id).Distinct().ToList())).Where(a => a.Ids.Count > 0).ToList();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var (kinds, ids) = (asked.ConvertAll(a => a.Reader.Kind), asked.SelectMany(a => a.Ids).ToList());
        var versions = await db.SnapshotVersions.Select(s => new { s.Kind, Id = (string?)null, s.Version })
            .Concat(db.FactVersions.Where(f => kinds.Contains(f.Kind) && ids.Contains(f.Id)).Select(f => new { f.Kind, Id = (string?)f.Id, f.Version }))
            .ToListAsync(ct);
        var office = await snapshots.ReadAsync(db, versions.Where(v => v.Id is null).ToDictionary(v => v.Kind, v => v.Version), ct);
        var factVersions = versions.Where(v => v.Id is not null).ToDictionary(v => new FactKey(v.Kind, v.Id!), v => v.Version);

        var facts = new Dictionary<FactKey, Fact>();
        foreach (var (reader, wanted) in asked)
        {
            var valueOf = await reader.ReadAsync(db, wanted, ct);
            foreach (var key in wanted.Select(id => new FactKey(reader.Kind, id)))
            {
                facts[key] = new(key, factVersions.GetValueOrDefault(key), valueOf(key.Id));
                if (reader.IsRemembered) remembered.Keep(facts[key]);
            }
        }

        return [.. keys.Select(key => facts.GetValueOrDefault(key)
            ?? new Fact(key, null, FindInOffice(key, office) ?? throw new InvalidOperationException($"Nobody provides the fact {key}.")))];
    }

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
