using System.Text.Json.Nodes;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Persistence.Rows;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Workflows.Persistence.Appliers;

/// <summary>Writes what happens to a person's task, except claiming and reading, which are no bursts.</summary>
internal sealed class UserTaskApplier :
    IEffectApplier<UserTaskRequested>, IEffectApplier<UserTaskCompleted>, IEffectApplier<UserTaskCanceled>,
    IEffectApplier<UserTaskCandidatesAdded>
{
    private const string CaseEnded = "task.closed.case-ended";

    public async Task<Rejection?> ApplyAsync(UserTaskRequested effect, CommitScope scope, CancellationToken ct)
    {
        var persons = Persons(effect.Candidates);
        var only = persons is [var single] && !effect.IsWaiting ? single : null;
        scope.Rows.Add(new UserTask
        {
            Id = effect.TaskId,
            CaseId = effect.CaseId,
            InstanceId = effect.InstanceId.Value,
            BookmarkId = effect.BookmarkId.Value,
            ActivityExecutionId = effect.ExecutionId.Value,
            StepId = effect.StepId,
            StepName = effect.StepName,
            Mode = effect.Mode,
            State = effect.IsWaiting ? UserTaskState.Waiting : only is null ? UserTaskState.Created : UserTaskState.Assigned,
            AssigneeId = only,
            CreatedAt = scope.Now,
            DueAt = effect.DueAt,
            DueIsProvisional = effect.DueIsProvisional,
            Reasons = effect.Candidates,
            Outcomes = effect.Outcomes,
            Rights = effect.Rights,
            IsBlind = effect.IsBlind,
            ParentId = effect.ParentId,
            AskedAs = effect.AskedAs,
            AskedById = effect.AskedById,
            Version = 1,
        });
        if (!effect.IsWaiting && only is null) await OfferAsync(scope, effect.TaskId, persons, ct);
        await scope.AddParticipantsAsync(effect.CaseId, persons, ct);
        scope.AuditCase(effect.CaseId, "task.requested", effect.AskedById, new JsonObject
        {
            ["task"] = effect.TaskId.ToString("N"),
            ["step"] = effect.StepId,
            ["persons"] = Json(persons),
        });
        return null;
    }

    public async Task<Rejection?> ApplyAsync(UserTaskCompleted effect, CommitScope scope, CancellationToken ct)
    {
        var task = await GetTaskAsync(effect.TaskId, scope, ct);
        // EC-37: the first of two deciders wins, the other one is run again and told.
        if (task.ClosedAt is not null) return CommitScope.Conflict;

        await CloseAsync(task, UserTaskState.Completed, scope, ct);
        task.AssigneeId ??= effect.OnBehalfOfId ?? effect.DecidedById;
        (task.Outcome, task.Opinion) = (effect.Outcome, effect.Opinion);
        (task.DecidedById, task.OnBehalfOfId) = (effect.DecidedById, effect.OnBehalfOfId);
        await scope.AddParticipantsAsync(task.CaseId, [effect.DecidedById], ct);
        scope.AuditCase(task.CaseId, "task.completed", effect.DecidedById, new JsonObject
        {
            ["task"] = task.Id.ToString("N"),
            ["step"] = task.StepId,
            ["outcome"] = effect.Outcome,
            ["onBehalfOf"] = effect.OnBehalfOfId,
            ["opinionDigest"] = effect.Opinion is null ? null : CanonicalJson.Digest(effect.Opinion),
        });
        return null;
    }

    public async Task<Rejection?> ApplyAsync(UserTaskCanceled effect, CommitScope scope, CancellationToken ct)
    {
        var task = await GetTaskAsync(effect.TaskId, scope, ct);
        if (scope.ClosedTasks.Contains(task.Id)) return null;
        if (task.ClosedAt is not null) return CommitScope.Conflict;

        await CancelAsync(task, effect.Because, scope, ct);
        return null;
    }

    /// <summary>Everybody may claim it then: who held it so far goes back among the candidates.</summary>
    public async Task<Rejection?> ApplyAsync(UserTaskCandidatesAdded effect, CommitScope scope, CancellationToken ct)
    {
        var task = await GetTaskAsync(effect.TaskId, scope, ct);
        if (task.ClosedAt is not null) return CommitScope.Conflict;

        var persons = Persons(effect.Candidates);
        await OfferAsync(scope, task.Id, persons.Append(task.AssigneeId ?? persons[0]).Distinct(), ct);

        (task.State, task.AssigneeId) = (UserTaskState.Created, null);
        task.Reasons = [.. task.Reasons, .. effect.Candidates];
        task.Version++;
        await scope.AddParticipantsAsync(task.CaseId, persons, ct);
        scope.AuditCase(task.CaseId, "task.candidates-added", null, new JsonObject
        {
            ["task"] = task.Id.ToString("N"),
            ["step"] = task.StepId,
            ["persons"] = Json(persons),
        });
        return null;
    }

    /// <summary>Closes what nobody closed although the case came to nothing in this burst.</summary>
    public static async Task CancelLeftOverAsync(CommitScope scope, CancellationToken ct)
    {
        foreach (var caseId in scope.GivenUp)
        {
            foreach (var task in await scope.Rows.ListAsync(Belongings.TasksOfCase, caseId, ct))
                if (task.ClosedAt is null)
                    await CancelAsync(task, CaseEnded, scope, ct);
        }
    }

    private static async Task CancelAsync(UserTask task, string because, CommitScope scope, CancellationToken ct)
    {
        await CloseAsync(task, UserTaskState.Canceled, scope, ct);
        task.ClosedBecause = scope.IsReturn && because is CaseEnded ? "task.closed.returned" : because;
        scope.AuditCase(task.CaseId, "task.canceled", null, new JsonObject
        {
            ["task"] = task.Id.ToString("N"),
            ["step"] = task.StepId,
            ["because"] = task.ClosedBecause,
        });
    }

    internal static async Task CloseAsync(UserTask task, UserTaskState state, CommitScope scope, CancellationToken ct)
    {
        (task.State, task.ClosedAt) = (state, scope.Now);
        task.Version++;
        scope.ClosedTasks.Add(task.Id);
        await scope.Rows.DeleteAsync(Belongings.CandidatesOfTask, task.Id, ct);
    }

    /// <summary>For those who may claim it. Whoever is asked alone holds it without; whoever is a candidate already stays one.</summary>
    internal static async Task OfferAsync(CommitScope scope, Guid taskId, IEnumerable<string> persons, CancellationToken ct)
    {
        foreach (var personId in persons)
            await scope.Rows.AddMissingAsync(new TaskCandidate { TaskId = taskId, PersonId = personId, CreatedAt = scope.Now }, ct);
    }

    internal static async Task<UserTask> GetTaskAsync(Guid taskId, CommitScope scope, CancellationToken ct) =>
        await scope.Rows.FindAsync<UserTask>(taskId, ct) ?? throw new InvalidOperationException($"There is no task {taskId:N}.");

    private static List<string> Persons(IEnumerable<Reason> reasons) => [.. reasons.Select(r => r.PersonId).Distinct()];

    internal static JsonArray Json(IEnumerable<string> texts) => [.. texts.Select(text => (JsonNode)text)];
}
