using StaffFlows.Testing;

namespace StaffFlows.Drills;

/// <summary>What the other drills stand on: the process starts, stops when asked, and goes on after a kill.</summary>
public sealed class When_a_host_is_a_process
{
    [Fact]
    public async Task It_goes_on_after_a_stop_and_a_kill_with_the_sign_ins_it_had()
    {
        await using var database = new SqliteDrillDatabase();
        await using var host = await HostProcess.StartAsync(database);
        var clerk = await host.AsAsync("u030");

        await host.RestartAsync();
        (await clerk.InboxAsync()).ShouldBeEmpty();

        await host.KillAsync();
        host.ExitCode.ShouldBe(128 + 9);
        await host.StartAsync();
        (await clerk.InboxAsync()).ShouldBeEmpty();
        (await host.HealthAsync()).Expect()["status"]!.GetValue<string>().ShouldBe("Healthy");
    }

    [ServerFact]
    public async Task A_server_of_its_own_can_be_stopped_and_started()
    {
        await using var server = await PostgreSqlServer.CreateAsync();
        await using (var host = await HostProcess.StartAsync(server)) await host.StopAsync();

        await server.StopAsync();
        await server.StartAsync();

        await using var again = await HostProcess.StartAsync(server);
        (await again.HealthAsync()).Expect()["status"]!.GetValue<string>().ShouldBe("Healthy");
    }
}
