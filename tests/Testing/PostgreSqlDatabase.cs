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

    public Task CreateAsync() => ExecuteAsync($"CREATE DATABASE {name}");

    public Task DropAsync() => ExecuteAsync($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");

    private static async Task ExecuteAsync(string sql)
    {
        await using var server = NpgsqlDataSource.Create(Server!);
        await using var command = server.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
