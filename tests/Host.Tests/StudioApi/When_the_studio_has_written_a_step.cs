using System.Net;
using System.Text.Json.Nodes;
using StaffFlows.Testing;

namespace StaffFlows.Host.Tests.StudioApi;

/// <summary>
/// The stand-in's step of 请假 dropped anew and filled in by hand: what was not touched is not in the JSON, what was touched is text
/// without a type, whatever it means.
/// </summary>
public sealed class When_the_studio_has_written_a_step
{
    [Fact]
    public async Task Texts_are_read_as_what_they_mean_and_defaults_hold_where_nothing_is_written()
    {
        await using var hall = await Hall.OpenAsync();
        var owner = await Owner.SignInAsync(hall, "u006");
        var leave = await owner.OpenAsync("leave");
        var steps = leave["root"]!["activities"]!.AsArray();
        var old = steps.Single(a => a!["id"]!.ToString() == "stand-in")!;
        steps[steps.IndexOf(old)] = new JsonObject
        {
            ["id"] = "stand-in", ["nodeId"] = "Workflow1:Flowchart1:stand-in", ["name"] = "UserTask1", ["type"] = "StaffFlows.UserTask", ["version"] = 1,
            ["metadata"] = old["metadata"]!.DeepClone(),
            ["assignee"] = Written("Literal", "field:standIn"),
            ["outcomes"] = Written("Object", "[\"accept\",\"refuse\"]"),
            ["deadlineWorkingDays"] = Written("Literal", "3"),
            ["countsAsApproval"] = Written("Literal", "False"),
            ["escalateTo"] = Written("Literal", ""),
            ["timeoutOutcome"] = new JsonObject { ["typeName"] = null, ["expression"] = null, ["memoryReference"] = null },
        };

        var (status, body) = await owner.SaveAsync(leave, publish: true);
        status.ShouldBe(HttpStatusCode.OK, body.ToJsonString());
        var request = await hall.SubmittedAsync();
        var task = await (await hall.AsAsync("u031")).TaskOfAsync(request);

        task["due"]!.GetValue<DateTimeOffset>().ShouldBe(Hall.At(2026, 11, 26, 17, 30), "three working days, written as “3”");
        task["step"]!.ToString().ShouldBe("顶岗确认", "the name in the chart, since no other is written");
        task["outcomes"]!.AsArray().Select(o => o!["key"]!.ToString()).ShouldBe(["accept", "refuse"]);
        await (await hall.AsAsync("u031")).DecideAsync(request, "accept");
        (await (await hall.AsAsync("u022")).TaskOfAsync(request)).ShouldNotBeNull();
    }

    private static JsonObject Written(string type, string value) =>
        new() { ["typeName"] = null, ["expression"] = new JsonObject { ["type"] = type, ["value"] = value }, ["memoryReference"] = null };
}
