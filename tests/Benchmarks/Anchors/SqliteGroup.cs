using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace StaffFlows.Benchmarks.Anchors;

/// <summary>One writer with group commit and nothing around it: what waits is written in one transaction, then answered.</summary>
internal sealed class SqliteGroup : IAsyncDisposable
{
    private const int MaxGroup = 64;

    private readonly Channel<(Action<SqliteGroup> Write, TaskCompletionSource Done)> waiting =
        Channel.CreateUnbounded<(Action<SqliteGroup>, TaskCompletionSource)>(new() { SingleReader = true });

    private readonly SqliteConnection connection;
    private readonly Dictionary<string, SqliteCommand> commands = [];
    private readonly Task writer;

    public SqliteGroup(SqliteConnection connection)
    {
        this.connection = connection;
        Execute("PRAGMA journal_mode = WAL");
        Execute("PRAGMA synchronous = FULL");
        writer = Task.Run(WriteAllAsync);
    }

    public Task WriteAsync(Action<SqliteGroup> write)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting.Writer.TryWrite((write, done));
        return done.Task;
    }

    /// <summary>Only from within a write. The statement is prepared once; its parameters are $1, $2 …</summary>
    public void Execute(string sql, params ReadOnlySpan<object?> values)
    {
        if (!commands.TryGetValue(sql, out var command))
        {
            commands[sql] = command = connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 0; i < values.Length; i++) command.Parameters.Add(new SqliteParameter { ParameterName = $"${i + 1}" });
            command.Prepare();
        }

        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i] ?? DBNull.Value;
        command.ExecuteNonQuery();
    }

    public async ValueTask DisposeAsync()
    {
        waiting.Writer.Complete();
        await writer;
        foreach (var command in commands.Values) await command.DisposeAsync();
        await connection.DisposeAsync();
    }

    private async Task WriteAllAsync()
    {
        var group = new List<(Action<SqliteGroup> Write, TaskCompletionSource Done)>(MaxGroup);
        while (await waiting.Reader.WaitToReadAsync())
        {
            while (group.Count < MaxGroup && waiting.Reader.TryRead(out var entry)) group.Add(entry);
            try
            {
                Execute("BEGIN IMMEDIATE");
                group.ForEach(entry => entry.Write(this));
                Execute("COMMIT");
                group.ForEach(entry => entry.Done.SetResult());
            }
            catch (SqliteException failed)
            {
                group.ForEach(entry => entry.Done.TrySetException(failed));
            }

            group.Clear();
        }
    }
}
