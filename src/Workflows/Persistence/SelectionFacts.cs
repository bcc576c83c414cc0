using Microsoft.EntityFrameworkCore;
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
}
