using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StaffFlows.Engine.Activities;
using StaffFlows.Engine.Definitions.Json;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Runtime;
using StaffFlows.Workflows.Activities;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Persistence;
using Xunit.Abstractions;

namespace StaffFlows.Drills;

/// <summary>The hall was closed while ten thousand waits ran out: when it opens all of them are caught up with, and people are served meanwhile.</summary>
public sealed class When_ten_thousand_timers_are_due_at_start(ITestOutputHelper output)
{
    private const int Waits = 10_000;
    private const int Callers = 32;

    /// <summary>For one person's application beside the timers, on a busy machine too.</summary>
    private static readonly TimeSpan ServedWithin = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task They_fire_once_by_their_own_time_while_people_are_served_on_SQLite()
    {
        await using var database = new SqliteDrillDatabase();
        await DrillAsync(database);
    }

    [PostgreSqlFact]
    public async Task They_fire_once_by_their_own_time_while_people_are_served_on_PostgreSQL()
    {
        await using var database = await PostgreSqlDrillDatabase.CreateAsync();
        await DrillAsync(database);
    }

    private async Task DrillAsync(IDrillDatabase database)
    {
        await using var host = await HostProcess.StartAsync(database, ("Workflows:Folder", Path.Combine(AppContext.BaseDirectory, "hall")));
        var clerk = await host.AsAsync("u030");
        await host.StopAsync();
        await PutToSleepAsync(database);
        var mark = host.Log.Mark;

        var began = Patience.Clock.GetTimestamp();
        await host.StartAsync();
        var listening = Patience.Clock.GetElapsedTime(began);
        (await clerk.StartAsync("leave", 0)).Expect();
        var served = Patience.Clock.GetElapsedTime(began);
        (served - listening).ShouldBeLessThan(ServedWithin, "whoever comes does not wait for the timers");

        await using var records = Records.Of(database);
        await using var db = await records.OpenAsync();
        await Patience.UntilAsync(async () => !await db.Timers.AnyAsync(t => t.DueAt < Patience.Clock.GetUtcNow()), TimeSpan.FromMinutes(10));
        output.WriteLine($"{database.Provider}: listening after {listening.TotalSeconds:0.0} s, a person served after {served.TotalSeconds:0.0} s, {Waits} timers fired after {Patience.Clock.GetElapsedTime(began).TotalSeconds:0.0} s");

        var rows = await db.Instances.Where(i => i.DefinitionId == "drill-nap").OrderBy(i => i.Id).Select(i => new { i.Id, i.CreatedAt, i.SubStatus }).ToListAsync();
        rows.Count.ShouldBe(Waits);
        rows.Count(r => r.SubStatus != WorkflowSubStatus.Finished).ShouldBe(0);
        foreach (var row in rows.Where((_, index) => index % 100 == 0))
            (await records.JournalAsync(row.Id)).Where(e => e.Event == JournalEvents.Resumed).Select(e => Math.Round((e.DueAt!.Value - row.CreatedAt).TotalSeconds, 2)).ShouldBe([3600d]);
        (await host.HealthAsync()).Expect()["status"]!.GetValue<string>().ShouldBe("Healthy");
        host.Log.Since(mark).ShouldNotContain(l => l.Level == "Error");
    }

    /// <summary>With the product's own runtime on the stores, at a time when all of it is over by now.</summary>
    private static async Task PutToSleepAsync(IDrillDatabase database)
    {
        await using var records = Records.Of(database);
        await records.Get<IDatabase>().OpenAsync(CancellationToken.None);
        var catalog = new ActivityCatalog([.. StandardActivities.In(FlowchartMode.CounterBased), .. StaffFlowsActivities.All]);
        var longAgo = new Yesterday();
        var definitions = new DefinitionStore(records.Get<IDbContextFactory<StaffFlowsDbContext>>(), records.Get<IWriteQueue>(), catalog, longAgo);
        var runtime = new WorkflowRuntime(records.Get<IWorkflowInstanceStore>(), definitions, records.Get<IFactSource>(), catalog, longAgo);
        var nothing = ImmutableDictionary<string, JsonElement>.Empty;
        await System.Threading.Tasks.Parallel.ForEachAsync(Enumerable.Range(0, Waits), new ParallelOptions { MaxDegreeOfParallelism = Callers }, async (_, ct) =>
            (await runtime.StartAsync(new(new(Guid.CreateVersion7(longAgo.GetUtcNow())), "drill-nap", nothing, nothing, []), ct)).ShouldBeOfType<BurstOutcome.Committed>());
    }

    private sealed class Yesterday : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Patience.Clock.GetUtcNow() - TimeSpan.FromDays(1);
    }
}
