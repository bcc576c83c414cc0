using Microsoft.Data.Sqlite;
using SQLitePCL;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Persistence.Rows;

namespace StaffFlows.Workflows.Persistence.Sqlite;

/// <summary>An entry of the write queue that is nothing but statements.</summary>
internal sealed class PendingStatements(IReadOnlyList<RowStatement> statements, CancellationToken cancelled) : PendingWrite(cancelled)
{
    private readonly TaskCompletionSource<Rejection?> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Rejection? rejection;

    public Task<Rejection?> Answered => answer.Task;

    /// <summary>False where a guard did not hold and everything must be rolled back.</summary>
    public bool Run(SqliteCommands commands, SqliteTransaction transaction)
    {
        Cancelled.ThrowIfCancellationRequested();
        foreach (var statement in statements)
        {
            rejection = Run(statement, commands, transaction);
            if (rejection is not null) return false;
        }

        return true;
    }

    public override void Answer() => answer.TrySetResult(rejection);

    public override void Fail(Exception cause) => answer.TrySetException(cause);

    private static Rejection? Run(RowStatement statement, SqliteCommands commands, SqliteTransaction transaction)
    {
        try
        {
            return commands.Run(statement, transaction) == 0 ? statement.WhenMissed : statement.WhenFound;
        }
        catch (SqliteException duplicate) when (
            statement.WhenDuplicate is not null
            && duplicate.SqliteExtendedErrorCode is raw.SQLITE_CONSTRAINT_PRIMARYKEY or raw.SQLITE_CONSTRAINT_UNIQUE)
        {
            return statement.WhenDuplicate;
        }
    }
}
