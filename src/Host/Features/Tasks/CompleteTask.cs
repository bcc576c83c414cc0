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
    IDbContextFactory<StaffFlowsDbContext> databases, TaskLoads loads, DecidableTasks tasks, IWorkflowRuntime runtime, TaskRefusals refusals, AttachmentAdoption attachments)
{
    public const int MaxOpinion = 2000;

    public async Task<Result<TaskAnswer>> ExecuteAsync(Guid id, TaskDecision decision, Viewer by, RequestKey? key, CancellationToken ct)
    {
        var load = await loads.LoadAsync(id, key is null ? null : (key.UserId, key.Key), ct);
        if (load is { Answered: { } before, Task.Outcome: var decided }) return Answer(id, CaseAnswer.Of(before, key!), decided);

        var read = await tasks.FindAsync(load, id, by, ct);
        if (read.Rejection is { } no) return no;
        var (task, @case, form, onBehalfOf) = read.Value!;
        if (Check(task, decision) is { } wrong) return wrong;
        var input = decision.Form is { Count: > 0 } changes ? FormCheck.Check(form, task.StepId, changes, @case.Data, onBehalfOf ?? by.PersonId) : null;
        if (input is { Errors.IsEmpty: false }) return new Rejection(RejectionKind.Invalid, "form-invalid") { Fields = input.Errors };
        if (input is not null && await attachments.TakeOverAsync(@case.Id, form, input.Data, by, ct) is { } notHis) return notHis;

        var opinion = string.IsNullOrWhiteSpace(decision.Opinion) ? null : decision.Opinion.Trim();
        var stimulus = DecisionJson.Write(new(id, decision.Outcome!, opinion, by.PersonId, onBehalfOf, input?.Data) { Changes = input is null ? null : decision.Form });
        var resume = new ResumeWorkflow(new(task.InstanceId), new(task.BookmarkId), stimulus, key.Answering(@case.Id, id)) { Loaded = load.Instance };
        return await runtime.ResumeAsync(resume, ct) switch
        {
            BurstOutcome.Committed { Loaded: ILoadedRows { Beside.Written: { } written } } => Answer(id, CaseAnswer.Of(written), decision.Outcome),
            BurstOutcome.Committed => await ReadAnswerAsync(id, @case.Id, key, decision, ct),
            BurstOutcome.Refused refused => await RefusedAsync(id, key, refused.Rejection, ct),
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
    private async Task<Result<TaskAnswer>> RefusedAsync(Guid id, RequestKey? key, Rejection refused, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var task = await db.UserTasks.AsNoTracking().Where(t => t.Id == id).Select(t => new { t.Outcome, IsClosed = t.ClosedAt != null }).SingleAsync(ct);
        if (await CaseAnswer.FindAsync(db, key, ct) is { } answered) return Answer(id, answered, task.Outcome);

        return task.IsClosed ? await refusals.AlreadyDecidedAsync(id, ct) : refused;
    }

    /// <summary>Where the commit did not bring the case back.</summary>
    private async Task<Result<TaskAnswer>> ReadAnswerAsync(Guid id, Guid caseId, RequestKey? key, TaskDecision decision, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return Answer(id, await CaseAnswer.ReadAsync(db, caseId, key, ct), decision.Outcome);
    }

    private static Result<TaskAnswer> Answer(Guid id, Result<CaseAnswer> answer, string? outcome) =>
        answer.Rejection is { } rejection ? rejection : new TaskAnswer(id, UserTaskState.Completed, outcome, answer.Value!.Id, answer.Value.Status);

    private static Rejection Field(string field, string code, params string[] arguments) =>
        new(RejectionKind.Invalid, code, [.. arguments]) { Fields = [new(field, code, [.. arguments])] };
}
