using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Host.Api;
using StaffFlows.Host.Features.Attachments;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Forms;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Start;

/// <param name="Version">To be sent with the next save, so that two tabs notice each other.</param>
internal sealed record DraftAnswer(Guid Id, string? Number, CaseStatus Status, long Version, DateTimeOffset SavedAt);

/// <summary>Keeps what was typed so far, unchecked.</summary>
internal sealed class SaveDraft(Applications applications, AttachmentAdoption attachments, IWriteQueue writes, BusinessClock clock)
{
    /// <summary>Characters of the form as JSON.</summary>
    private const int MaxSize = 64 * 1024;

    /// <param name="draftId">Null for a new draft.</param>
    /// <param name="version">The version that was typed upon; null overwrites whatever is there.</param>
    public async Task<Result<DraftAnswer>> ExecuteAsync(
        string procedureKey, JsonObject typed, Guid? draftId, long? version, Viewer by, RequestKey? key, CancellationToken ct)
    {
        if (typed.ToJsonString().Length > MaxSize) return new Rejection(RejectionKind.Invalid, "draft-too-large");
        var read = await applications.ReadAsync(procedureKey, by, draftId ?? Guid.CreateVersion7(), typed, ct);
        if (read.Rejection is { } unknown) return unknown;

        var application = read.Value!;
        var known = application.Form.Fields.Where(f => application.Form.MayWrite(Form.Start, f)).SelectMany(f => f.DataKeys).ToHashSet();
        var data = new JsonObject(typed.Where(f => known.Contains(f.Key)).Select(f => KeyValuePair.Create(f.Key, f.Value?.DeepClone())));
        if (await attachments.TakeOverAsync(application.Header.CaseId, application.Form, data, by, ct) is { } notHis) return notHis;

        var now = clock.Now;
        return await writes.WriteOnceAsync<DraftAnswer>(key, clock, async (db, token) =>
        {
            var draft = draftId is { } id
                ? await db.Cases.SingleOrDefaultAsync(c => c.Id == id && c.ApplicantId == by.PersonId && c.Status == CaseStatus.Draft && c.Procedure == procedureKey, token)
                : db.Cases.Add(New(application, now)).Entity;
            if (draft is null) return new Rejection(RejectionKind.NotFound, "not-found");
            if (version is { } expected && expected != draft.Version) return new Rejection(RejectionKind.Conflict, "changed-meanwhile");

            (draft.Data, draft.Title, draft.UpdatedAt) = (data, application.Title, now);
            draft.Version++;
            return new DraftAnswer(draft.Id, null, CaseStatus.Draft, draft.Version, now);
        }, ct);
    }

    private static Case New(Application application, DateTimeOffset now) => new()
    {
        Id = application.Header.CaseId,
        Procedure = application.Header.Procedure,
        Status = CaseStatus.Draft,
        ApplicantId = application.Header.ApplicantId,
        SubjectId = application.Header.SubjectId,
        FormKey = application.Header.FormKey,
        FormVersion = application.Header.FormVersion,
        ProfileKey = application.Header.ProfileKey,
        ProfileVersion = application.Header.ProfileVersion,
        CreatedAt = now,
    };
}
