using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace StaffFlows.Workflows.Persistence.Sqlite;

/// <summary>Connections for reading below EF, kept open with what they have prepared; as many as were ever needed at once.</summary>
internal sealed class SqliteReaders(SqliteFile file) : IDisposable
{
    private readonly ConcurrentBag<SqliteCommands> idle = [];

    public async ValueTask<SqliteCommands> RentAsync(CancellationToken ct)
    {
        if (idle.TryTake(out var commands)) return commands;

        var connection = new SqliteConnection(new SqliteConnectionStringBuilder(file.ConnectionString) { Pooling = false }.ToString());
        await connection.OpenAsync(ct);
        await using var settings = connection.CreateCommand();
        settings.CommandText = ReadOnlyConnections.Settings;
        await settings.ExecuteNonQueryAsync(ct);
        return new(connection);
    }

    public void Return(SqliteCommands commands) => idle.Add(commands);

    public void Dispose()
    {
        while (idle.TryTake(out var commands)) commands.Dispose();
    }
}
