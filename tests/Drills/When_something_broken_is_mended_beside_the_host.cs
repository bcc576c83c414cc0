using Microsoft.EntityFrameworkCore;
using StaffFlows.Testing;

namespace StaffFlows.Drills;

/// <summary>On a server the rows are put right while the host runs: it goes on with them by itself.</summary>
public sealed class When_something_broken_is_mended_beside_the_host
{
    private const string Definition = "leave-v1";
    private const string Damaged = $"record-unreadable: definition {Definition}";

    [PostgreSqlFact]
    public async Task A_damaged_definition_and_an_unreadable_instance_are_used_again_without_a_restart()
    {
        await using var database = await PostgreSqlDrillDatabase.CreateAsync();
        await using var host = await HostProcess.StartAsync(database, ("Workflows:Folder", Path.Combine(AppContext.BaseDirectory, "hall")));
        var clerk = await host.AsAsync("u030");
        var leave = await StartAsync(clerk, "leave", 0);
        var broken = await StartAsync(clerk, "drill-wait", 1);
        var whole = await StartAsync(clerk, "drill-wait", 2);
        await host.KillAsync();
        await using var records = Records.Of(database);
        await using var db = await records.OpenAsync();
        var instance = await db.Cases.Where(c => c.Id == broken).Select(c => c.InstanceId).SingleAsync();
        var json = await db.Definitions.Where(d => d.Id == Definition).Select(d => d.Json).SingleAsync();
        var state = await db.Instances.Where(i => i.Id == instance).Select(i => i.State).SingleAsync();
        await WriteAsync(json[..(json.Length / 2)], "{ damaged");

        await host.StartAsync();
        await host.UntilHealthIsAsync("Degraded");
        await AdvanceAsync("PT4H");
        var troubles = await host.TroublesAsync();
        troubles.ShouldContain(Damaged);
        troubles.Count.ShouldBe(2, "the other one is the timer of the unreadable instance");
        (await clerk.StartAsync("leave", 3)).Code.ShouldBe("record-unreadable");
        (await StatusAsync(whole)).ShouldBe("approved");

        await WriteAsync(json, state);
        await Patience.UntilAsync(async () => (await clerk.StartAsync("leave", 4)).Body?["id"] is not null, TimeSpan.FromSeconds(30));
        await (await host.AsAsync("u031")).DecideAsync(leave, "accept");
        await Patience.UntilAsync(
            async () =>
            {
                await AdvanceAsync("PT1H");     // its timers come up again when the lease of the failed attempt lapses
                return await StatusAsync(broken) == "approved";
            },
            TimeSpan.FromMinutes(2));
        (await host.TroublesAsync()).ShouldNotContain(Damaged);

        async Task WriteAsync(string definition, string stateOf)
        {
            await records.WriteAsync(to => to.Definitions.Where(d => d.Id == Definition).ExecuteUpdateAsync(set => set.SetProperty(d => d.Json, definition)));
            await records.WriteAsync(to => to.Instances.Where(i => i.Id == instance).ExecuteUpdateAsync(set => set.SetProperty(i => i.State, stateOf)));
        }

        async Task AdvanceAsync(string by) => (await (await host.AsAsync("u010")).TryPostAsync("clock", new { advance = by })).Expect();

        async Task<string> StatusAsync(Guid id) => (await clerk.CaseAsync(id))["status"]!.GetValue<string>();
    }

    private static async Task<Guid> StartAsync(Staff by, string procedure, int number) => (await by.StartAsync(procedure, number)).Expect()["id"]!.GetValue<Guid>();
}
