using System.Diagnostics;
using Npgsql;
using StaffFlows.Testing;

namespace StaffFlows.Host.Tests.Commands;

/// <summary>The documented way on PostgreSQL, with the server's own tools and our verification.</summary>
public sealed class When_a_server_is_dumped_and_restored
{
    [PostgreSqlToolsFact]
    public async Task All_cases_go_on_and_the_verification_names_what_was_changed()
    {
        var (before, after) = (new PostgreSqlDatabase(), new PostgreSqlDatabase());
        var dump = Path.GetTempFileName();
        await before.CreateAsync();
        await after.CreateAsync();
        try
        {
            Guid submitted;
            await using (var hall = await OpenAsync(before))
            {
                await hall.AdvanceToAsync(Hall.At(2035, 3, 5));         // business time follows the server's: ahead of any clock on the wall
                await hall.FinishAsync(await hall.SubmittedAsync(from: "2035-04-02", to: "2035-04-03"));
                submitted = await hall.SubmittedWithProofAsync("2035-04-10");
                await RunAsync("pg_dump", "-Fc", "-f", dump, "-d", Uri(before));
                await hall.FinishAsync(submitted);
            }

            await RunAsync("pg_restore", "--exit-on-error", "--no-owner", "-d", Uri(after), dump);
            (await Operator.TypesOnServerAsync("PostgreSql", after.ConnectionString, "verify")).ExitCode.ShouldBe(0);
            await using (var hall = await OpenAsync(after))
            {
                (await hall.StatusAsync(submitted)).ShouldBe("running");
                await hall.FinishAsync(submitted);
                (await hall.StatusAsync(submitted)).ShouldBe("approved");
            }

            await using (var server = NpgsqlDataSource.Create(after.ConnectionString))
            await using (var tampering = server.CreateCommand("update audit_entries set actor_id = 'E004' where aggregate like 'case:%' and sequence = 2"))
                (await tampering.ExecuteNonQueryAsync()).ShouldBe(2);
            var said = await Operator.TypesOnServerAsync("PostgreSql", after.ConnectionString, "verify");
            said.ExitCode.ShouldBe(1);
            said.Output.ShouldContain("第 2 条与摘要不符");
        }
        finally
        {
            File.Delete(dump);
            await before.DropAsync();
            await after.DropAsync();
        }
    }

    private static Task<Hall> OpenAsync(PostgreSqlDatabase database) =>
        Hall.OpenAsync(settings: [("Database:Provider", "PostgreSql"), ("ConnectionStrings:StaffFlows", database.ConnectionString)]);

    private static string Uri(PostgreSqlDatabase database)
    {
        var parts = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        return $"postgresql://{parts.Username}:{parts.Password}@{parts.Host}:{parts.Port}/{parts.Database}";
    }

    private static async Task RunAsync(string tool, params string[] arguments)
    {
        var start = new ProcessStartInfo(PostgreSqlToolsFactAttribute.Tool(tool)!, arguments) { UseShellExecute = false, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, error);
    }
}

/// <summary>Skipped, by name, where there is no server or its tools are not beside it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PostgreSqlToolsFactAttribute : FactAttribute
{
    public PostgreSqlToolsFactAttribute()
    {
        if (PostgreSqlDatabase.Server is null) Skip = PostgreSqlDatabase.Absent;
        else if (Tool("pg_dump") is null || Tool("pg_restore") is null) Skip = "No pg_dump and pg_restore.";
    }

    /// <summary>The newest installed one, because an older one refuses a newer server.</summary>
    public static string? Tool(string name) => Folders().Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    private static IEnumerable<string> Folders() =>
        (Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql") : [])
            .OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), out var major) ? major : 0).Select(folder => Path.Combine(folder, "bin"))
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator));
}
