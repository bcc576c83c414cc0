using Npgsql;

namespace StaffFlows.Persistence.Contract.Providers;

public sealed class PostgreSqlProvider : Provider
{
    public const string Variable = "STAFFFLOWS_TEST_POSTGRESQL";
    public const string Absent = $"No PostgreSQL server: {Variable} holds no connection string.";

    private readonly string database = $"staffflows_{Guid.NewGuid():N}";

    /// <summary>A login that may create databases; null where there is no server.</summary>
    public static string? Server => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } server ? server : null;

    public override string Name => "PostgreSql";

    protected override string? ConnectionString =>
        Server is null ? null : new NpgsqlConnectionStringBuilder(Server) { Database = database, Pooling = true }.ToString();

    protected override Task CreateAsync() => ExecuteAsync($"CREATE DATABASE {database}");

    protected override Task DropAsync() => ExecuteAsync($"DROP DATABASE {database} WITH (FORCE)");

    private static async Task ExecuteAsync(string sql)
    {
        await using var server = NpgsqlDataSource.Create(Server!);
        await using var command = server.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
