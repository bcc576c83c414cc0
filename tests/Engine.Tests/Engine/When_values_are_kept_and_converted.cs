using System.Text.Json;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Tests.Engine.Support;

namespace StaffFlows.Engine.Tests.Engine;

public sealed class When_values_are_kept_and_converted
{
    [Theory]
    [InlineData("WorkflowInstanceStorageDriver", "kept", "kept")]
    [InlineData(null, "kept", "default")]
    [InlineData("MemoryStorageDriver", "kept", "default")]
    public async Task Variables_outlive_the_burst_only_with_a_driver(string? driver, string first, string second)
    {
        var scenario = new Scenario(new Flow()
            .Variable("X", "String", "default", driver)
            .Add("set", "Elsa.SetVariable", ("variable", new System.Text.Json.Nodes.JsonObject { ["id"] = "var-X" }), ("value", Flow.Input("Literal", "kept")))
            .Line("a", "getX()").Task("t").Line("b", "getX()").Path("set", "a", "t", "b").Build());

        await scenario.StartAsync();
        await scenario.AnswerAsync("t");

        scenario.Lines.ShouldBe([first, second]);
    }

    [Fact]
    public async Task Workflow_inputs_without_a_driver_are_gone_after_the_first_burst()
    {
        var scenario = new Scenario(new Flow().WorkflowInput("X").WorkflowInput("Y", "WorkflowInstanceStorageDriver")
            .Line("a", "getInput('X') + getY()").Task("t").Line("b", "getX() + '' + getY()").Path("a", "t", "b").Build());

        await scenario.StartAsync(new { X = "x", Y = "y" });
        await scenario.AnswerAsync("t");

        scenario.Lines.ShouldBe(["xy", "nully"]);
    }

    [Fact]
    public async Task An_instance_stays_on_the_version_that_it_was_started_with()
    {
        var scenario = new Scenario(new Flow().Task("t").Line("old").Path("t", "old").Build());
        await scenario.StartAsync();

        scenario.Definitions.Publish(new Flow().Task("t").Line("new").Path("t", "new").Build(version: 2));
        scenario.Restart();
        await scenario.AnswerAsync("t");

        scenario.Lines.ShouldBe(["old"]);
    }

    [Fact]
    public async Task The_designers_texts_are_read_as_what_the_activity_wants()
    {
        var got = new List<object?>();
        var reader = new Does("Test.Inputs", context =>
        {
            got.AddRange([context.Get(new Input<int>("days", 1)), context.Get(new Input<bool>("flag", false)), context.Get(new Input<string[]>("list", [])), context.Get(new Input<TimeSpan>("span", default)), context.Get(new Input<int>("absent", 9))]);
            return new ActivityResult.Completed();
        })
        {
            Descriptor = new("Test.Inputs", "", default, default,
                [new("days", typeof(int), default), new("flag", typeof(bool), default), new("list", typeof(string[]), default), new("span", typeof(TimeSpan), default), new("absent", typeof(int), default, 7)], [], ["Done"]),
        };
        var scenario = new Scenario(new Flow().Add("r", "Test.Inputs", ("days", Flow.Input("Literal", "5")), ("flag", Flow.Input("JavaScript", "1 < 2")), ("list", Flow.Input("Object", "[\"a\"]")), ("span", Flow.Input("Literal", "1.02:00:00"))).Build(), reader);

        await scenario.StartAsync();

        got.ShouldBe([5, true, new[] { "a" }, new TimeSpan(1, 2, 0, 0), 7]);
    }
}
