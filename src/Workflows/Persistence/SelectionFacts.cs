using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Workflows.Publicity;
using StaffFlows.Workflows.Selection;

namespace StaffFlows.Workflows.Persistence;

/// <summary>The facts that selections go by: who is a candidate where, and which places are reserved.</summary>
internal static class SelectionFacts
{
    public static async Task<ILookup<string, Candidacy>> CandidaciesAsync(StaffFlowsDbContext db, List<string> persons, CancellationToken ct)
    {
        var rows = persons.Count == 0 ? [] : await db.Candidacies.AsNoTracking().Where(c => persons.Contains(c.PersonId)).OrderBy(c => c.RecommendedOn).ThenBy(c => c.Id).ToListAsync(ct);
        return rows.ToLookup(row => row.PersonId, row => row.ToEntry());
    }

    public static async Task<ILookup<string, ReservedPlaces>> ReservationsAsync(StaffFlowsDbContext db, List<string> windows, CancellationToken ct)
    {
        var rows = windows.Count == 0 ? [] : await db.SelectionPlaces.AsNoTracking().Where(p => windows.Contains(p.WindowId) && p.Places > 0).OrderBy(p => p.Id).ToListAsync(ct);
        return rows.ToLookup(row => row.WindowId, row => row.ToEntry());
    }

    /// <summary>By selection. Of a person who was made public twice the later notice counts.</summary>
    public static async Task<Dictionary<Guid, PublicisedPersons>> PublicisedAsync(StaffFlowsDbContext db, List<string> selections, CancellationToken ct)
    {
        var ids = selections.ConvertAll(Guid.Parse);
        var rows = ids.Count == 0
            ? []
            : await db.Publicities.AsNoTracking().Where(p => p.PublishedAt != null)
                .Join(db.Cases.AsNoTracking().Where(c => ids.Contains(c.ParentCaseId!.Value)), p => p.CaseId, c => c.Id, (publicity, c) => new { publicity.CaseId, publicity.Notice, c.ParentCaseId, c.Number })
                .OrderBy(row => row.CaseId).ToListAsync(ct);
        return ids.ToDictionary(id => id, id => new PublicisedPersons(rows.Where(row => row.ParentCaseId == id && row is { Number: not null, Notice.Length: > 0 })
            .SelectMany(row => Notice.FromJson(row.Notice).Persons, (row, person) => (person.PersonId, Number: row.Number!))
            .GroupBy(pair => pair.PersonId).ToImmutableDictionary(group => group.Key, group => group.Last().Number)));
    }
}
