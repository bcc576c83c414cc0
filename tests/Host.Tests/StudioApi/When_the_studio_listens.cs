using System.Net;
using System.Text.Json.Nodes;
using StaffFlows.Testing;

namespace StaffFlows.Host.Tests.StudioApi;

/// <summary>Live updates. The host hears of commits by looking at the database, so that those of other nodes are no different.</summary>
public sealed class When_the_studio_listens
{
    private const string Hub = "/elsa/hubs/workflow-instance";

    [Fact]
    public async Task It_is_told_of_each_commit_without_a_word_of_what_the_case_is_about()
    {
        await using var hall = await Hall.OpenAsync(onKestrel: true);
        await DesignersHall.GiveRolesAsync(hall, ("u032", "ProcessOwner"));
        var leave = await hall.AcceptedAsync("2026-12-07", "2026-12-08");
        var personnel = await hall.AsAsync("u006");
        var instance = (await personnel.PostAsync("/elsa/api/workflow-instances", new JsonObject { ["correlationId"] = $"{leave:N}" }))["items"]![0]!["id"]!.ToString();
        using var listener = await HubListener.ConnectAsync(hall, await hall.AsAsync("u032"));
        await listener.ObserveAsync(instance);

        await (await hall.AsAsync("u022")).DecideAsync(leave, "agree");
        hall.SystemClock.Advance(TimeSpan.FromSeconds(1));

        var (updated, log, stats) = (await listener.CallAsync(), await listener.CallAsync(), await listener.CallAsync());
        (updated.Name, updated.Argument["workflowInstanceId"]!.ToString()).ShouldBe(("WorkflowInstanceUpdatedAsync", instance));
        log.Name.ShouldBe("WorkflowExecutionLogUpdatedAsync");
        stats.Name.ShouldBe("ActivityExecutionLogUpdatedAsync");
        var head = stats.Argument["stats"]!.AsArray().Single(s => s!["activityId"]!.ToString() == "window-head")!;
        (head["startedCount"]!.GetValue<int>(), head["completedCount"]!.GetValue<int>(), head["isBlocked"]!.GetValue<bool>()).ShouldBe((1, 1, false));
        foreach (var word in new[] { "LX0031", "钱溪亭", "E030" }) $"{updated}{log}{stats}".ShouldNotContain(word);
    }

    [Fact]
    public async Task A_page_that_is_closed_while_it_begins_to_listen_is_no_failure()
    {
        var log = new FailureLog();
        await using (var hall = await Hall.OpenAsync(onKestrel: true, log: log))
        {
            var owner = await hall.AsAsync("u006");
            for (var page = 0; page < 10; page++)
            {
                using var listener = await HubListener.ConnectAsync(hall, owner);
                await listener.BeginObservingAsync($"{Guid.CreateVersion7():N}");
            }
        }

        log.Failures.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_connection_lasts_as_long_as_its_session()
    {
        await using var hall = await Hall.OpenAsync(onKestrel: true);
        using var listener = await HubListener.ConnectAsync(hall, await hall.AsAsync("u006"));

        hall.SystemClock.Advance(TimeSpan.FromMinutes(59));
        await listener.ObserveAsync($"{Guid.CreateVersion7():N}");
        hall.SystemClock.Advance(TimeSpan.FromMinutes(1));

        await listener.ShouldEndAsync().WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Theory]
    [InlineData("u006", "same-origin", true, "an owner's own page")]
    [InlineData("u006", "cross-site", false, "another site with his session")]
    [InlineData("u006", null, false, "nobody says where it comes from")]
    [InlineData("u030", "same-origin", false, "a clerk")]
    public async Task Only_pages_of_this_host_connect_for_whoever_may_read(string person, string? site, bool may, string why)
    {
        await using var hall = await Hall.OpenAsync();
        var client = (await Visitor.SignInAsync(hall, person)).Client;
        if (site is not null) client.DefaultRequestHeaders.Add("Sec-Fetch-Site", site);

        using var negotiated = await client.PostAsync(new Uri($"{Hub}/negotiate?negotiateVersion=1", UriKind.Relative), null);
        using var upgraded = await client.GetAsync(new Uri(Hub, UriKind.Relative));

        (negotiated.StatusCode == HttpStatusCode.OK).ShouldBe(may, why);
        (await upgraded.Content.ReadAsStringAsync()).Contains("Connection ID required", StringComparison.Ordinal).ShouldBe(may, $"{why}: the web socket's own request is looked at as well");
    }

    [Fact]
    public async Task The_studio_is_told_that_it_may_listen()
    {
        await using var hall = await Hall.OpenAsync();

        (await (await Owner.SignInAsync(hall, "u006")).GetAsync("features/installed"))["items"]![0]!["fullName"]!.ToString().ShouldBe("Elsa.RealTimeWorkflowUpdates");
    }
}
