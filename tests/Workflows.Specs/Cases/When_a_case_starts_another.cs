using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using StaffFlows.Engine.Definitions.Json;
using StaffFlows.Testing;
using StaffFlows.Workflows.Specs.Publicity;

namespace StaffFlows.Workflows.Specs.Cases;

/// <summary>A procedure of one step that asks for a publicity and ends with it: u007 starts it, u005 approves the text, u018 posts in the department.</summary>
public sealed class When_a_case_starts_another(HallInMarch march) : IClassFixture<HallInMarch>, IAsyncLifetime
{
    private readonly Hall hall = march.Hall;

    public async Task InitializeAsync()
    {
        var policy = hall.Services.GetRequiredService<PublishPolicy>();
        (await policy.ImportAsync(WorkflowDefinitionJson.Read(Definition().ToJsonString()), publish: true, null, CancellationToken.None)).Result.Rejection.ShouldBeNull();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task The_other_has_its_own_number_and_each_leads_to_the_other_for_those_who_may_see_both()
    {
        var (parent, child) = await StartAsync();

        child["number"]!.ToString().ShouldStartWith("GS-2026-");
        (await (await hall.AsAsync("u007")).CaseAsync(Id(child)))["starter"]!["id"]!.GetValue<Guid>().ShouldBe(parent);
        using var page = await SignedInAsync("u007", $"/cases/{parent}");
        (await page.Content.ReadAsStringAsync()).ShouldContain($"/cases/{Id(child)}");
    }

    [Fact]
    public async Task Who_has_to_do_with_the_other_alone_sees_nothing_of_the_one_that_started_it()
    {
        var (parent, child) = await StartAsync();
        await (await hall.AsAsync("u005")).DecideAsync(Id(child), "agree");
        var poster = await hall.AsAsync("u018");

        (await poster.CaseAsync(Id(child)))["starter"].ShouldBeNull();
        ((int)(await poster.GetAsync($"cases/{parent}")).Status).ShouldBe(404);
    }

    [Fact]
    public async Task It_goes_on_when_the_other_has_ended_whatever_happened_to_the_house_meanwhile()
    {
        var (parent, child) = await StartAsync();
        await hall.RestartAsync();
        await (await hall.AsAsync("u005")).DecideAsync(Id(child), "agree");
        await hall.PostInDepartmentAsync(Id(child), HallInMarch.Now);
        await hall.PostInCentreAsync(Id(child), HallInMarch.Now);
        await hall.RestartAsync();
        (await hall.StatusAsync(parent)).ShouldBe("running");

        await hall.AdvanceToAsync(Hall.At(2026, 3, 20, 0));

        (await hall.StatusAsync(Id(child))).ShouldBe("approved");
        (await hall.StatusAsync(parent)).ShouldBe("approved");
    }

    [Fact]
    public async Task Withdrawing_the_one_ends_the_other_and_nobody_is_asked_any_more()
    {
        var (parent, child) = await StartAsync();
        await hall.RestartAsync();

        await (await hall.AsAsync("u007")).PostAsync($"cases/{parent}/withdraw", new { reason = "暂停选派" });
        await hall.CarryOutAsync();

        (await hall.StatusAsync(Id(child))).ShouldBe("cancelled");
        (await (await hall.AsAsync("u005")).InboxAsync()).ShouldNotContain(i => i["caseId"]!.GetValue<Guid>() == Id(child));
    }

    [Fact]
    public async Task An_end_of_the_other_by_withdrawal_is_told_by_a_port_of_its_own()
    {
        var (parent, child) = await StartAsync();
        await hall.RestartAsync();

        await (await hall.AsAsync("u007")).PostAsync($"cases/{Id(child)}/withdraw", new { reason = "名单有误" });
        await hall.CarryOutAsync();

        (await hall.StatusAsync(Id(child))).ShouldBe("withdrawn");
        (await hall.StatusAsync(parent)).ShouldBe("rejected");
    }

    private async Task<(Guid Parent, JsonNode Child)> StartAsync()
    {
        var officer = await hall.AsAsync("u007");
        var parent = (await officer.PostAsync("procedures/list/cases", new { form = PublicitySteps.Form(), draft = false }))["id"]!.GetValue<Guid>();
        return (parent, (await officer.CaseAsync(parent))["started"]!.AsArray().ShouldHaveSingleItem()!);
    }

    private async Task<HttpResponseMessage> SignedInAsync(string person, string path) => await (await hall.AsAsync(person)).Client.GetAsync(new Uri(path, UriKind.Relative));

    private static Guid Id(JsonNode @case) => @case["id"]!.GetValue<Guid>();

    private static JsonObject Definition() => new()
    {
        ["id"] = "list-v1",
        ["definitionId"] = "list",
        ["version"] = 1,
        ["isPublished"] = true,
        ["variables"] = new JsonArray(new JsonObject { ["id"] = "var-form", ["name"] = "form", ["typeName"] = "Object", ["storageDriverTypeName"] = "WorkflowInstanceStorageDriver" }),
        ["inputs"] = new JsonArray(new JsonObject { ["name"] = "form", ["type"] = "Object" }),
        ["customProperties"] = new JsonObject
        {
            ["StaffFlows:Procedure"] = new JsonObject { ["key"] = "list", ["form"] = "publicity", ["nameZh"] = "名单", ["nameEn"] = "List", ["numberPattern"] = "MD-{year}-{0:000000}", ["mayStart"] = "role:PublicityOfficer" },
        },
        ["root"] = new JsonObject
        {
            ["id"] = "Flowchart1",
            ["type"] = "Elsa.Flowchart",
            ["version"] = 1,
            ["activities"] = new JsonArray(
                Activity("child", "StaffFlows.StartCase", ("procedure", "Literal", "publicity"), ("form", "JavaScript", "getInput('form')")),
                Activity("done", "StaffFlows.CloseCase", ("status", "Literal", "Approved"), ("textKey", "Literal", "publicity.ended")),
                Activity("stopped", "StaffFlows.CloseCase", ("status", "Literal", "Rejected"))),
            ["connections"] = new JsonArray(Connection("Done", "done"), Connection("Cancelled", "stopped")),
        },
    };

    private static JsonObject Activity(string id, string type, params (string Name, string Kind, string Value)[] inputs)
    {
        var activity = new JsonObject { ["id"] = id, ["type"] = type, ["version"] = 1 };
        foreach (var (name, kind, value) in inputs)
            activity[name] = new JsonObject { ["typeName"] = "Object", ["expression"] = new JsonObject { ["type"] = kind, ["value"] = value } };
        return activity;
    }

    private static JsonObject Connection(string port, string target) => new()
    {
        ["source"] = new JsonObject { ["activity"] = "child", ["port"] = port },
        ["target"] = new JsonObject { ["activity"] = target, ["port"] = "In" },
    };
}
