using System.Text.Json.Nodes;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Persistence.Model;
using StaffFlows.Workflows.Publicity;

namespace StaffFlows.Workflows.Persistence.Appliers;

/// <summary>Writes objections. Each moves the fact that the publicity's end goes by: the end sees it, or is run again (EC-01).</summary>
internal sealed class ObjectionApplier : IEffectApplier<ObjectionReceived>, IEffectApplier<ObjectionSettled>
{
    public async Task<Rejection?> ApplyAsync(ObjectionReceived effect, CommitScope scope, CancellationToken ct)
    {
        var publicity = await scope.Rows.FindAsync<StoredPublicity>(effect.PublicityId, ct);
        if (publicity is null || !IsOpen(publicity, effect.Channel, scope.Now)) return new Rejection(RejectionKind.InvalidState, "objection-too-late");

        scope.Rows.Add(new StoredObjection
        {
            CaseId = effect.CaseId, PublicityId = effect.PublicityId, PersonId = effect.PersonId, IsSigned = effect.IsSigned, Channel = effect.Channel,
            ReceivedAt = scope.Now, CodeDigest = effect.CodeDigest,
        });
        publicity.Version++;        // who ends the publicity in the same moment runs again, or this one does
        await scope.Rows.BumpFactAsync(FactKinds.Objections(effect.PublicityId), ct);
        scope.AuditCase(effect.PublicityId, "publicity.objection-received", null, new JsonObject { ["objection"] = effect.CaseId.ToString("N"), ["channel"] = effect.Channel.ToString() });
        return null;
    }

    public async Task<Rejection?> ApplyAsync(ObjectionSettled effect, CommitScope scope, CancellationToken ct)
    {
        var objection = await scope.Rows.FindAsync<StoredObjection>(effect.CaseId, ct) ?? throw new InvalidOperationException($"There is no objection {effect.CaseId:N}.");
        if (objection.State is not ObjectionState.Open) return new Rejection(RejectionKind.InvalidState, "case-closed");

        (objection.State, objection.ClosedAt, objection.Answer) = (effect.State, scope.Now, effect.Answer);
        await scope.Rows.BumpFactAsync(FactKinds.Objections(effect.PublicityId), ct);
        scope.AuditCase(effect.PublicityId, "publicity.objection-settled", null, new JsonObject { ["objection"] = effect.CaseId.ToString("N"), ["state"] = effect.State.ToString() });
        return null;
    }

    /// <summary>The public until 24:00 of the last day, the office until the result is written.</summary>
    private static bool IsOpen(StoredPublicity publicity, ObjectionChannel channel, DateTimeOffset now) => publicity.State switch
    {
        PublicityState.Posted or PublicityState.Suspended => true,
        PublicityState.Running => channel is ObjectionChannel.Office || publicity.LastDay is not { } last || now < OfficeHours.Default.MomentOf(last.AddDays(1), TimeOnly.MinValue),
        PublicityState.Expired => channel is ObjectionChannel.Office,
        _ => false,
    };
}
