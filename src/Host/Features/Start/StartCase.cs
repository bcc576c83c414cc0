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
    Applications applications, StartLoads loads, IWorkflowRuntime runtime, IDbContextFactory<StaffFlowsDbContext> databases, AttachmentAdoption attachments)
{
    /// <param name="draftId">The draft that becomes the case; null without one.</param>
    public async Task<Result<CaseAnswer>> ExecuteAsync(
        string procedureKey, JsonObject typed, Guid? draftId, Viewer by, RequestKey? key, CancellationToken ct)
    {
        var caseId = draftId ?? Guid.CreateVersion7();
        var load = await loads.LoadAsync(caseId, isDraft: draftId is not null, key is null ? null : (key.UserId, key.Key), ct);
        if (load.Answered is { } before) return CaseAnswer.Of(before, key!);
        if (draftId is not null && !(load.Draft is { Status: CaseStatus.Draft } draft && draft.ApplicantId == by.PersonId)) return new Rejection(RejectionKind.NotFound, "not-found");

        var read = await applications.ReadAsync(procedureKey, by, caseId, typed, load, ct);
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
            ]) with { DefinitionVersionId = application.Procedure.DefinitionVersionId, Loaded = load.Rows };
        return await runtime.StartAsync(start, ct) switch
        {
            BurstOutcome.Committed { Loaded: ILoadedRows { Beside.Written: { } written } } => CaseAnswer.Of(written),
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
}
