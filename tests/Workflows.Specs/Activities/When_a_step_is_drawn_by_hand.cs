using System.Text.Json.Nodes;
using StaffFlows.Workflows.Cases;

namespace StaffFlows.Workflows.Specs.Activities;

/// <summary>Our activities outside the shipped procedures, as a process owner may draw them.</summary>
public sealed class When_a_step_is_drawn_by_hand
{
    private static JsonNode Outcomes => JsonNode.Parse("""[{"key":"ok","zh":"好","en":"OK","intent":"positive","opinionRequired":false}]""")!;

    [Theory]
    [InlineData("assignee", "role:Nobody@nowhere", "assignee: assignee-scope-unknown at 12.")]
    [InlineData("assignee", "js:1", "assignee: write a script as the input's JavaScript expression instead of js:.")]
    [InlineData("timeoutOutcome", "silence", "There is no outcome silence.")]
    [InlineData("mode", "some", "mode is none of one, any, all, ratio and inTurn.")]
    [InlineData("mode", "2", "mode is none of one, any, all, ratio and inTurn.")]
    [InlineData("whenDivided", "coin", "whenDivided is neither firstNo nor majority.")]
    [InlineData("ratio", "101", "ratio is not from 1 to 100.")]
    [InlineData("abstainOutcome", "silence", "There is no outcome silence.")]
    [InlineData("vetoOutcomes", "no list", "vetoOutcomes is no list of outcomes.")]
    [InlineData("whenNobody", "shrug", "whenNobody, whenApplicant, whenRepeated or whenAbsent has an unknown answer.")]
    [InlineData("outcomeLabels", "[]", "outcomes and outcomeLabels are no lists of different keys that belong together.")]
    public async Task A_mistake_becomes_an_incident_that_says_what_is_wrong(string input, string value, string sentence)
    {
        var inputs = new Dictionary<string, JsonNode> { ["assignee"] = "role:CenterDirector", ["outcomeLabels"] = Outcomes, [input] = value };
        var hall = await RunAsync("StaffFlows.UserTask", [.. inputs.Select(i => (i.Key, i.Value))]);

        hall.Instances.Single().Incidents.Select(i => (i.Code, i.Message)).ShouldBe([("user-task-misconfigured", sentence)]);
    }

    [Fact]
    public async Task Nobody_at_all_leaves_the_task_with_the_administrator_who_can_hand_it_on()
    {
        var hall = await RunAsync("StaffFlows.UserTask", ("assignee", "role:JointReviewer"), ("outcomeLabels", Outcomes), ("whenNobody", "toRole:JointReviewer"));

        hall.Ledger.Tasks.Single().PersonIds.ShouldBe(["E010"]);
        hall.Ledger.Entries.ShouldContain(e => e.TextKey == "entry.nobody-found");
    }

    [Fact]
    public async Task A_declared_incident_stops_the_case()
    {
        var hall = await RunAsync("StaffFlows.UserTask", ("assignee", "role:JointReviewer"), ("outcomeLabels", Outcomes), ("whenNobody", "incident"));

        hall.Instances.Single().Incidents.Single().Code.ShouldBe("user-task-nobody-found");
    }

    [Fact]
    public async Task A_notice_goes_to_whom_the_rule_names()
    {
        var hall = await RunAsync("StaffFlows.Notify", ("persons", "role:CenterDirector | role:AttendanceOfficer"), ("textKey", "leave.registered"));

        hall.Ledger.Messages.Single().PersonIds.ShouldBe(["E004", "E007"]);
    }

    [Fact]
    public async Task A_notice_for_nobody_is_a_line_in_the_timeline()
    {
        var hall = await RunAsync("StaffFlows.Notify", ("persons", "role:JointReviewer"), ("textKey", "leave.registered"));

        hall.Ledger.Messages.ShouldBeEmpty();
        hall.Ledger.Entries.Single().TextKey.ShouldBe("entry.nobody-told");
    }

    [Fact]
    public async Task An_unknown_status_closes_nothing()
    {
        var hall = await RunAsync("StaffFlows.CloseCase", ("status", "Lost"));

        hall.Instances.Single().Incidents.Single().Code.ShouldBe("close-case-misconfigured");
        hall.Ledger.Statuses.Values.Single().ShouldBe(CaseStatus.Running);
    }

    private static async Task<Hall> RunAsync(string type, params (string Name, JsonNode Value)[] inputs)
    {
        var hall = new Hall("2026-11-23 09:00", definition: SmallFlow.Of(type, inputs));
        await hall.StartAsync(hall.Submission("u030", [], new(9, 9, 9, new byte[8])));
        return hall;
    }
}
