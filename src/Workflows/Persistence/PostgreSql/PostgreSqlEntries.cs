using Npgsql;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Persistence.Rows;

namespace StaffFlows.Workflows.Persistence.PostgreSql;

/// <summary>The questions of one caller. Whatever goes wrong with hearing their answers is his alone.</summary>
internal sealed class PendingQuestions(IReadOnlyList<RowQuery> queries, CancellationToken cancelled)
{
    private readonly TaskCompletionSource answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Exception? failure;

    public IReadOnlyList<RowQuery> Queries => queries;

    public CancellationToken Cancelled => cancelled;

    public Task Answered => answer.Task;

    public void Hear(RowQuery query, NpgsqlDataReader reader)
    {
        if (failure is not null) return;

        try
        {
            query.OnRow(reader);
        }
        catch (Exception wrong)
        {
            failure = wrong;
        }
    }

    public void Answer()
    {
        if (failure is null) answer.TrySetResult();
        else answer.TrySetException(failure);
    }

    public void Fail(Exception cause) => answer.TrySetException(cause);
}

/// <summary>The statements of one caller's commit.</summary>
internal sealed class PendingCommit(IReadOnlyList<RowStatement> statements, CancellationToken cancelled)
{
    private readonly TaskCompletionSource<Rejection?> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<RowStatement> Statements => statements;

    public CancellationToken Cancelled => cancelled;

    public Task<Rejection?> Answered => answer.Task;

    public void Answer(Rejection? rejection) => answer.TrySetResult(rejection);

    public void Fail(Exception cause) => answer.TrySetException(cause);
}
