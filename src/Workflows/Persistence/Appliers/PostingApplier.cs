using System.Text.Json.Nodes;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Persistence.Rows;
using StaffFlows.Workflows.Personnel;
using StaffFlows.Workflows.Selection;

namespace StaffFlows.Workflows.Persistence.Appliers;

/// <summary>上岗: the register of persons changes with the case that says so, and every node sees it with its next read. 两年计时 (TC-7) begins.</summary>
internal sealed class PostingApplier : IEffectApplier<StaffPosted>
{
    /// <summary>What whoever stands at a window is, in the words of the organisation file.</summary>
    private const string WindowStaff = "WindowStaff";
    private const string CandidateRole = "Candidate";

    public async Task<Rejection?> ApplyAsync(StaffPosted effect, CommitScope scope, CancellationToken ct)
    {
        var db = ((ContextRows)scope.Rows).Db;
        var person = await db.People.FindAsync([effect.PersonId], ct) ?? throw new InvalidOperationException($"There is no person {effect.PersonId}.");
        db.Entry(person).CurrentValues.SetValues(person with
        {
            Status = PersonStatus.OnPost,
            WindowId = effect.WindowId,
            Post = effect.Post,
            OnPostDate = effect.OnPostDate,
            PartnerId = effect.PartnerId ?? person.PartnerId,
            Roles = [.. person.Roles.Where(role => role != CandidateRole), .. person.Roles.Contains(WindowStaff) ? [] : new[] { WindowStaff }],
        });
        await db.BumpSnapshotAsync(SnapshotKinds.Organisation, ct);

        var places = (await scope.Rows.ListAsync(Belongings.PlacesOfCase, effect.CaseId, ct)).FirstOrDefault(p => p.PostNo == effect.PostNo);
        if (places is { Places: > 0 })
        {
            places.Places--;
            await scope.Rows.BumpFactAsync(FactKinds.WindowReservations(places.WindowId), ct);
        }

        var candidacy = (await scope.Rows.ListAsync(Belongings.CandidaciesOfCase, effect.CaseId, ct)).First(c => c.PersonId == effect.PersonId);
        (candidacy.State, candidacy.OnPostDate, candidacy.UpdatedAt) = (CandidacyState.OnPost, effect.OnPostDate, scope.Now);
        await scope.Rows.BumpFactAsync(FactKinds.Candidacies(effect.PersonId), ct);
        scope.Audit.Add(new("organisation", "organisation.staff-posted", null, new JsonObject { ["person"] = effect.PersonId, ["window"] = effect.WindowId, ["onPost"] = $"{effect.OnPostDate:yyyy-MM-dd}" }));
        return null;
    }
}
