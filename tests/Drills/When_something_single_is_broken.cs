using System.Net;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Testing;

namespace StaffFlows.Drills;

/// <summary>
/// One definition or one instance is damaged: it says so in one line and on the health page, and everybody else works on. What comes
/// of an instance that is mended: <see cref="When_something_broken_is_mended_beside_the_host"/>.
/// </summary>
public sealed class When_something_single_is_broken : IAsyncLifetime
{
    private SqliteDrillDatabase database = null!;
    private HostProcess host = null!;

    public async Task InitializeAsync()
    {
        database = SqliteDrillDatabase.Create();
        host = await HostProcess.StartAsync(database, ("Workflows:Folder", Path.Combine(AppContext.BaseDirectory, "hall")));
    }

    public async Task DisposeAsync()
    {
        await host.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task A_damaged_definition_is_left_out_until_it_is_mended()
    {
        var clerk = await host.AsAsync("u030");
        var before = (await clerk.StartAsync("leave", 0)).Expect()["id"]!.GetValue<Guid>();
        var whole = await DamageAsync("leave-v1");
        var mark = host.Log.Mark;

        await host.StartAsync();
        await host.UntilHealthIsAsync("Degraded");

        (await host.TroublesAsync()).ShouldContain("record-unreadable: definition leave-v1");
        var refused = await clerk.StartAsync("leave", 1);
        refused.Status.ShouldBe(HttpStatusCode.InternalServerError);
        refused.Code.ShouldBe("record-unreadable");
        (await (await host.AsAsync("u031")).TryDecideAsync(before, "accept")).Code.ShouldBe("record-unreadable");
        (await clerk.StartAsync("drill-wait", 1)).Expect();
        (await clerk.InboxAsync("started")).Count.ShouldBe(2);
        host.Log.ShouldSayOnce(mark, "record-unreadable", "definition leave-v1");

        await host.KillAsync();
        await WriteDefinitionAsync("leave-v1", whole);
        await host.StartAsync();
        await host.UntilHealthIsAsync("Healthy");
        (await clerk.StartAsync("leave", 2)).Expect();
        await (await host.AsAsync("u031")).DecideAsync(before, "accept");
    }

    [Fact]
    public async Task An_activity_that_always_throws_stops_its_own_instance_only()
    {
        var clerk = await host.AsAsync("u030");
        var mark = host.Log.Mark;
        (await clerk.StartAsync("drill-poison", 0)).Expect();
        var waiting = (await clerk.StartAsync("drill-wait", 1)).Expect()["id"]!.GetValue<Guid>();

        await AdvanceAsync("PT4H");
        await AdvanceAsync("PT4H");

        (await clerk.CaseAsync(waiting))["status"]!.GetValue<string>().ShouldBe("approved");
        await host.UntilHealthIsAsync("Degraded");
        (await host.HealthAsync()).Expect()["faulted"]!.GetValue<int>().ShouldBe(1);
        host.Log.ShouldSayOnce(mark, "instance-faulted", (await host.TroublesAsync()).Single().Split(": ")[1]);

        await host.KillAsync();
        await host.StartAsync();
        (await host.HealthAsync()).Expect()["faulted"]!.GetValue<int>().ShouldBe(1, "it is still there after a restart");
        (await clerk.StartAsync("leave", 2)).Expect();
    }

    [Fact]
    public async Task An_instance_whose_state_cannot_be_read_keeps_no_timer_from_the_others()
    {
        var clerk = await host.AsAsync("u030");
        var broken = (await clerk.StartAsync("drill-wait", 0)).Expect()["id"]!.GetValue<Guid>();
        var whole = (await clerk.StartAsync("drill-wait", 1)).Expect()["id"]!.GetValue<Guid>();
        await host.KillAsync();
        await using (var records = Records.Of(database))
            await records.WriteAsync(to => to.Instances.Where(i => i.Id == to.Cases.Single(c => c.Id == broken).InstanceId).ExecuteUpdateAsync(set => set.SetProperty(i => i.State, "{ damaged")));

        var mark = host.Log.Mark;
        await host.StartAsync();
        await AdvanceAsync("PT4H");
        await AdvanceAsync("PT4H");

        (await clerk.CaseAsync(whole))["status"]!.GetValue<string>().ShouldBe("approved");
        await host.UntilHealthIsAsync("Degraded");
        host.Log.ShouldSayOnce(mark, "record-unreadable", (await host.TroublesAsync()).Single().Split(": ")[1]);
        (await clerk.TryPostAsync($"cases/{broken}/withdraw", new { reason = "取消" })).Code.ShouldBe("record-unreadable");
    }

    private async Task AdvanceAsync(string by) => (await (await host.AsAsync("u010")).TryPostAsync("clock", new { advance = by })).Expect();

    /// <returns>What stood there.</returns>
    private async Task<string> DamageAsync(string definition)
    {
        await host.KillAsync();
        await using var records = Records.Of(database);
        await using var db = await records.OpenAsync();
        var json = await db.Definitions.Where(d => d.Id == definition).Select(d => d.Json).SingleAsync();
        await WriteDefinitionAsync(definition, json[..(json.Length / 2)]);
        return json;
    }

    private async Task WriteDefinitionAsync(string definition, string json)
    {
        await using var records = Records.Of(database);
        await records.WriteAsync(db => db.Definitions.Where(d => d.Id == definition).ExecuteUpdateAsync(set => set.SetProperty(d => d.Json, json)));
    }
}
