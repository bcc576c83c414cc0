using System.Collections.Concurrent;
using Npgsql;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Persistence.Rows;

namespace StaffFlows.Workflows.Persistence.PostgreSql;

/// <summary>
/// Batches on the server's pool. A batch without a transaction of its own is one implicit transaction: one round trip, one commit.
/// Guards are part of the statements: what must touch a row divides by the number of rows it touched.
/// </summary>
internal sealed class PostgreSqlRows(NpgsqlDataSource server) : IRowDatabase
{
    private const int MaxAttempts = 10;

    private static readonly NpgsqlCommand Parameters = new();
    private static readonly ConcurrentDictionary<string, string> Guarded = new(StringComparer.Ordinal);

    public async Task ReadAsync(IReadOnlyList<RowQuery> queries, CancellationToken ct)
    {
        await using var batch = server.CreateBatch();
        foreach (var query in queries) batch.BatchCommands.Add(Command(query.Sql, query.Values));
        await using var reader = await batch.ExecuteReaderAsync(ct);
        foreach (var query in queries)
        {
            while (await reader.ReadAsync(ct)) query.OnRow(reader);
            await reader.NextResultAsync(ct);
        }
    }

    public async Task<Rejection?> WriteAsync(IReadOnlyList<RowStatement> statements, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var batch = server.CreateBatch();
            foreach (var statement in statements) batch.BatchCommands.Add(Command(TextOf(statement), statement.Values));
            try
            {
                await RunAsync(batch, statements, ct);
                return null;
            }
            catch (PostgresException lost) when (RejectionOf(lost, batch, statements) is { } rejection)
            {
                return rejection;
            }
            catch (PostgresException lost) when (
                attempt < MaxAttempts && lost.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected)
            {
                continue;
            }
        }
    }

    public string SharedLock => " FOR SHARE";

    public string? HoldWord(bool isShared) => isShared
        ? "SELECT pg_advisory_xact_lock_shared(hashtextextended($1, 0))"
        : "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))";

    private static async Task RunAsync(NpgsqlBatch batch, IReadOnlyList<RowStatement> statements, CancellationToken ct)
    {
        await using var reader = await batch.ExecuteReaderAsync(ct);
        foreach (var statement in statements.Where(s => s.IsQuestion || s.WhenMissed is not null || s.OnRow is not null))
        {
            while (await reader.ReadAsync(ct)) statement.OnRow?.Invoke(reader);
            await reader.NextResultAsync(ct);
        }
    }

    private static string TextOf(RowStatement statement) => statement switch
    {
        { WhenFound: not null } => Guarded.GetOrAdd(statement.Sql, GuardAbsence),
        { WhenMissed: null } => statement.Sql,
        { IsQuestion: true } => Guarded.GetOrAdd(statement.Sql, GuardQuestion),
        _ => Guarded.GetOrAdd(statement.Sql, Guard),
    };

    /// <summary>No row means a division by zero, which undoes the batch.</summary>
    private static string Guard(string sql) => $"WITH touched AS ({sql} RETURNING 1) SELECT 1 / count(*) FROM touched";

    private static string GuardQuestion(string sql) => $"SELECT 1 / count(*) FROM ({sql}) found";

    private static string GuardAbsence(string sql) => $"SELECT 1 / (1 - least(1, count(*))) FROM ({sql}) found";

    private static Rejection? RejectionOf(PostgresException failure, NpgsqlBatch batch, IReadOnlyList<RowStatement> statements)
    {
        if (failure.BatchCommand is not { } command) return null;

        var statement = statements[batch.BatchCommands.IndexOf(command)];
        return failure.SqlState switch
        {
            PostgresErrorCodes.DivisionByZero => statement.WhenMissed ?? statement.WhenFound,
            PostgresErrorCodes.UniqueViolation => statement.WhenDuplicate,
            _ => null,
        };
    }

    private static NpgsqlBatchCommand Command(string sql, IReadOnlyList<RowValue> values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var (column, value) in values) command.Parameters.Add(column.Bind(Parameters, "", value));
        return command;
    }
}
