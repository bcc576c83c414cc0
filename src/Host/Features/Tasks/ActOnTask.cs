using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Runtime;
using StaffFlows.Host.Api;
using StaffFlows.Host.Features.Cases;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Activities.UserTasks;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Tasks;

/// <summary>What somebody wants done with a task short of deciding it.</summary>
/// <param name="To">Staff numbers, accounts or ids; empty for an urge.</param>
internal sealed record TaskWish(TaskRights Right, ImmutableArray<string> To, SignPosition Position = default, string? Opinion = null);

/// <param name="Assignee">Who holds it now; null where nobody does, or others come first.</param>
/// <param name="Urged">How often its holder was urged.</param>
internal sealed record WishAnswer(Guid Id, UserTaskState State, string? Assignee, int Urged);

/// <summary>Transfers or delegates a task, brings others in, urges its holder, sends copies: one burst of its step, which knows what it allows.</summary>
internal sealed class ActOnTask(
    IDbContextFactory<StaffFlowsDbContext> databases, TaskLoads loads, DecidableTasks tasks, IWorkflowRuntime runtime, TaskRefusals refusals)
{
    public async Task<Result<WishAnswer>> ExecuteAsync(Guid id, TaskWish wish, Viewer by, RequestKey? key, CancellationToken ct)
    {
        var load = await loads.LoadAsync(id, key is null ? null : (key.UserId, key.Key), ct);
        if (load is { Answered: { } before }) return before.AnswerTo(key!).Rejection is { } reused ? reused : await ReadAsync(id, ct);
        if (wish.Opinion?.Length > CompleteTask.MaxOpinion) return new Rejection(RejectionKind.Invalid, "text-too-long", $"{CompleteTask.MaxOpinion}") { Fields = [new("opinion", "text-too-long", $"{CompleteTask.MaxOpinion}")] };

        var found = wish.Right is TaskRights.Urge ? await FindUrgedAsync(load, id, by, ct) : await FindHeldAsync(load, id, wish, by, ct);
        if (found.Rejection is { } no) return no;

        var (task, onBehalfOf) = found.Value;
        var to = wish.To.Select(load.Office.Organisation.FindColleagueId).Distinct().ToImmutableArray();
        var opinion = string.IsNullOrWhiteSpace(wish.Opinion) ? null : wish.Opinion.Trim();
        var action = new TaskAction(id, wish.Right, by.PersonId, onBehalfOf, to) { Position = wish.Position, Opinion = opinion };
        var resume = new ResumeWorkflow(new(task.InstanceId), new(task.BookmarkId), ActionJson.Write(action), key.Answering(task.CaseId, id)) { Loaded = load.Instance };
        return await runtime.ResumeAsync(resume, ct) switch
        {
            BurstOutcome.Committed => await ReadAsync(id, ct),
            BurstOutcome.Refused refused => await RefusedAsync(id, refused.Rejection, ct),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private async Task<Result<(UserTask Task, string? OnBehalfOf)>> FindHeldAsync(TaskLoad load, Guid id, TaskWish wish, Viewer by, CancellationToken ct)
    {
        var read = await tasks.FindAsync(load, id, by, ct);
        if (read.Rejection is { } no) return no;

        var found = read.Value!;
        return found.Task.AssigneeId is null && wish.Right.NeedsHolder()
            ? new Rejection(RejectionKind.InvalidState, "task-claim-first")
            : (found.Task, found.OnBehalfOfId);
    }

    /// <summary>Whoever sees the case may ask; the step says whether he may urge.</summary>
    private async Task<Result<(UserTask Task, string? OnBehalfOf)>> FindUrgedAsync(TaskLoad load, Guid id, Viewer by, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (load is not { Task: { } task, Case: { } @case } || !await db.Cases.VisibleTo(by).AnyAsync(c => c.Id == @case.Id, ct)) return new Rejection(RejectionKind.NotFound, "not-found");

        return task switch
        {
            { ClosedAt: not null } => await refusals.AlreadyDecidedAsync(id, ct),
            { State: UserTaskState.Waiting } => new Rejection(RejectionKind.InvalidState, "task-waits"),
            _ => (task, (string?)null),
        };
    }

    private async Task<Rejection> RefusedAsync(Guid id, Rejection refused, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.UserTasks.AnyAsync(t => t.Id == id && t.ClosedAt != null, ct) ? await refusals.AlreadyDecidedAsync(id, ct) : refused;
    }

    private async Task<WishAnswer> ReadAsync(Guid id, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.UserTasks.AsNoTracking().Where(t => t.Id == id).Select(t => new WishAnswer(t.Id, t.State, t.AssigneeId, t.Urged)).SingleAsync(ct);
    }
}
