using StaffFlows.Testing;

namespace StaffFlows.Drills;

/// <summary>
/// Eight people work, the host is killed at a random moment and started again, and everything that anybody was told is checked; so many
/// times over. Whatever is found is told with the seed that drew the moments.
/// </summary>
internal sealed class KillDrill(Func<Task<IDrillDatabase>> newDatabase, int kills, int seed)
{
    private const int People = 8;

    /// <summary>After so many kills the hall starts anew: checking everything that ever happened takes longer each time.</summary>
    private const int KillsPerDatabase = 50;

    /// <summary>A life ends somewhere before it has heard so many wishes.</summary>
    private const int MaxWishes = 40;

    private readonly Random random = new(seed);

    public async Task<KillReport> RunAsync()
    {
        var report = new KillReport(seed);
        while (report.Kills < kills)
        {
            await using var database = await newDatabase();
            report.Database(database.Provider);
            await DrillAsync(database, Math.Min(KillsPerDatabase, kills - report.Kills), report);
        }

        return report;
    }

    private async Task DrillAsync(IDrillDatabase database, int count, KillReport report)
    {
        await using var host = await HostProcess.StartAsync(database, ("Workflows:Folder", Path.Combine(AppContext.BaseDirectory, "hall")));
        var ledger = new Ledger();
        var days = new LeaveDays(DateOnly.FromDateTime(Patience.Clock.GetUtcNow().UtcDateTime).AddDays(60));
        for (var kill = 1; kill <= count; kill++)
        {
            var before = ledger.All.Count;
            await KillUnderLoadAsync(host, ledger, days);
            if (kill % 8 == 0) await KillWhileItStartsAsync(host);
            if (kill % 4 == 0) await LetTimePassAsync(database);

            var began = Patience.Clock.GetTimestamp();
            await host.StartAsync();
            report.Started(Patience.Clock.GetElapsedTime(began));

            var round = ledger.All.Skip(before).ToList();
            await using var records = Records.Of(database);
            var findings = await new Audit(records, ledger).RunAsync();
            findings.AddRange(await Ledger.RepeatAsync(host, round));
            findings.AddRange(await new Audit(records, ledger).RunAsync(await SettleAsync(host)));
            report.Add(round, findings, host.Log);
        }

        (await host.CommandAsync("verify")).ShouldBe(0, $"{host.Log}");
    }

    private async Task KillUnderLoadAsync(HostProcess host, Ledger ledger, LeaveDays days)
    {
        using var over = new CancellationTokenSource();
        var people = Enumerable.Range(0, People).Select(_ => new Clerk(host, ledger, days, random.Next())).Select(p => Task.Run(() => p.WorkAsync(over.Token))).ToList();
        var (from, wishes) = (ledger.All.Count, random.Next(1, MaxWishes));
        await Patience.UntilAsync(() => ledger.All.Count >= from + wishes, TimeSpan.FromSeconds(30));
        await Task.Delay(TimeSpan.FromMilliseconds(random.Next(20)), Patience.Clock);
        var killed = host.KillAsync();
        await over.CancelAsync();       // nobody asks a host that is gone: what would come of it is asked for after the restart, at length
        await killed;
        await Task.WhenAll(people);
    }

    /// <summary>The start after a kill is killed too: what the first one left is then taken up by the next.</summary>
    private async Task KillWhileItStartsAsync(HostProcess host)
    {
        host.Launch();
        await Task.Delay(TimeSpan.FromMilliseconds(random.Next(100, 3000)), Patience.Clock);
        await host.KillAsync();
    }

    /// <summary>Business time goes on while the hall is closed.</summary>
    private async Task LetTimePassAsync(IDrillDatabase database)
    {
        await using var records = Records.Of(database);
        await records.MoveClockAsync(TimeSpan.FromMinutes(random.Next(30, 600)));
    }

    /// <summary>Fires what is due and has it say that it is done.</summary>
    /// <returns>By which business time; a little less than the host says, which goes on.</returns>
    private static async Task<DateTimeOffset> SettleAsync(HostProcess host)
    {
        var moved = (await (await host.AsAsync("u010")).TryPostAsync("clock", new { advance = "PT1S" })).Expect();
        return moved["now"]!.GetValue<DateTimeOffset>() - TimeSpan.FromSeconds(2);
    }
}
