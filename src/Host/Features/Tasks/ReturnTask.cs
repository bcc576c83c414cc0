using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Runtime;
using StaffFlows.Host.Api;
using StaffFlows.Host.Features.Cases;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Tasks;

/// <param name="To">The step's id.</param>
/// <param name="Mode">Everything behind it once more, or straight back to whoever returns; null for straight back.</param>
/// <param name="Opinion">Why; whoever gets it reads that.</param>
internal sealed record TaskReturn(string? To, RepositionMode? Mode, string? Opinion);

/// <summary>退回: takes the case back to an earlier step, out of parallel steps and those of several persons too.</summary>
internal sealed class ReturnTask(
    IDbContextFactory<StaffFlowsDbContext> databases, TaskLoads loads, DecidableTasks tasks, ReturnPlaces places, IWorkflowRuntime runtime, TaskRefusals refusals)
{
    public async Task<Result<CaseAnswer>> ExecuteAsync(Guid id, TaskReturn wish, Viewer by, RequestKey? key, CancellationToken ct)
    {
        var load = await loads.LoadAsync(id, key is null ? null : (key.UserId, key.Key), ct);
        if (load is { Answered: { } before }) return CaseAnswer.Of(before, key!);

        var read = await tasks.FindAsync(load, id, by, ct);
        if (read.Rejection is { } no) return no;
        var (task, @case, _, onBehalfOf) = read.Value!;
        if (!task.Rights.HasFlag(TaskRights.Return)) return new Rejection(RejectionKind.Forbidden, "verb-not-allowed");
        if (task.AssigneeId is null) return new Rejection(RejectionKind.InvalidState, "task-claim-first");
        if (string.IsNullOrWhiteSpace(wish.Opinion)) return Field("opinion", "opinion-required");
        if (wish.Opinion.Length > CompleteTask.MaxOpinion) return Field("opinion", "text-too-long", $"{CompleteTask.MaxOpinion}");

        var mode = wish.Mode ?? RepositionMode.StraightBack;
        var place = (await places.FindAsync(task, @case.DefinitionVersionId!, ct)).FirstOrDefault(p => p.StepId == wish.To);
        if (place is null) return Field("to", "return-place-unknown", wish.To ?? "");
        if (place.Courses.All(course => course.Mode != mode)) return Field("mode", "return-mode-impossible");

        var reposition = new RepositionWorkflow(
            new(task.InstanceId), new(task.ActivityExecutionId), place.NodeId, mode,
            [
                new UserTaskReturned(id, by.PersonId, onBehalfOf, wish.Opinion.Trim(), place.StepId, place.Name, mode is RepositionMode.StraightBack),
                new CaseEntryRecorded(@case.Id, Guid.CreateVersion7(), task.StepId, task.StepName, mode is RepositionMode.Full ? "entry.returned" : "entry.returned-straight", [place.Name]),
                .. key.Answering(@case.Id, id),
            ]);
        return await runtime.RepositionAsync(reposition, ct) switch
        {
            BurstOutcome.Committed => await AnswerAsync(@case.Id, key, ct),
            BurstOutcome.Refused { Rejection.Code: "reposition-from-not-active" } => await refusals.AlreadyDecidedAsync(id, ct),
            BurstOutcome.Refused refused => refused.Rejection,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private async Task<Result<CaseAnswer>> AnswerAsync(Guid caseId, RequestKey? key, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await CaseAnswer.ReadAsync(db, caseId, key, ct);
    }

    private static Rejection Field(string field, string code, params string[] arguments) =>
        new(RejectionKind.Invalid, code, [.. arguments]) { Fields = [new(field, code, [.. arguments])] };
}
