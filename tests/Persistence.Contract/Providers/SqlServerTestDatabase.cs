using Microsoft.Data.SqlClient;

namespace StaffFlows.Persistence.Contract.Providers;

/// <summary>A database of its own on the server that <see cref="Variable"/> names, in a collation that halls really have, which must make no difference.</summary>
public sealed class SqlServerTestDatabase
{
    public const string Variable = "STAFFFLOWS_TEST_SQLSERVER";
    public const string Absent = $"No SQL Server: {Variable} holds no connection string.";

    private readonly string name = $"staffflows_{Guid.NewGuid():N}";

    /// <summary>A login that may create databases; null where there is no server.</summary>
    public static string? Server => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } server ? server : null;

    public string ConnectionString => new SqlConnectionStringBuilder(Server) { InitialCatalog = name }.ToString();

    public Task CreateAsync() => ExecuteAsync($"CREATE DATABASE [{name}] COLLATE Chinese_PRC_CI_AS; ALTER DATABASE [{name}] SET READ_COMMITTED_SNAPSHOT ON;");

    public Task DropAsync() => ExecuteAsync($"ALTER DATABASE [{name}] SET SINGLE_USER WITH ROLLBACK IMMEDIATE; DROP DATABASE [{name}];");

    private static async Task ExecuteAsync(string sql)
    {
        await using var server = new SqlConnection(Server);
        await server.OpenAsync();
        await using var command = server.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
