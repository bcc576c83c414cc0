using Npgsql;
using StaffFlows.Testing;

namespace StaffFlows.Drills;

/// <summary>A database of a drill's own, gone with it.</summary>
internal interface IDrillDatabase : IAsyncDisposable
{
    /// <summary>As configuration <c>Database:Provider</c> names it.</summary>
    string Provider { get; }

    string ConnectionString { get; }
}

/// <summary>A file in a folder of its own, or in a given one.</summary>
internal sealed class SqliteDrillDatabase(string? folder = null) : IDrillDatabase
{
    private readonly bool isOwn = folder is null;

    public string Provider => "Sqlite";

    public string Folder { get; } = folder ?? Directory.CreateTempSubdirectory("staffflows-drill-").FullName;

    public string File => Path.Combine(Folder, "hall.db");

    public string ConnectionString => $"Data Source={File}";

    public static SqliteDrillDatabase Create() => new();

    public ValueTask DisposeAsync()
    {
        if (isOwn) Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}

/// <summary>A database on the server of the test run.</summary>
internal sealed class PostgreSqlDrillDatabase : IDrillDatabase
{
    private readonly PostgreSqlDatabase database = new();

    private PostgreSqlDrillDatabase()
    {
    }

    public string Provider => "PostgreSql";

    public string ConnectionString => database.ConnectionString;

    public static async Task<PostgreSqlDrillDatabase> CreateAsync()
    {
        var created = new PostgreSqlDrillDatabase();
        await created.database.CreateAsync();
        return created;
    }

    public async ValueTask DisposeAsync()
    {
        await using (var pooled = new NpgsqlConnection(ConnectionString)) NpgsqlConnection.ClearPool(pooled);
        await database.DropAsync();
    }
}
