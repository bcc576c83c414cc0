using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace StaffFlows.Workflows.Persistence.Sqlite;

/// <summary>Connections of the context factory can't write: what bypasses the queue fails at once instead of blocking it later.</summary>
internal sealed class ReadOnlyConnections : DbConnectionInterceptor
{
    public const string Settings = "PRAGMA query_only = ON; PRAGMA busy_timeout = 5000;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Settings;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Settings;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
