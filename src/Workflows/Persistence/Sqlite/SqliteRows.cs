using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Persistence.Rows;

namespace StaffFlows.Workflows.Persistence.Sqlite;

/// <summary>Reads on connections of its own; writes as an entry of the one writer.</summary>
internal sealed class SqliteRows(SqliteReaders readers, SqliteWriteQueue queue) : IRowDatabase
{
    public async Task ReadAsync(IReadOnlyList<RowQuery> queries, CancellationToken ct)
    {
        var commands = await readers.RentAsync(ct);
        try
        {
            foreach (var query in queries) commands.Ask(query);
        }
        catch
        {
            commands.Dispose();
            throw;
        }

        readers.Return(commands);
    }

    public string SharedLock => "";

    public string? HoldWord(bool isShared) => null;

    public Task<Rejection?> WriteAsync(IReadOnlyList<RowStatement> statements, CancellationToken ct) => queue.WriteAsync(statements, ct);
}
