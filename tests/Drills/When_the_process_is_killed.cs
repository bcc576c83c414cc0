using System.Globalization;
using Xunit.Abstractions;

namespace StaffFlows.Drills;

/// <summary>
/// SIGKILL under eight people at work: what was acknowledged is there once, what was not is there once or not at all, asking again
/// changes nothing, nothing is stuck, timers fire once and by their own time, the chains verify.
/// </summary>
/// <remarks>STAFFFLOWS_DRILL_KILLS sets the number of kills on both databases together, STAFFFLOWS_DRILL_SEED repeats a run, STAFFFLOWS_DRILL_REPORT names a file for the report.</remarks>
public sealed class When_the_process_is_killed(ITestOutputHelper output)
{
    private const int KillsInAll = 40;

    [Fact]
    public Task Nothing_is_lost_or_done_twice_on_SQLite() => DrillAsync(() => Task.FromResult<IDrillDatabase>(new SqliteDrillDatabase()));

    [PostgreSqlFact]
    public Task Nothing_is_lost_or_done_twice_on_PostgreSQL() => DrillAsync(async () => await PostgreSqlDrillDatabase.CreateAsync());

    private async Task DrillAsync(Func<Task<IDrillDatabase>> newDatabase)
    {
        var kills = (Number("STAFFFLOWS_DRILL_KILLS") ?? KillsInAll) / 2;
        var seed = Number("STAFFFLOWS_DRILL_SEED") ?? Environment.ProcessId;
        output.WriteLine($"seed {seed}");

        var report = await new KillDrill(newDatabase, kills, seed).RunAsync();

        output.WriteLine($"{report}");
        if (Environment.GetEnvironmentVariable("STAFFFLOWS_DRILL_REPORT") is { Length: > 0 } file) await File.AppendAllTextAsync(file, $"{report}\n");
        report.Findings.ShouldBeEmpty($"{report}");
        report.Acknowledged.ShouldBeGreaterThan(kills, "people got nothing done between the kills, so they proved nothing");
    }

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : null;
}
