using System.Text.Json.Nodes;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Persistence.Model;
using StaffFlows.Workflows.Persistence.Rows;
using StaffFlows.Workflows.Selection;

namespace StaffFlows.Workflows.Persistence.Appliers;

/// <summary>
/// Writes candidacies and reserved places. Each change moves the facts of the persons and windows concerned on, so that of two selections
/// that want the last place or the same person one is run again and sees the other (SEL-09, EC-34).
/// </summary>
internal sealed class SelectionApplier : IEffectApplier<CandidatesRecommended>, IEffectApplier<CandidacyMoved>, IEffectApplier<PlacesReleased>
{
    public async Task<Rejection?> ApplyAsync(CandidatesRecommended effect, CommitScope scope, CancellationToken ct)
    {
        var places = await scope.Rows.ListAsync(Belongings.PlacesOfCase, effect.CaseId, ct);
        var candidates = await scope.Rows.ListAsync(Belongings.CandidaciesOfCase, effect.CaseId, ct);
        await BumpAsync(scope, places.Select(p => p.WindowId).Concat(effect.Places.Select(p => p.WindowId)), FactKinds.WindowReservations, ct);
        await BumpAsync(scope, candidates.Select(c => c.PersonId).Concat(effect.Candidates.Select(c => c.PersonId)), FactKinds.Candidacies, ct);

        foreach (var gone in places.Where(p => effect.Places.All(asked => asked.PostNo != p.PostNo))) gone.Places = 0;
        foreach (var asked in effect.Places) Put(places.FirstOrDefault(p => p.PostNo == asked.PostNo), asked, scope);

        foreach (var gone in candidates.Where(c => Candidacy.IsOpen(c.State) && effect.Candidates.All(asked => asked.PersonId != c.PersonId)))
            (gone.State, gone.UpdatedAt) = (CandidacyState.Withdrawn, scope.Now);
        foreach (var asked in effect.Candidates) Put(candidates.FirstOrDefault(c => c.PersonId == asked.PersonId), asked, scope);

        scope.AuditCase(effect.CaseId, "selection.recommended", null, new JsonObject
        {
            ["persons"] = new JsonArray([.. effect.Candidates.Select(c => (JsonNode)c.PersonId)]),
            ["places"] = new JsonArray([.. effect.Places.Select(p => (JsonNode)$"{p.WindowId} {p.Places}")]),
        });
        return null;
    }

    public async Task<Rejection?> ApplyAsync(CandidacyMoved effect, CommitScope scope, CancellationToken ct)
    {
        var row = (await scope.Rows.ListAsync(Belongings.CandidaciesOfCase, effect.CaseId, ct)).FirstOrDefault(c => c.PersonId == effect.PersonId)
            ?? throw new InvalidOperationException($"{effect.PersonId} is no candidate of case {effect.CaseId:N}.");
        await scope.Rows.BumpFactAsync(FactKinds.Candidacies(effect.PersonId), ct);
        (row.State, row.UpdatedAt) = (effect.State, scope.Now);
        (row.Score, row.Rank, row.ReserveUntil) = (effect.Score ?? row.Score, effect.Rank ?? row.Rank, effect.ReserveUntil ?? row.ReserveUntil);
        (row.FilingNumber, row.FiledOn) = (effect.FilingNumber ?? row.FilingNumber, effect.FiledOn ?? row.FiledOn);
        scope.AuditCase(effect.CaseId, "selection.candidate-moved", null, new JsonObject { ["person"] = effect.PersonId, ["state"] = effect.State.ToString() });
        return null;
    }

    public async Task<Rejection?> ApplyAsync(PlacesReleased effect, CommitScope scope, CancellationToken ct)
    {
        var places = (await scope.Rows.ListAsync(Belongings.PlacesOfCase, effect.CaseId, ct)).Where(p => p.Places > 0).ToList();
        await BumpAsync(scope, places.Select(p => p.WindowId), FactKinds.WindowReservations, ct);
        foreach (var place in places) place.Places = 0;
        return null;
    }

    /// <summary>A selection that comes to nothing, also because its person is transferred meanwhile (EC-33), gives back its places and its candidates; whoever was posted stays.</summary>
    public static async Task EndAsync(Guid caseId, CommitScope scope, CancellationToken ct)
    {
        await new SelectionApplier().ApplyAsync(new PlacesReleased(caseId), scope, ct);
        var open = (await scope.Rows.ListAsync(Belongings.CandidaciesOfCase, caseId, ct)).Where(c => Candidacy.IsOpen(c.State) || c.State is CandidacyState.Reserve).ToList();
        await BumpAsync(scope, open.Select(c => c.PersonId), FactKinds.Candidacies, ct);
        foreach (var candidate in open) (candidate.State, candidate.UpdatedAt) = (CandidacyState.Ended, scope.Now);
    }

    private static void Put(StoredPlaces? stored, ReservedPlaces asked, CommitScope scope)
    {
        if (stored is null)
            scope.Rows.Add(new StoredPlaces
            {
                Id = Guid.CreateVersion7(scope.Now), CaseId = asked.CaseId, PostNo = asked.PostNo, WindowId = asked.WindowId, Title = asked.Title, Places = asked.Places, ReplacesId = asked.ReplacesId,
            });
        else (stored.WindowId, stored.Title, stored.Places, stored.ReplacesId) = (asked.WindowId, asked.Title, asked.Places, asked.ReplacesId);
    }

    private static void Put(StoredCandidacy? stored, Candidacy asked, CommitScope scope)
    {
        if (stored is null)
            scope.Rows.Add(new StoredCandidacy
            {
                Id = Guid.CreateVersion7(scope.Now), CaseId = asked.CaseId, PersonId = asked.PersonId, PostNo = asked.PostNo, WindowId = asked.WindowId, Title = asked.Title,
                State = asked.State, RecommendedOn = OfficeHours.Default.LocalDateOf(scope.Now), UpdatedAt = scope.Now,
            });
        else (stored.PostNo, stored.WindowId, stored.Title, stored.State, stored.UpdatedAt) = (asked.PostNo, asked.WindowId, asked.Title, asked.State, scope.Now);
    }

    private static async Task BumpAsync(CommitScope scope, IEnumerable<string> ids, Func<string, FactKey> fact, CancellationToken ct)
    {
        foreach (var id in ids.Distinct().Order(StringComparer.Ordinal)) await scope.Rows.BumpFactAsync(fact(id), ct);
    }
}
