using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Runtime;
using StaffFlows.Host.Api;
using StaffFlows.Host.Features.Attachments;
using StaffFlows.Host.Features.Cases;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Start;

/// <summary>Submits an application: checked whole, started, numbered and answered in one commit, or nothing of it.</summary>
internal sealed class StartCase(
    Applications applications, IWorkflowRuntime runtime, IDbContextFactory<StaffFlowsDbContext> databases, AttachmentAdoption attachments)
{
    /// <param name="draftId">The draft that becomes the case; null without one.</param>
    public async Task<Result<CaseAnswer>> ExecuteAsync(
        string procedureKey, JsonObject typed, Guid? draftId, Viewer by, RequestKey? key, CancellationToken ct)
    {
        if (await FindAnswerAsync(key, ct) is { } answered) return answered;
        if (draftId is { } draft && !await IsOwnDraftAsync(draft, by, ct)) return new Rejection(RejectionKind.NotFound, "not-found");

        var caseId = draftId ?? Guid.CreateVersion7();
        var read = await applications.ReadAsync(procedureKey, by, caseId, typed, ct);
        if (read.Rejection is { } unknown) return unknown;
        var application = read.Value!;
        if (!application.Input.Errors.IsEmpty) return new Rejection(RejectionKind.Invalid, "form-invalid") { Fields = application.Input.Errors };
        if (await attachments.TakeOverAsync(caseId, application.Form, application.Input.Data, by, ct) is { } notHis) return notHis;

        var start = application.Start(
            new WorkflowInstanceId(Guid.CreateVersion7()),
            [
                application.Opened,
                new ParticipantsAdded(caseId, [by.PersonId]),
                .. key.Answering(caseId),
            ]);
        return await runtime.StartAsync(start, ct) switch
        {
            BurstOutcome.Committed => await ReadAnswerAsync(caseId, key, ct),
            BurstOutcome.Refused refused => await FindAnswerAsync(key, ct) ?? refused.Rejection,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private async Task<Result<CaseAnswer>?> FindAnswerAsync(RequestKey? key, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await CaseAnswer.FindAsync(db, key, ct);
    }

    private async Task<Result<CaseAnswer>> ReadAnswerAsync(Guid caseId, RequestKey? key, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await CaseAnswer.ReadAsync(db, caseId, key, ct);
    }

    private async Task<bool> IsOwnDraftAsync(Guid id, Viewer by, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Cases.AnyAsync(c => c.Id == id && c.ApplicantId == by.PersonId && c.Status == CaseStatus.Draft, ct);
    }
}
