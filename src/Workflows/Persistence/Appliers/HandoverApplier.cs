using System.Text.Json.Nodes;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Workflows.Persistence.Appliers;

/// <summary>Writes into whose hands an open row comes, and what is done with it short of a decision.</summary>
internal sealed class HandoverApplier :
    IEffectApplier<UserTaskHanded>, IEffectApplier<UserTaskPaused>, IEffectApplier<UserTaskUrged>, IEffectApplier<UserTaskReturned>
{
    public async Task<Rejection?> ApplyAsync(UserTaskHanded effect, CommitScope scope, CancellationToken ct)
    {
        var task = await UserTaskApplier.GetTaskAsync(effect.TaskId, scope, ct);
        if (task.ClosedAt is not null) return CommitScope.Conflict;

        await scope.Rows.DeleteAsync(Rows.Belongings.CandidatesOfTask, task.Id, ct);
        task.AssigneeId = effect.PersonIds is [var only] ? only : null;
        if (task.AssigneeId is null) await UserTaskApplier.OfferAsync(scope, task.Id, effect.PersonIds, ct);
        task.State = task.AssigneeId is null ? UserTaskState.Created : UserTaskState.Assigned;
        (task.BookmarkId, task.CreatedAt, task.ReadAt) = (effect.BookmarkId.Value, scope.Now, null);
        if (effect.DueAt is { } due) (task.DueAt, task.DueIsProvisional) = (due, effect.DueIsProvisional);
        if (!effect.Reasons.IsEmpty) task.Reasons = [.. task.Reasons, .. effect.Reasons];
        if (effect.AskedAs is { } askedAs) (task.AskedAs, task.AskedById, task.Urged, task.UrgedAt) = (askedAs, effect.AskedById, 0, null);
        task.Version++;
        await scope.AddParticipantsAsync(task.CaseId, effect.PersonIds, ct);
        scope.AuditCase(task.CaseId, effect.AskedAs is AskedAs.Transferred ? "task.transferred" : "task.handed", effect.AskedById, Details(task, ("persons", UserTaskApplier.Json(effect.PersonIds))));
        return null;
    }

    public async Task<Rejection?> ApplyAsync(UserTaskPaused effect, CommitScope scope, CancellationToken ct)
    {
        var task = await UserTaskApplier.GetTaskAsync(effect.TaskId, scope, ct);
        if (task.ClosedAt is not null) return CommitScope.Conflict;

        await scope.Rows.DeleteAsync(Rows.Belongings.CandidatesOfTask, task.Id, ct);
        (task.State, task.AssigneeId) = (UserTaskState.Waiting, null);
        task.Version++;
        scope.AuditCase(task.CaseId, "task.paused", null, Details(task));
        return null;
    }

    public async Task<Rejection?> ApplyAsync(UserTaskUrged effect, CommitScope scope, CancellationToken ct)
    {
        var task = await UserTaskApplier.GetTaskAsync(effect.TaskId, scope, ct);
        if (task.ClosedAt is not null) return CommitScope.Conflict;

        (task.Urged, task.UrgedAt) = (task.Urged + 1, scope.Now);
        task.Version++;
        scope.AuditCase(task.CaseId, "task.urged", effect.ById, Details(task));
        return null;
    }

    public async Task<Rejection?> ApplyAsync(UserTaskReturned effect, CommitScope scope, CancellationToken ct)
    {
        var task = await UserTaskApplier.GetTaskAsync(effect.TaskId, scope, ct);
        if (task.ClosedAt is not null) return CommitScope.Conflict;

        scope.IsReturn = true;
        await UserTaskApplier.CloseAsync(task, UserTaskState.Returned, scope, ct);
        task.AssigneeId ??= effect.OnBehalfOfId ?? effect.ById;
        (task.Opinion, task.DecidedById, task.OnBehalfOfId) = (effect.Opinion, effect.ById, effect.OnBehalfOfId);
        await scope.AddParticipantsAsync(task.CaseId, [effect.ById], ct);
        scope.AuditCase(task.CaseId, "task.returned", effect.ById, Details(
            task, ("to", effect.StepId), ("straightBack", effect.IsStraightBack), ("onBehalfOf", effect.OnBehalfOfId), ("opinionDigest", CanonicalJson.Digest(effect.Opinion))));
        return null;
    }

    private static JsonObject Details(UserTask task, params ReadOnlySpan<(string Name, JsonNode? Value)> more)
    {
        var details = new JsonObject { ["task"] = task.Id.ToString("N"), ["step"] = task.StepId };
        foreach (var (name, value) in more) details[name] = value;
        return details;
    }
}
