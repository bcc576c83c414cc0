using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Runtime;
using StaffFlows.Host.Api;
using StaffFlows.Host.Features.Attachments;
using StaffFlows.Host.Features.Cases;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Activities.UserTasks;
using StaffFlows.Workflows.Forms;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Tasks;

/// <param name="Form">The fields that the step changes; null where it changes nothing.</param>
internal sealed record TaskDecision(string? Outcome, string? Opinion, JsonObject? Form);

/// <param name="CaseStatus">As committed with the decision.</param>
internal sealed record TaskAnswer(Guid Id, UserTaskState State, string? Outcome, Guid CaseId, Workflows.Cases.CaseStatus CaseStatus);

/// <summary>Decides a task; a candidate need not claim it first. The decision and everything it sets off are one commit.</summary>
internal sealed class CompleteTask(
    IDbContextFactory<StaffFlowsDbContext> databases, DecidableTasks tasks, IWorkflowRuntime runtime, TaskRefusals refusals, AttachmentAdoption attachments)
{
    public const int MaxOpinion = 2000;

    public async Task<Result<TaskAnswer>> ExecuteAsync(Guid id, TaskDecision decision, Viewer by, RequestKey? key, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await CaseAnswer.FindAsync(db, key, ct) is { } answered) return await AnswerAsync(db, id, answered, ct);

        var read = await tasks.ReadAsync(id, by, ct);
        if (read.Rejection is { } no) return no;
        var (task, @case, form) = read.Value!;
        if (Check(task, decision) is { } wrong) return wrong;
        var input = decision.Form is { Count: > 0 } changes ? FormCheck.Check(form, task.StepId, changes, @case.Data) : null;
        if (input is { Errors.IsEmpty: false }) return new Rejection(RejectionKind.Invalid, "form-invalid") { Fields = input.Errors };
        if (input is not null && await attachments.TakeOverAsync(@case.Id, form, input.Data, by, ct) is { } notHis) return notHis;

        var opinion = string.IsNullOrWhiteSpace(decision.Opinion) ? null : decision.Opinion.Trim();
        var stimulus = DecisionJson.Write(new(id, decision.Outcome!, opinion, by.PersonId, null, input?.Data));
        var resume = new ResumeWorkflow(new(task.InstanceId), new(task.BookmarkId), stimulus, key.Answering(@case.Id, id));
        return await runtime.ResumeAsync(resume, ct) switch
        {
            BurstOutcome.Committed => await AnswerAsync(db, id, await CaseAnswer.ReadAsync(db, @case.Id, key, ct), ct),
            BurstOutcome.Refused refused => await RefusedAsync(db, id, key, refused.Rejection, ct),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static Rejection? Check(UserTask task, TaskDecision decision)
    {
        if (task.Outcomes.FirstOrDefault(o => o.Key == decision.Outcome) is not { } outcome)
            return Field("outcome", "outcome-unknown", decision.Outcome ?? "");
        if (outcome.OpinionRequired && string.IsNullOrWhiteSpace(decision.Opinion)) return Field("opinion", "opinion-required");
        return decision.Opinion?.Length > MaxOpinion ? Field("opinion", "text-too-long", $"{MaxOpinion}") : null;
    }

    /// <summary>The same request may have been answered a moment ago, or somebody else was faster.</summary>
    private async Task<Result<TaskAnswer>> RefusedAsync(StaffFlowsDbContext db, Guid id, RequestKey? key, Rejection refused, CancellationToken ct)
    {
        if (await CaseAnswer.FindAsync(db, key, ct) is { } answered) return await AnswerAsync(db, id, answered, ct);

        var isClosed = await db.UserTasks.AnyAsync(t => t.Id == id && t.ClosedAt != null, ct);
        return isClosed ? await refusals.AlreadyDecidedAsync(id, ct) : refused;
    }

    private static async Task<Result<TaskAnswer>> AnswerAsync(StaffFlowsDbContext db, Guid id, Result<CaseAnswer> answer, CancellationToken ct)
    {
        if (answer.Rejection is { } rejection) return rejection;

        var (caseId, _, status) = answer.Value!;
        var outcome = await db.UserTasks.Where(t => t.Id == id).Select(t => t.Outcome).SingleAsync(ct);
        return new TaskAnswer(id, UserTaskState.Completed, outcome, caseId, status);
    }

    private static Rejection Field(string field, string code, params string[] arguments) =>
        new(RejectionKind.Invalid, code, [.. arguments]) { Fields = [new(field, code, [.. arguments])] };
}
