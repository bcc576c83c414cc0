using System.Text.Json.Nodes;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Persistence.Model;
using StaffFlows.Workflows.Persistence.Rows;
using StaffFlows.Workflows.Publicity;

namespace StaffFlows.Workflows.Persistence.Appliers;

/// <summary>Writes what happens to a publicity; the public page reads nothing else.</summary>
internal sealed class PublicityApplier :
    IEffectApplier<NoticeDrafted>, IEffectApplier<NoticePosted>, IEffectApplier<PublicityStarted>, IEffectApplier<PublicityLengthened>,
    IEffectApplier<PublicitySuspended>, IEffectApplier<PublicisedPersonWithdrew>, IEffectApplier<PublicityExpired>, IEffectApplier<PublicityConcluded>
{
    public async Task<Rejection?> ApplyAsync(NoticeDrafted effect, CommitScope scope, CancellationToken ct)
    {
        var stored = await scope.Rows.FindAsync<StoredPublicity>(effect.CaseId, ct);
        if (stored is null) scope.Rows.Add(stored = new() { CaseId = effect.CaseId, Notice = "", Digest = "" });
        else if (await MoveAsync(stored, PublicityState.Draft, scope, ct) is { } refused) return refused;

        (stored.Notice, stored.Digest) = (effect.Notice.ToJson(), effect.Notice.Digest());
        (stored.WorkingDays, stored.CountsPostingDay) = (effect.WorkingDays, effect.CountsPostingDay);
        Audit(scope, effect.CaseId, "publicity.drafted", new() { ["digest"] = stored.Digest });
        return null;
    }

    public async Task<Rejection?> ApplyAsync(NoticePosted effect, CommitScope scope, CancellationToken ct)
    {
        var stored = await GetAsync(effect.CaseId, scope, ct);
        if (await MoveAsync(stored, PublicityState.Posted, scope, ct) is { } refused) return refused;

        stored.Round = effect.Round;
        stored.PublishedAt ??= scope.Now;
        scope.Rows.Add(new StoredPosting
        {
            CaseId = effect.CaseId, Round = effect.Round, Venue = effect.Venue, PostedAt = effect.PostedAt, ConfirmedAt = scope.Now,
            ConfirmedById = effect.ById, Proof = [.. effect.Proof],
        });
        Audit(scope, effect.CaseId, "publicity.posted", new()
        {
            ["round"] = effect.Round, ["venue"] = effect.Venue.ToString(), ["postedAt"] = effect.PostedAt.UtcDateTime.ToString("O"),
            ["digest"] = stored.Digest, ["proof"] = new JsonArray([.. effect.Proof.Select(p => (JsonNode)p)]),
        }, effect.ById);
        return null;
    }

    public async Task<Rejection?> ApplyAsync(PublicityStarted effect, CommitScope scope, CancellationToken ct)
    {
        var stored = await GetAsync(effect.CaseId, scope, ct);
        if (stored.Remarks.Any(r => r.TextKey is PublicityRemark.Interrupted or PublicityRemark.Correcting))
            Remark(stored, scope, "remark.resumed", IsoDay.Text(effect.Period.PostedOn), IsoDay.Text(effect.Period.LastDay));
        return await MoveAsync(stored, PublicityState.Running, scope, ct) ?? Set(stored, effect.Period, "publicity.started", scope);
    }

    public async Task<Rejection?> ApplyAsync(PublicityLengthened effect, CommitScope scope, CancellationToken ct)
    {
        var stored = await GetAsync(effect.CaseId, scope, ct);
        if (stored.LastDay is { } before && before < effect.Period.LastDay) Remark(stored, scope, "remark.lengthened", IsoDay.Text(before), IsoDay.Text(effect.Period.LastDay));
        return await MoveAsync(stored, PublicityState.Running, scope, ct) ?? Set(stored, effect.Period, "publicity.lengthened", scope);
    }

    public async Task<Rejection?> ApplyAsync(PublicitySuspended effect, CommitScope scope, CancellationToken ct)
    {
        var stored = await GetAsync(effect.CaseId, scope, ct);
        stored.DaysToRun = effect.DaysToRun;
        Remark(stored, scope, effect.IsCorrection ? PublicityRemark.Correcting : PublicityRemark.Interrupted, IsoDay.Text(effect.On));
        Audit(scope, effect.CaseId, "publicity.suspended", new() { ["on"] = IsoDay.Text(effect.On), ["isCorrection"] = effect.IsCorrection });
        return await MoveAsync(stored, PublicityState.Suspended, scope, ct);
    }

    public async Task<Rejection?> ApplyAsync(PublicisedPersonWithdrew effect, CommitScope scope, CancellationToken ct)
    {
        Remark(await GetAsync(effect.CaseId, scope, ct), scope, PublicityRemark.Withdrawn, effect.Name);
        return null;
    }

    public async Task<Rejection?> ApplyAsync(PublicityExpired effect, CommitScope scope, CancellationToken ct)
    {
        var stored = await GetAsync(effect.CaseId, scope, ct);
        End(stored, scope);
        stored.Result = effect.Interim.ToJson();
        Audit(scope, effect.CaseId, "publicity.expired", Details(effect.Interim));
        return await MoveAsync(stored, PublicityState.Expired, scope, ct);
    }

    public async Task<Rejection?> ApplyAsync(PublicityConcluded effect, CommitScope scope, CancellationToken ct)
    {
        var stored = await GetAsync(effect.CaseId, scope, ct);
        End(stored, scope);
        (stored.Result, stored.KeepUntil) = (effect.Result.ToJson(), effect.KeepUntil);
        Audit(scope, effect.CaseId, "publicity.concluded", Details(effect.Result));
        return await MoveAsync(stored, PublicityState.Concluded, scope, ct);
    }

    /// <summary>The case has come to nothing: the page says so as long as an ended notice stays.</summary>
    public static async Task CancelAsync(Guid caseId, CommitScope scope, CancellationToken ct)
    {
        if (await scope.Rows.FindAsync<StoredPublicity>(caseId, ct) is not { } stored || PublicityLifecycle.IsOver(stored.State)) return;

        stored.EndedAt = scope.Now;
        stored.KeepUntil = OfficeHours.Default.LocalDateOf(scope.Now).AddDays(CancelledKeepDays);
        Remark(stored, scope, "remark.cancelled");
        if (stored.PublishedAt is not null) await TellCancelledAsync(stored, scope, ct);
        Audit(scope, caseId, "publicity.cancelled", []);
        await MoveAsync(stored, PublicityState.Cancelled, scope, ct);
    }

    /// <summary>For how long the page tells that a publicity was stopped.</summary>
    private const int CancelledKeepDays = 7;

    /// <summary>Whoever has posted it takes it down, and whoever was on it knows that he is on it no more.</summary>
    private static async Task TellCancelledAsync(StoredPublicity stored, CommitScope scope, CancellationToken ct)
    {
        var title = (await scope.GetCaseAsync(stored.CaseId, ct)).Title;
        var posters = (await scope.Rows.ListAsync(Belongings.PostingsOfCase, stored.CaseId, ct)).Select(p => p.ConfirmedById).Distinct().Order(StringComparer.Ordinal);
        scope.ToTell.Add(new([.. posters], "publicity.take-down", [title], stored.CaseId, null));
        scope.ToTell.Add(new([.. Notice.FromJson(stored.Notice).Persons.Select(p => p.PersonId).Distinct()], "publicity.cancelled", [title], null, null));
    }

    private static Rejection? Set(StoredPublicity stored, PublicityPeriod period, string action, CommitScope scope)
    {
        (stored.PostedOn, stored.FirstDay, stored.LastDay) = (period.PostedOn, period.FirstDay, period.LastDay);
        (stored.DaysToRun, stored.IsProvisional, stored.CalendarVersion) = (period.Days, period.IsProvisional, period.CalendarVersion);
        Audit(scope, stored.CaseId, action, new()
        {
            ["postedOn"] = IsoDay.Text(period.PostedOn), ["firstDay"] = IsoDay.Text(period.FirstDay), ["lastDay"] = IsoDay.Text(period.LastDay),
            ["isProvisional"] = period.IsProvisional, ["calendar"] = period.CalendarVersion,
        });
        return null;
    }

    /// <summary>Bumped with every move, so that whoever goes by a state that is past is told.</summary>
    private static async Task<Rejection?> MoveAsync(StoredPublicity stored, PublicityState state, CommitScope scope, CancellationToken ct)
    {
        if (!PublicityLifecycle.CanMove(stored.State, state)) return new Rejection(RejectionKind.InvalidState, "publicity-not-in-this-state");

        stored.State = state;
        stored.Version++;
        await scope.Rows.BumpFactAsync(FactKinds.Objections(stored.CaseId), ct);
        return null;
    }

    /// <summary>What has ended ended on that day, whatever holidays are published later.</summary>
    private static void End(StoredPublicity stored, CommitScope scope)
    {
        stored.EndedAt ??= scope.Now;
        stored.IsProvisional = false;
    }

    private static void Remark(StoredPublicity stored, CommitScope scope, string textKey, params string[] arguments) =>
        stored.Remarks = stored.Remarks.Add(new(scope.Now, textKey, [.. arguments]));

    private static JsonObject Details(PublicityResult result) => new()
    {
        ["objections"] = result.Objections, ["upheld"] = result.Upheld,
        ["passed"] = Json(result.Passed), ["held"] = Json(result.Held), ["disqualified"] = Json(result.Disqualified),
    };

    private static JsonArray Json(IEnumerable<string> ids) => [.. ids.Select(id => (JsonNode)id)];

    private static void Audit(CommitScope scope, Guid caseId, string action, JsonObject details, string? actorId = null) =>
        scope.AuditCase(caseId, action, actorId, details);

    private static async Task<StoredPublicity> GetAsync(Guid caseId, CommitScope scope, CancellationToken ct) =>
        await scope.Rows.FindAsync<StoredPublicity>(caseId, ct) ?? throw new InvalidOperationException($"Case {caseId:N} has no publicity.");
}
