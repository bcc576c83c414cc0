using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Publicity;
using StaffFlows.Workflows.Selection;

namespace StaffFlows.Workflows.Persistence;

/// <summary>How the values of one kind of fact are read from the records of cases.</summary>
internal sealed record FactReader(string Kind, Func<StaffFlowsDbContext, List<string>, CancellationToken, Task<Func<string, object>>> ReadAsync)
{
    /// <summary>The node goes by the last one that it read, see <see cref="RememberedFacts"/>; every other kind is read for each burst.</summary>
    public bool IsRemembered { get; init; }

    /// <summary>False for what has no version: a burst goes by it as it was read, and its commit is not refused where it has moved on.</summary>
    public bool IsVersioned { get; init; } = true;

    public static readonly FactReader[] All =
    [
        new(FactKinds.LeaveRecord("").Kind, LeaveRecordsAsync) { IsRemembered = true },
        new(FactKinds.Objections(Guid.Empty).Kind, ObjectionsAsync),
        new(FactKinds.Candidacies("").Kind, CandidaciesAsync),
        new(FactKinds.WindowReservations("").Kind, ReservationsAsync),
        new(FactKinds.PublicisedPersons(Guid.Empty).Kind, PublicisedAsync) { IsVersioned = false },
    ];

    private static async Task<Func<string, object>> LeaveRecordsAsync(StaffFlowsDbContext db, List<string> persons, CancellationToken ct)
    {
        var rows = await db.LeaveEntries.AsNoTracking()
            .Where(e => e.State != Leave.LeaveState.Released)
            .Where(e => persons.Contains(e.PersonId) || (e.StandInAccepted && persons.Contains(e.StandInId!)))
            .OrderBy(e => e.From).ThenBy(e => e.CaseId)
            .ToListAsync(ct);
        var entries = rows.ConvertAll(row => row.ToEntry());
        return person => new Leave.LeaveRecord(person, [.. entries.Where(e => e.PersonId == person)], [.. entries.Where(e => e.StandInId == person)]);
    }

    private static async Task<Func<string, object>> ObjectionsAsync(StaffFlowsDbContext db, List<string> publicities, CancellationToken ct)
    {
        var ids = publicities.ConvertAll(Guid.Parse);
        var rows = await db.Objections.AsNoTracking().Where(o => ids.Contains(o.PublicityId)).OrderBy(o => o.ReceivedAt).ThenBy(o => o.CaseId).ToListAsync(ct);
        var entries = rows.ToLookup(o => o.PublicityId, o => new ObjectionEntry(o.CaseId, o.PersonId, o.State));
        return publicity => new ObjectionRegister([.. entries[Guid.Parse(publicity)]]);
    }

    private static async Task<Func<string, object>> CandidaciesAsync(StaffFlowsDbContext db, List<string> persons, CancellationToken ct)
    {
        var rows = await db.Candidacies.AsNoTracking().Where(c => persons.Contains(c.PersonId)).OrderBy(c => c.RecommendedOn).ThenBy(c => c.Id).ToListAsync(ct);
        var entries = rows.ToLookup(row => row.PersonId, row => row.ToEntry());
        return person => new CandidacyRecord(person, [.. entries[person]]);
    }

    private static async Task<Func<string, object>> ReservationsAsync(StaffFlowsDbContext db, List<string> windows, CancellationToken ct)
    {
        var rows = await db.SelectionPlaces.AsNoTracking().Where(p => windows.Contains(p.WindowId) && p.Places > 0).OrderBy(p => p.Id).ToListAsync(ct);
        var places = rows.ToLookup(row => row.WindowId, row => row.ToEntry());
        return window => new WindowReservations(window, [.. places[window]]);
    }

    /// <summary>Of a person who was made public twice the later notice counts.</summary>
    private static async Task<Func<string, object>> PublicisedAsync(StaffFlowsDbContext db, List<string> selections, CancellationToken ct)
    {
        var ids = selections.ConvertAll(Guid.Parse);
        var rows = await db.Publicities.AsNoTracking().Where(p => p.PublishedAt != null)
            .Join(db.Cases.AsNoTracking().Where(c => ids.Contains(c.ParentCaseId!.Value)), p => p.CaseId, c => c.Id, (publicity, c) => new { publicity.CaseId, publicity.Notice, c.ParentCaseId, c.Number })
            .OrderBy(row => row.CaseId).ToListAsync(ct);
        return selection => new PublicisedPersons(rows.Where(row => row.ParentCaseId == Guid.Parse(selection) && row is { Number: not null, Notice.Length: > 0 })
            .SelectMany(row => Notice.FromJson(row.Notice).Persons, (row, person) => (person.PersonId, In: new PublicisedIn(row.CaseId, row.Number!)))
            .GroupBy(pair => pair.PersonId).ToImmutableDictionary(group => group.Key, group => group.Last().In));
    }
}
