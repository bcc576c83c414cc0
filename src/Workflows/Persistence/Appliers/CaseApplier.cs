using System.Text.Json;
using System.Text.Json.Nodes;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Cases;

namespace StaffFlows.Workflows.Persistence.Appliers;

/// <summary>Writes what happens to a case.</summary>
internal sealed class CaseApplier :
    IEffectApplier<CaseOpened>, IEffectApplier<CaseDataChanged>, IEffectApplier<CaseTitled>, IEffectApplier<CaseStatusChanged>,
    IEffectApplier<ParticipantsAdded>, IEffectApplier<CaseEntryRecorded>
{
    private const string PublicityForm = "publicity";
    private const string SelectionForm = "selection";

    public async Task<Rejection?> ApplyAsync(CaseOpened effect, CommitScope scope, CancellationToken ct)
    {
        var header = effect.Header;
        var draft = await scope.Rows.FindAsync<Case>(header.CaseId, ct);
        if (draft is not null && !CaseLifecycle.CanMove(draft.Status, CaseStatus.Running))
            return new Rejection(RejectionKind.InvalidState, "case-submitted");
        if (draft is not null && draft.ApplicantId != header.ApplicantId)
            return new Rejection(RejectionKind.NotFound, "case-unknown");

        var @case = New(header, draft?.CreatedAt ?? scope.Now);
        @case.Status = CaseStatus.Running;
        @case.Title = effect.Title;
        @case.Data = effect.Data.DeepClone().AsObject();
        (@case.UnitId, @case.WindowId) = (effect.UnitId, effect.WindowId);
        (@case.InstanceId, @case.DefinitionVersionId) = (scope.Instance.Id.Value, scope.Instance.DefinitionVersionId);
        (@case.SubmittedAt, @case.UpdatedAt) = (header.SubmittedAt, scope.Now);
        @case.Version = (draft?.Version ?? 0) + 1;

        if (draft is null) scope.Rows.Add(@case);
        else @case = scope.Rows.Replace(draft, @case);

        scope.Opened.Add((@case, effect.NumberPattern));
        await scope.AddParticipantsAsync(header.CaseId, [header.ApplicantId, header.SubjectId], ct);
        var details = new JsonObject
        {
            ["procedure"] = header.Procedure,
            ["subject"] = header.SubjectId,
            ["instance"] = scope.Instance.Id.ToString(),
            ["definitionVersion"] = scope.Instance.DefinitionVersionId,
            ["profile"] = $"{header.ProfileKey}@{header.ProfileVersion}",
            ["form"] = $"{header.FormKey}@{header.FormVersion}",
            ["dataDigest"] = CanonicalJson.Digest(effect.Data),
        };
        if (header.ParentCaseId is { } parent) details["parent"] = parent.ToString("N");
        scope.AuditCase(header.CaseId, "case.opened", header.ApplicantId, details);
        return null;
    }

    public async Task<Rejection?> ApplyAsync(CaseDataChanged effect, CommitScope scope, CancellationToken ct)
    {
        var @case = await ChangeAsync(effect.CaseId, scope, ct);
        @case.Data = effect.Data.DeepClone().AsObject();
        scope.AuditCase(effect.CaseId, "case.data-changed", null, new JsonObject { ["dataDigest"] = CanonicalJson.Digest(effect.Data) });
        return null;
    }

    public async Task<Rejection?> ApplyAsync(CaseTitled effect, CommitScope scope, CancellationToken ct)
    {
        var @case = await ChangeAsync(effect.CaseId, scope, ct);
        @case.Title = effect.Title;
        scope.AuditCase(effect.CaseId, "case.titled", null, new JsonObject { ["titleDigest"] = CanonicalJson.Digest(effect.Title) });
        return null;
    }

    public async Task<Rejection?> ApplyAsync(CaseStatusChanged effect, CommitScope scope, CancellationToken ct)
    {
        var @case = await scope.GetCaseAsync(effect.CaseId, ct);
        var from = @case.Status;
        if (from == effect.Status) return null;
        if (!CaseLifecycle.CanMove(from, effect.Status)) return new Rejection(RejectionKind.InvalidState, "case-closed");

        (@case.Status, @case.UpdatedAt) = (effect.Status, scope.Now);
        if (CaseLifecycle.IsClosed(effect.Status)) @case.ClosedAt = scope.Now;
        @case.Version++;
        scope.AuditCase(effect.CaseId, "case.status-changed", effect.ActorId, new JsonObject
        {
            ["from"] = from.ToString(),
            ["to"] = effect.Status.ToString(),
            ["reasonDigest"] = effect.Reason is null ? null : CanonicalJson.Digest(effect.Reason),
        });

        if (!CaseLifecycle.GivesBack(effect.Status)) return null;
        scope.GivenUp.Add(effect.CaseId);
        await LeaveApplier.ReleaseAsync(effect.CaseId, scope, ct);
        if (@case.FormKey is PublicityForm) await PublicityApplier.CancelAsync(effect.CaseId, scope, ct);
        if (@case.FormKey is SelectionForm) await SelectionApplier.EndAsync(effect.CaseId, scope, ct);
        return null;
    }

    /// <summary>An instance that was ended takes its case along, unless whoever ended it has said what becomes of the case.</summary>
    public async Task CloseWithInstanceAsync(CommitScope scope, CancellationToken ct)
    {
        if (scope.Instance.SubStatus is not WorkflowSubStatus.Cancelled || !scope.Instance.Properties.TryGetValue(CaseHeader.Key, out var property)) return;

        var caseId = property.Deserialize<CaseHeader>()!.CaseId;
        if (await scope.Rows.FindAsync<Case>(caseId, ct) is { Status: CaseStatus.Running or CaseStatus.Faulted })
            await ApplyAsync(new CaseStatusChanged(caseId, CaseStatus.Cancelled, null, null), scope, ct);
    }

    /// <summary>Whom the same commit has opened the case for, or asked, is named by the link that says so.</summary>
    public async Task<Rejection?> ApplyAsync(ParticipantsAdded effect, CommitScope scope, CancellationToken ct)
    {
        if (await scope.AddParticipantsAsync(effect.CaseId, effect.PersonIds, ct) is { Count: > 0 } others)
            scope.AuditCase(effect.CaseId, "case.participants-added", null, new JsonObject { ["persons"] = UserTaskApplier.Json(others) });
        return null;
    }

    public Task<Rejection?> ApplyAsync(CaseEntryRecorded effect, CommitScope scope, CancellationToken ct)
    {
        scope.Rows.Add(new CaseEntry
        {
            Id = effect.EntryId,
            CaseId = effect.CaseId,
            At = scope.Now,
            StepId = effect.StepId,
            StepName = effect.StepName,
            TextKey = effect.TextKey,
            Arguments = [.. effect.Arguments],
        });
        scope.AuditCase(effect.CaseId, "case.entry-recorded", null, new JsonObject
        {
            ["entry"] = effect.EntryId.ToString("N"),
            ["text"] = effect.TextKey,
        });
        return Task.FromResult<Rejection?>(null);
    }

    private static async Task<Case> ChangeAsync(Guid caseId, CommitScope scope, CancellationToken ct)
    {
        var @case = await scope.GetCaseAsync(caseId, ct);
        @case.UpdatedAt = scope.Now;
        @case.Version++;
        return @case;
    }

    private static Case New(CaseHeader header, DateTimeOffset createdAt) => new()
    {
        Id = header.CaseId,
        Procedure = header.Procedure,
        ApplicantId = header.ApplicantId,
        SubjectId = header.SubjectId,
        FormKey = header.FormKey,
        FormVersion = header.FormVersion,
        ProfileKey = header.ProfileKey,
        ProfileVersion = header.ProfileVersion,
        ParentCaseId = header.ParentCaseId,
        IsConfidential = header.IsConfidential,
        CreatedAt = createdAt,
    };
}
