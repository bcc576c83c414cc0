using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Persistence.Model;
using StaffFlows.Workflows.Persistence.Rows;

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
            scope.Rows.Add(new RequestedTask
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
        await scope.Rows.DeleteAsync(Belongings.RequestedTask, effect.TaskId, ct);
        return null;
    }
}
