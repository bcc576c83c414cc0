using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace StaffFlows.Benchmarks.Databases;

/// <summary>One database of the product: made by a host, copied while no host has it.</summary>
internal abstract class Store(string name)
{
    public string Name => name;

    /// <summary>As configuration <c>Database:Provider</c> calls it.</summary>
    public abstract string Provider { get; }

    /// <summary>What a host is told.</summary>
    public abstract string ConnectionString { get; }

    /// <summary>The database server's first process; null where the database works inside the host.</summary>
    public abstract int? ServerProcess { get; }

    /// <summary>For looking from outside; not the host's own connection.</summary>
    public abstract Task<DbConnection> OpenAsync(CancellationToken ct);

    /// <summary>An equal database of another name; one of that name goes away before. No host may have this one.</summary>
    public abstract Task<Store> CopyAsync(string copyName, CancellationToken ct);

    /// <summary>After a load or before a measurement: what the database would otherwise tidy up sometime is done now.</summary>
    public abstract Task SettleAsync(CancellationToken ct);

    public abstract Task DropAsync(CancellationToken ct);

    /// <summary>An empty one; whatever was left of an earlier attempt goes away.</summary>
    public abstract Task CreateAsync(CancellationToken ct);

    /// <summary>Whether an earlier run in this folder has filled it to the end.</summary>
    public abstract Task<bool> IsReadyAsync(CancellationToken ct);

    public abstract Task SayReadyAsync(CancellationToken ct);

    public async Task<List<T>> QueryAsync<T>(string sql, Func<DbDataReader, T> read, CancellationToken ct)
    {
        await using var connection = await OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<T>();
        while (await reader.ReadAsync(ct)) rows.Add(read(reader));
        return rows;
    }

    public async Task ExecuteAsync(string sql, CancellationToken ct)
    {
        await using var connection = await OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync(ct);
    }
}

/// <summary>A database of the run's PostgreSQL.</summary>
internal sealed class PostgreSqlStore(PostgreSqlServer server, string name) : Store(name)
{
    public PostgreSqlServer Server => server;

    public override string Provider => "PostgreSql";

    public override string ConnectionString => server.ConnectionString(Name);

    public override int? ServerProcess => server.ProcessId;

    public override async Task CreateAsync(CancellationToken ct)
    {
        await DropAsync(ct);
        await server.ExecuteAsync($"CREATE DATABASE {Name}", ct);
    }

    public override Task<bool> IsReadyAsync(CancellationToken ct) => server.HasReadyAsync(Name, ct);

    public override Task SayReadyAsync(CancellationToken ct) => server.ExecuteAsync($"COMMENT ON DATABASE {Name} IS '{PostgreSqlServer.Ready}'", ct);

    public override async Task<DbConnection> OpenAsync(CancellationToken ct)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(ConnectionString) { Pooling = false }.ToString());
        await connection.OpenAsync(ct);
        return connection;
    }

    public override async Task<Store> CopyAsync(string copyName, CancellationToken ct)
    {
        var copy = new PostgreSqlStore(server, copyName);
        await copy.DropAsync(ct);
        await server.ExecuteAsync($"CREATE DATABASE {copyName} TEMPLATE {Name}", ct);
        return copy;
    }

    public override async Task SettleAsync(CancellationToken ct)
    {
        await ExecuteAsync("VACUUM ANALYZE", ct);
        await ExecuteAsync("CHECKPOINT", ct);
    }

    public override Task DropAsync(CancellationToken ct) => server.ExecuteAsync($"DROP DATABASE IF EXISTS {Name} WITH (FORCE)", ct);
}

/// <summary>A file of its own.</summary>
internal sealed class SqliteStore(string folder, string name) : Store(name)
{
    public string File => Path.Combine(folder, $"{Name}.db");

    private string ReadyMark => $"{File}-ready";

    public override string Provider => "Sqlite";

    public override string ConnectionString => $"Data Source={File}";

    public override int? ServerProcess => null;

    public override async Task<DbConnection> OpenAsync(CancellationToken ct)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder(ConnectionString) { Pooling = false, ForeignKeys = true }.ToString());
        await connection.OpenAsync(ct);
        return connection;
    }

    public override async Task<Store> CopyAsync(string copyName, CancellationToken ct)
    {
        await ExecuteAsync("PRAGMA wal_checkpoint(TRUNCATE)", ct);
        var copy = new SqliteStore(folder, copyName);
        await copy.DropAsync(ct);
        System.IO.File.Copy(File, copy.File);
        return copy;
    }

    public override Task CreateAsync(CancellationToken ct) => DropAsync(ct);

    public override Task<bool> IsReadyAsync(CancellationToken ct) => Task.FromResult(System.IO.File.Exists(ReadyMark));

    public override Task SayReadyAsync(CancellationToken ct) => System.IO.File.WriteAllTextAsync(ReadyMark, "", ct);

    /// <summary>Without statistics, as the product runs: those of a nearly empty database would have it read whole tables later on.</summary>
    public override Task SettleAsync(CancellationToken ct) => ExecuteAsync("PRAGMA wal_checkpoint(TRUNCATE)", ct);

    public override Task DropAsync(CancellationToken ct)
    {
        foreach (var file in Directory.EnumerateFiles(folder, $"{Name}.db*")) System.IO.File.Delete(file);
        return Task.CompletedTask;
    }
}
