using System.Collections.Concurrent;
using Npgsql;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Persistence.Rows;

namespace StaffFlows.Workflows.Persistence.PostgreSql;

/// <summary>
/// Batches on the server's pool. A batch without a transaction of its own is one implicit transaction: one round trip, one commit.
/// Guards are part of the statements: what must touch a row divides by the number of rows it touched.
/// What is asked or written at the same moment goes together in one batch. A commit that fails takes nobody along: everything is undone
/// then, and each is written for itself.
/// </summary>
internal sealed class PostgreSqlRows : IRowDatabase
{
    private const int MaxAttempts = 10;
    private const int MostTogether = 16;

    /// <summary>More at once would only take turns on the processors.</summary>
    private static readonly int AtOnce = Math.Max(2, Environment.ProcessorCount);

    private static readonly NpgsqlCommand Parameters = new();
    private static readonly ConcurrentDictionary<string, string> Guarded = new(StringComparer.Ordinal);

    private readonly NpgsqlDataSource server;
    private readonly SharedBatches<PendingQuestions> reading;
    private readonly SharedBatches<PendingCommit> writing;
    private readonly SharedBatches<PendingCommit> drawing;

    public PostgreSqlRows(NpgsqlDataSource server)
    {
        this.server = server;
        reading = new(AtOnce, MostTogether, AskAsync);
        writing = new(AtOnce, MostTogether, WriteAsync);
        drawing = new(1, MostTogether, WriteAsync);
    }

    public async Task ReadAsync(IReadOnlyList<RowQuery> queries, CancellationToken ct)
    {
        var entry = new PendingQuestions(queries, ct);
        await reading.EnterAsync(entry);
        await entry.Answered.WaitAsync(ct);
    }

    /// <summary>
    /// What holds something that others want goes alone, and so holds it as short as can be. Whoever draws a number must wait for the last
    /// one's commit anyhow, so those go one group after the other, and a group holds the counter once.
    /// </summary>
    public async Task<Rejection?> WriteAsync(IReadOnlyList<RowStatement> statements, CancellationToken ct)
    {
        if (statements.Any(statement => statement.IsContended)) return await WriteAloneAsync(statements, ct);

        var entry = new PendingCommit(statements, ct);
        var drawsNumber = statements.Any(statement => statement.OnRow is not null);
        await (drawsNumber ? drawing : writing).EnterAsync(entry);
        return await entry.Answered;
    }

    private async Task AskAsync(IReadOnlyList<PendingQuestions> group)
    {
        try
        {
            var ct = group is [var only] ? only.Cancelled : CancellationToken.None;
            await using var batch = server.CreateBatch();
            var questions = group.SelectMany(entry => entry.Queries.Select(query => (Entry: entry, Query: query))).GroupBy(asked => AskedOnce(asked.Query), ReferenceEqualityComparer.Instance).ToList();
            foreach (var question in questions) batch.BatchCommands.Add(Command(question.First().Query.Sql, question.First().Query.Values));
            await using var reader = await batch.ExecuteReaderAsync(ct);
            foreach (var question in questions)
            {
                while (await reader.ReadAsync(ct))
                    foreach (var (entry, query) in question) entry.Hear(query, reader);
                await reader.NextResultAsync(ct);
            }
        }
        catch (Exception failed)
        {
            foreach (var entry in group) entry.Fail(failed);
            return;
        }

        foreach (var entry in group) entry.Answer();
    }

    /// <summary>A question without values has one answer for all who ask it.</summary>
    private static object AskedOnce(RowQuery query) => query.Values.Count == 0 ? query.Sql : query;

    private async Task WriteAsync(IReadOnlyList<PendingCommit> group)
    {
        if (group is [var only])
        {
            await WriteAloneAsync(only);
            return;
        }

        try
        {
            var statements = CommonBatch.Of(group);
            await using var batch = BatchOf(statements);
            await RunAsync(batch, statements, CancellationToken.None);
        }
        catch (PostgresException)
        {
            await Task.WhenAll(group.Select(WriteAloneAsync));
            return;
        }
        catch (Exception failed)
        {
            foreach (var entry in group) entry.Fail(failed);
            return;
        }

        foreach (var entry in group) entry.Answer(null);
    }

    private async Task WriteAloneAsync(PendingCommit entry)
    {
        try
        {
            entry.Answer(await WriteAloneAsync(entry.Statements, entry.Cancelled));
        }
        catch (Exception failed)
        {
            entry.Fail(failed);
        }
    }

    private async Task<Rejection?> WriteAloneAsync(IReadOnlyList<RowStatement> statements, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var batch = BatchOf(statements);
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

    private NpgsqlBatch BatchOf(IReadOnlyList<RowStatement> statements)
    {
        var batch = server.CreateBatch();
        foreach (var statement in statements) batch.BatchCommands.Add(Command(TextOf(statement), statement.Values));
        return batch;
    }

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
