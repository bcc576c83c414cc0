using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Persistence.Rows;

namespace StaffFlows.Workflows.Persistence.Sqlite;

/// <summary>
/// The one writer of the file. What waits is written as a group: one transaction, one flush to disk, and only then the answers. Nearly
/// nothing is refused, so a group of statements is tried as a whole first; with a savepoint SQLite keeps a copy of each page that the
/// entry changes, so there are some only where one entry of the group may have to be undone.
/// </summary>
internal sealed class SqliteWriteQueue(SqliteFile file, SqliteContexts contexts) : IWriteQueue, IAsyncDisposable
{
    private const int MaxGroup = 64;
    private const string Savepoint = "entry";

    private readonly Channel<PendingWrite> entries = Channel.CreateBounded<PendingWrite>(new BoundedChannelOptions(1024) { SingleReader = true });
    private readonly AsyncLocal<bool> writing = new();
    private Task? writer;

    public async Task StartAsync(CancellationToken ct)
    {
        if (writer is not null) return;
        var connection = await file.OpenForWritingAsync(ct);
        writer = Task.Run(() => WriteAllAsync(connection), CancellationToken.None);
    }

    public async Task<Result<T>> WriteAsync<T>(
        Func<StaffFlowsDbContext, CancellationToken, Task<Result<T>>> write, CancellationToken ct)
    {
        var entry = new PendingWrite<T>(write, ct);
        await EnterAsync(entry, ct);
        return await entry.Answered;
    }

    /// <summary>An entry without EF: null where it is committed, else why everything in it was undone.</summary>
    public async Task<Rejection?> WriteAsync(IReadOnlyList<RowStatement> statements, CancellationToken ct)
    {
        var entry = new PendingStatements(statements, ct);
        await EnterAsync(entry, ct);
        return await entry.Answered;
    }

    public async ValueTask DisposeAsync()
    {
        entries.Writer.TryComplete();
        if (writer is not null) await writer;
    }

    private ValueTask EnterAsync(PendingWrite entry, CancellationToken ct)
    {
        if (writer is null) throw new InvalidOperationException("The database has not been opened.");
        if (writing.Value) throw new InvalidOperationException("A write waits for another write of the same queue, which would wait for ever.");
        return entries.Writer.WriteAsync(entry, ct);
    }

    private async Task WriteAllAsync(SqliteConnection connection)
    {
        writing.Value = true;
        using var commands = new SqliteCommands(connection);
        var group = new List<PendingWrite>(MaxGroup);
        while (await entries.Reader.WaitToReadAsync())
        {
            while (group.Count < MaxGroup && entries.Reader.TryRead(out var entry))
                group.Add(entry);
            await WriteGroupAsync(connection, commands, group);
            group.Clear();
        }
    }

    private async Task WriteGroupAsync(SqliteConnection connection, SqliteCommands commands, List<PendingWrite> group)
    {
        if (WroteAsOne(connection, commands, group))
        {
            group.ForEach(entry => entry.Answer());
            return;
        }

        var toAnswer = new List<PendingWrite>(group.Count);
        try
        {
            await using var transaction = connection.BeginTransaction(deferred: false);
            foreach (var entry in group)
                if (await WriteEntryAsync(connection, commands, transaction, entry))
                    toAnswer.Add(entry);
            await transaction.CommitAsync();
        }
        catch (Exception failed)
        {
            group.ForEach(entry => entry.Fail(failed));
            return;
        }

        toAnswer.ForEach(entry => entry.Answer());
    }

    /// <summary>False where nothing is written: an entry needs EF, was refused or failed. Which one, and why, the next attempt tells.</summary>
    private static bool WroteAsOne(SqliteConnection connection, SqliteCommands commands, List<PendingWrite> group)
    {
        if (!group.TrueForAll(entry => entry is PendingStatements)) return false;

        try
        {
            using var transaction = connection.BeginTransaction(deferred: false);
            if (!group.TrueForAll(entry => ((PendingStatements)entry).Run(commands, transaction))) return false;

            transaction.Commit();
            return true;
        }
        catch (Exception)
        {
            return false;
        }
    }

    /// <summary>False where the entry failed and its caller has been told already.</summary>
    private async Task<bool> WriteEntryAsync(SqliteConnection connection, SqliteCommands commands, SqliteTransaction transaction, PendingWrite entry)
    {
        transaction.Save(Savepoint);
        Exception? failure = null;
        var accepted = false;
        try
        {
            accepted = entry is PendingStatements statements
                ? statements.Run(commands, transaction)
                : await RunAsync(connection, transaction, (PendingContextWrite)entry);
        }
        catch (Exception cause)
        {
            failure = cause;
        }

        if (!accepted) transaction.Rollback(Savepoint);
        transaction.Release(Savepoint);
        if (failure is not null) entry.Fail(failure);
        return failure is null;
    }

    private async Task<bool> RunAsync(SqliteConnection connection, SqliteTransaction transaction, PendingContextWrite entry)
    {
        await using var db = contexts.CreateOn(connection);
        db.Database.AutoSavepointsEnabled = false;
        await db.Database.UseTransactionAsync(transaction);
        return await entry.RunAsync(db);
    }
}
