using System.Text.Json.Nodes;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Expressions;
using StaffFlows.Engine.Tests.Engine.Support;
using static StaffFlows.Engine.Tests.Engine.Support.Nodes;

namespace StaffFlows.Engine.Tests.Engine;

public sealed class When_an_activity_gives_something_out
{
    [Theory]
    [InlineData("getOutputFrom('a1')", "yes", "by its id")]
    [InlineData("getOutputFrom('Approve')", "yes", "by its name")]
    [InlineData("getOutputFrom('Approve', 'Comment')", "fine", "any of its outputs, in any case")]
    [InlineData("getOutputFrom('Approve', 'other') === null", "True", "one it does not have")]
    [InlineData("getOutputFrom('b') === null", "True", "an activity that gave nothing")]
    [InlineData("getLastResult()", "yes", "other outputs are no result")]
    public async Task Scripts_later_in_the_burst_find_it(string script, string seen, string reason)
    {
        var scenario = Of(Sequence("s", Gives(), Line("b"), Line("l", script)));

        await scenario.StartAsync();

        scenario.Lines.Last().ToUpperInvariant().ShouldBe(seen.ToUpperInvariant(), reason);
    }

    [Fact]
    public async Task An_id_comes_before_a_name()
    {
        var byName = Gives();
        byName["id"] = "first";
        var scenario = Of(Sequence("s", byName, Activity("Approve", "Test.GivesOther", ("name", "Other")), Line("l", "getOutputFrom('Approve')")));

        await scenario.StartAsync();

        scenario.Lines.ShouldBe(["other"]);
    }

    [Fact]
    public async Task After_a_wait_it_is_gone_as_in_Elsa()
    {
        var scenario = Of(Sequence("s", Gives(), Task("t"), Line("l", "getOutputFrom('Approve') === null")));
        await scenario.StartAsync();

        await scenario.AnswerAsync("t");

        scenario.Lines.Select(line => line.ToUpperInvariant()).ShouldBe(["TRUE"]);
    }

    [Theory]
    [InlineData("Decision", "yes", "a workflow output")]
    [InlineData("X", null, "a variable comes first, also before a workflow output of that name")]
    [InlineData("Nowhere", null, "nothing of that name")]
    public async Task It_goes_where_it_is_bound_to(string target, string? output, string reason)
    {
        var scenario = new Scenario(
            new Flow().WorkflowOutput("Decision").WorkflowOutput("X").Add(Sequence("s", Gives(("result", BoundTo(target))), Line("l", "getX() || 'unset'")).With(Variable("X"))).Build(),
            Giving());

        await scenario.StartAsync();

        var written = (await scenario.InstanceAsync()).Output;
        written.Values.Select(value => value.GetString()).ShouldBe(output is null ? [] : [output], reason);
        scenario.Lines.ShouldBe([target == "X" ? "yes" : "unset"], reason);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"text\"")]
    [InlineData("{ \"memoryReference\": null }")]
    [InlineData("{ \"memoryReference\": { \"id\": 7 } }")]
    public async Task A_binding_that_names_nothing_is_none(string binding)
    {
        var scenario = Of(Sequence("s", Gives(("result", JsonNode.Parse(binding))), Line("l", "getLastResult()")));

        await scenario.StartAsync();

        scenario.Lines.ShouldBe(["yes"]);
    }

    [Fact]
    public async Task A_variable_that_nobody_declares_is_known_everywhere()
    {
        var scenario = new Scenario(
            Define(Sequence("s", Sequence("inner", Activity("a", "Test.Sets"), Line("in", "getVariable('Found')")), Line("out", "getVariable('Found')"))),
            new Does("Test.Sets", context =>
            {
                context.SetVariable("Found", JsonValues.From("it"));
                return new ActivityResult.Completed();
            }));

        await scenario.StartAsync();

        scenario.Lines.ShouldBe(["it", "it"]);
    }

    private static JsonObject Gives(params (string, JsonNode?)[] members) => Activity("a1", "Test.Gives", [("name", "Approve"), .. members]);

    private static Scenario Of(JsonObject root) => new(Define(root), Giving(), new Does("Test.GivesOther", context =>
    {
        context.SetOutput("result", "other");
        return new ActivityResult.Completed();
    }));

    private static Does Giving() => new("Test.Gives", context =>
    {
        context.SetOutput("result", "yes");
        context.SetOutput("comment", "fine");
        return new ActivityResult.Completed();
    })
    {
        Descriptor = new("Test.Gives", "Tests", default, default, [], [new("result", typeof(string), default), new("comment", typeof(string), default)], ["Done"]),
    };
}
