using Npgsql;

namespace StaffFlows.Testing;

/// <summary>A database of its own on the server that STAFFFLOWS_TEST_POSTGRESQL names.</summary>
public sealed class PostgreSqlDatabase
{
    public const string Variable = "STAFFFLOWS_TEST_POSTGRESQL";
    public const string Absent = $"No PostgreSQL server: {Variable} holds no connection string.";

    private readonly string name = $"staffflows_{Guid.NewGuid():N}";

    /// <summary>A login that may create databases; null where there is no server.</summary>
    public static string? Server => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } server ? server : null;

    public string ConnectionString => new NpgsqlConnectionStringBuilder(Server) { Database = name, Pooling = true }.ToString();

    /// <param name="clock">Where the database's clock stands still; null: it is the server's. Business time goes by it, and only forward from it.</param>
    public async Task CreateAsync(DateTimeOffset? clock = null)
    {
        await ExecuteAsync(Server!, $"CREATE DATABASE {name}");
        if (clock is { } moment) await SetClockAsync(moment);
    }

    /// <summary>Moves the database's own clock, where <see cref="CreateAsync"/> has stopped it.</summary>
    public async Task SetClockAsync(DateTimeOffset moment)
    {
        // what stands before pg_catalog in the search path is called instead of the server's own function
        await ExecuteAsync(Server!, $"ALTER DATABASE {name} SET search_path = public, pg_catalog");
        await ExecuteAsync(ConnectionString, $"CREATE OR REPLACE FUNCTION public.clock_timestamp() RETURNS timestamptz LANGUAGE sql AS $$ SELECT timestamptz '{moment:O}' $$");
    }

    public Task DropAsync() => ExecuteAsync(Server!, $"DROP DATABASE IF EXISTS {name} WITH (FORCE)");

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var database = NpgsqlDataSource.Create(connectionString);
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
