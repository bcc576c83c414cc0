using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Workflows.Persistence;

/// <summary>An entry of a write queue together with its caller, who waits for the answer.</summary>
internal abstract class PendingWrite(CancellationToken cancelled)
{
    public CancellationToken Cancelled { get; } = cancelled;

    public abstract void Answer();

    public abstract void Fail(Exception cause);
}

/// <summary>An entry that writes through EF.</summary>
internal abstract class PendingContextWrite(CancellationToken cancelled) : PendingWrite(cancelled)
{
    /// <summary>Runs the entry and saves; false where it was refused and must be rolled back.</summary>
    public abstract Task<bool> RunAsync(StaffFlowsDbContext db);
}

/// <inheritdoc/>
internal sealed class PendingWrite<T>(
    Func<StaffFlowsDbContext, CancellationToken, Task<Result<T>>> write, CancellationToken cancelled) : PendingContextWrite(cancelled)
{
    private readonly TaskCompletionSource<Result<T>> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<Result<T>> Answered => answer.Task;

    public Result<T> Outcome { get; private set; }

    public override async Task<bool> RunAsync(StaffFlowsDbContext db)
    {
        try
        {
            Cancelled.ThrowIfCancellationRequested();
            Outcome = await write(db, Cancelled);
            if (Outcome.Rejection is null) await db.SaveChangesAsync(Cancelled);
        }
        catch (DbUpdateConcurrencyException)
        {
            Outcome = new Rejection(RejectionKind.Conflict, "changed-meanwhile");
        }

        return Outcome.Rejection is null;
    }

    public override void Answer() => answer.TrySetResult(Outcome);

    public override void Fail(Exception cause) => answer.TrySetException(cause);
}
