using System.Net;
using System.Text.Json.Nodes;
using StaffFlows.Testing;

namespace StaffFlows.Host.Tests.Cases;

public sealed class When_a_case_is_read
{
    [Fact]
    public async Task It_has_the_shape_that_the_api_promises()
    {
        await using var hall = await Hall.OpenAsync();
        var leave = await hall.AcceptedAsync();

        var seen = await (await hall.AsAsync("u030")).CaseAsync(leave);

        seen.Text("procedure").ShouldBe("leave");
        seen.Text("status").ShouldBe("running");
        seen.Text("number").ShouldBe("QJ-2026-000001");
        seen["applicant"]!.Text("name").ShouldBe("钱溪亭");
        seen["form"]!.Text("standIn").ShouldBe(Leave.StandIn);
        var timeline = seen["timeline"]!.AsArray();
        timeline[0]!.Text("step").ShouldBe("提交申请");
        timeline[1]!.Text("stepId").ShouldBe("stand-in");
        timeline[1]!.Text("outcome").ShouldBe("accept");
        timeline[1]!.Text("outcomeLabel").ShouldBe("接受顶岗");
        timeline[1]!["persons"]![0]!.Text("name").ShouldBe("俞长卿");
        timeline[2]!.Text("state").ShouldBe("current");
        timeline[2]!["persons"]![0]!.Text("name").ShouldBe("汪初晴");
        seen["tasks"]!.AsArray().Count.ShouldBe(2);
        seen["canWithdraw"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task On_a_phone_its_records_and_its_chart_are_folded_and_led_to_by_their_links()
    {
        await using var hall = await Hall.OpenAsync();
        var leave = await hall.AcceptedAsync();

        var page = (await (await Visitor.SignInAsync(hall, "u030")).SeeAsync($"/cases/{leave}")).Html;

        foreach (var part in new[] { "records", "flow" })
        {
            page.ShouldContain($"href=\"#{part}\"");
            var before = page[..page.IndexOf($"id=\"{part}\"", StringComparison.Ordinal)];
            before.LastIndexOf("<details class=\"fold\"", StringComparison.Ordinal).ShouldBeGreaterThan(before.LastIndexOf("</details>", StringComparison.Ordinal), part);
        }
    }

    [Fact]
    public async Task The_stand_in_reads_what_his_step_shows_and_no_more()
    {
        await using var hall = await Hall.OpenAsync();
        var leave = await hall.SubmittedAsync();

        var form = (await (await hall.AsAsync("u031")).CaseAsync(leave))["form"]!.AsObject();

        form.ContainsKey("from").ShouldBeTrue();
        form.ContainsKey("type").ShouldBeFalse();
        form.ContainsKey("reason").ShouldBeFalse();
    }

    [Fact]
    public async Task Its_steps_and_outcomes_come_in_the_callers_language()
    {
        await using var hall = await Hall.OpenAsync();
        var leave = await hall.AcceptedAsync();
        var clerk = await hall.AsAsync("u030");
        clerk.Speak("en");

        var timeline = (await clerk.CaseAsync(leave))["timeline"]!.AsArray();

        timeline[0]!.Text("step").ShouldBe("Application");
        timeline[1]!.Text("step").ShouldBe("Stand-in's consent");
        timeline[1]!.Text("outcomeLabel").ShouldBe("Accept");
    }

    [Fact]
    public async Task Its_flowchart_shows_where_it_stands()
    {
        await using var hall = await Hall.OpenAsync();
        var leave = await hall.AcceptedAsync();

        var flow = (await (await hall.AsAsync("u030")).GetAsync($"cases/{leave}/flow")).Expect();

        StateOf(flow, "stand-in").ShouldBe("done");
        StateOf(flow, "window-head").ShouldBe("current");
        StateOf(flow, "unit").ShouldBe("predicted");
        StateOf(flow, "rejected").ShouldBe("none");
        flow["edges"]!.AsArray().Single(e => e!.Text("from") == "stand-in" && e!.Text("port") == "accept")!["isTaken"]!.GetValue<bool>().ShouldBeTrue();
        flow["edges"]!.AsArray().Single(e => e!.Text("from") == "stand-in" && e!.Text("port") == "refuse")!["isTaken"]!.GetValue<bool>().ShouldBeFalse();
    }

    [Fact]
    public async Task Its_page_shows_timeline_flowchart_sheet_and_an_intact_chain()
    {
        await using var hall = await Hall.OpenAsync();
        var leave = await hall.AcceptedAsync();
        var clerk = await Visitor.SignInAsync(hall, "u030");

        var (status, html) = await clerk.SeeAsync($"/cases/{leave}");

        status.ShouldBe(HttpStatusCode.OK);
        html.ShouldContain("QJ-2026-000001");
        html.ShouldContain("窗口负责人审批");
        html.ShouldContain("链校验通过");
        html.ShouldContain("<svg");
        html.ShouldContain("回乡探亲");
    }

    [Fact]
    public async Task Its_printed_sheet_leaves_room_for_those_who_have_not_decided()
    {
        await using var hall = await Hall.OpenAsync();
        var leave = await hall.AcceptedAsync();

        var (status, html) = await (await Visitor.SignInAsync(hall, "u030")).SeeAsync($"/cases/{leave}/print");

        status.ShouldBe(HttpStatusCode.OK);
        html.ShouldContain("俞长卿（电子签名）");
        html.ShouldContain("签名：");
        html.ShouldContain("不作为离岗凭据");
    }

    private static string StateOf(JsonNode flow, string id) => flow["nodes"]!.AsArray().Single(n => n!.Text("id") == id)!.Text("state");
}
