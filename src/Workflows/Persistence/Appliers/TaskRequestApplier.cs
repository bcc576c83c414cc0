using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Workflows.Persistence.Appliers;

/// <summary>
/// Keeps what <c>Elsa.RunTask</c> asks for where others can see it, for as long as its bookmark waits: the row goes with the
/// bookmark when the task is reported done, when it is withdrawn, or when the instance ends.
/// </summary>
internal sealed class TaskRequestApplier : IEffectApplier<TaskRequested>, IEffectApplier<TaskWithdrawn>
{
    public Task<Rejection?> ApplyAsync(TaskRequested effect, CommitScope scope, CancellationToken ct)
    {
        if (!scope.Instance.IsFinished)
            scope.Db.RequestedTasks.Add(new()
            {
                Id = effect.TaskId,
                InstanceId = scope.Instance.Id.Value,
                Name = effect.Name,
                BookmarkHash = RequestedTask.HashOf(effect.TaskId),
                Payload = RequestedTask.TextOf(effect.Payload),
                RequestedAt = scope.Now,
            });
        return Task.FromResult<Rejection?>(null);
    }

    public async Task<Rejection?> ApplyAsync(TaskWithdrawn effect, CommitScope scope, CancellationToken ct)
    {
        if (await scope.Db.RequestedTasks.FindAsync([effect.TaskId], ct) is { } row) scope.Db.RequestedTasks.Remove(row);
        return null;
    }
}
