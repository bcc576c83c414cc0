using System.Text.Json.Nodes;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Tests.Engine.Support;
using static StaffFlows.Engine.Tests.Engine.Support.Nodes;

namespace StaffFlows.Engine.Tests.Engine;

public sealed class When_containers_run_their_activities
{
    [Fact]
    public async Task A_sequence_runs_one_after_the_other_across_waits_and_restarts()
    {
        var scenario = new Scenario(Define(Sequence("s", Line("a"), Task("t"), Line("b"), Task("u"), Line("c"))));
        await scenario.StartAsync();
        scenario.Lines.ShouldBe(["a"]);

        scenario.Restart();
        await scenario.AnswerAsync("t");
        scenario.Lines.ShouldBe(["a", "b"]);

        scenario.Restart();
        await scenario.AnswerAsync("u");
        scenario.Lines.ShouldBe(["a", "b", "c"]);
        (await scenario.StatusAsync()).ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task What_is_terminal_ends_the_sequence_it_stands_in_and_no_more()
    {
        var scenario = new Scenario(Define(Sequence("outer", Sequence("inner", Line("a"), Activity("end", "Elsa.End"), Line("never")), Line("b"))));

        await scenario.StartAsync();

        scenario.Lines.ShouldBe(["a", "b"]);
    }

    [Fact]
    public async Task Parallel_activities_are_all_waited_for()
    {
        var scenario = new Scenario(Define(Sequence("s", Parallel("p", Task("t"), Line("a"), Sequence("q", Task("u"), Line("b"))), Line("end"))));
        await scenario.StartAsync();
        await scenario.AnswerAsync("u");
        scenario.Lines.ShouldBe(["a", "b"]);

        scenario.Restart();
        await scenario.AnswerAsync("t");

        scenario.Lines.ShouldBe(["a", "b", "end"]);
    }

    [Theory]
    [InlineData("true", "then end True")]
    [InlineData("false", "else end False")]
    public async Task If_runs_one_of_two_and_goes_on_by_Done_with_the_condition_as_its_result(string condition, string lines)
    {
        var choice = If("if", condition, Sequence("s", Task("t"), Line("then")), Line("else"));
        choice["result"] = BoundTo("R");
        var scenario = new Scenario(Define(Sequence("all", choice, Line("end"), Line("r", "getR()")), Variable("R")));
        await scenario.StartAsync();
        if (condition == "true") await scenario.AnswerAsync("t");

        string.Join(' ', scenario.Lines).ToUpperInvariant().ShouldBe(lines.ToUpperInvariant());
    }

    [Theory]
    [InlineData("MatchFirst", 2, "b end", "the first case that matches")]
    [InlineData("MatchAny", 2, "b c end", "every case that matches")]
    [InlineData("MatchAny", 1, "a b c end", "every case that matches")]
    [InlineData("MatchFirst", 4, "end", "a match without an activity is a match")]
    [InlineData("MatchFirst", 9, "default end", "no match")]
    public async Task Switch_runs_the_cases_that_match(string mode, int number, string lines, string because)
    {
        static JsonObject Case(string condition, JsonObject? activity) => new()
        {
            ["label"] = condition, ["condition"] = new JsonObject { ["type"] = "JavaScript", ["value"] = condition }, ["activity"] = activity,
        };
        var scenario = new Scenario(Define(
            Sequence("s",
                Activity("sw", "Elsa.Switch", ("mode", Flow.Input("Literal", mode)), ("default", Line("default")),
                    ("cases", List(Case("getN() < 2", Line("a")), Case("getN() == 4", null), Case("getN() < 3", Line("b")), Case("getN() < 4", Line("c"))))),
                Line("end")),
            Variable("N", number)));

        await scenario.StartAsync();

        scenario.Lines.ShouldBe(lines.Split(' '), because);
    }

    [Fact]
    public async Task Switch_without_match_and_default_just_goes_on()
    {
        var scenario = new Scenario(Define(Sequence("s", Activity("sw", "Elsa.Switch", ("cases", new JsonArray())), Line("end"))));

        await scenario.StartAsync();

        scenario.Lines.ShouldBe(["end"]);
    }

    [Theory]
    [InlineData("WaitAll", "a | b end", "")]
    [InlineData("WaitAny", "a end", "u")]
    public async Task Fork_waits_for_all_branches_or_for_the_first(string mode, string lines, string withdrawn)
    {
        var scenario = new Scenario(Define(Sequence("s",
            Activity("f", "Elsa.Fork", ("joinMode", mode), ("branches", List(Sequence("x", Task("t"), Line("a")), Sequence("y", Task("u"), Line("b"))))),
            Line("end"))));
        await scenario.StartAsync();

        await scenario.AnswerAsync("t");
        if (mode == "WaitAll") await scenario.AnswerAsync("u");

        scenario.Lines.ShouldBe(lines.Split(' ').Where(line => line != "|"));
        string.Concat(scenario.Effects.OfType<TaskWithdrawn>().Select(task => task.Name)).ShouldBe(withdrawn);
        (await scenario.InstanceAsync()).Bookmarks.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Elsa.Sequence")]
    [InlineData("Elsa.Parallel")]
    [InlineData("Elsa.If")]
    [InlineData("Elsa.Switch")]
    [InlineData("Elsa.While")]
    [InlineData("Elsa.For")]
    [InlineData("Elsa.ForEach")]
    [InlineData("Elsa.ParallelForEach")]
    [InlineData("Elsa.Fork")]
    [InlineData("Elsa.FlowNode")]
    [InlineData("Elsa.Flowchart")]
    public async Task What_has_nothing_inside_completes_at_once(string type)
    {
        var scenario = new Scenario(Define(Sequence("s", Activity("x", type, ("condition", Flow.Input("Literal", "true")), ("items", Script("[1,2]"))), Line("end"))));

        await scenario.StartAsync();

        scenario.Lines.ShouldBe(["end"]);
    }

    [Fact]
    public async Task A_frame_runs_what_is_in_it()
    {
        var scenario = new Scenario(Define(Sequence("s", Activity("x", "Elsa.FlowNode", ("body", Task("t"))), Line("end"))));
        await scenario.StartAsync();

        await scenario.AnswerAsync("t");

        scenario.Lines.ShouldBe(["end"]);
    }

    [Fact]
    public async Task Cancelling_reaches_tasks_in_nested_containers()
    {
        var scenario = new Scenario(Define(Parallel("p", Sequence("s", If("i", "true", Task("t"))), new Flow().Task("u").AsActivity("f"))));
        await scenario.StartAsync();

        await scenario.Runtime.CancelAsync(new(Scenario.Id, []), CancellationToken.None);

        scenario.Effects.OfType<TaskWithdrawn>().Select(task => task.Name).ShouldBe(["t", "u"]);
        (await scenario.StatusAsync()).ShouldBe(WorkflowSubStatus.Cancelled);
    }

    [Fact]
    public async Task A_fault_inside_keeps_its_place_and_a_retry_goes_on_from_there()
    {
        var isBroken = true;
        var scenario = new Scenario(
            Define(Sequence("s", Line("a"), If("i", "true", Sequence("inner", Line("b"), Activity("bad", "Test.Breaks"), Line("c"))), Line("d"))),
            new Does("Test.Breaks", _ => isBroken ? new ActivityResult.Faulted("no", "no") : new ActivityResult.Completed()));
        await scenario.StartAsync();
        scenario.Lines.ShouldBe(["a", "b"]);

        isBroken = false;
        scenario.Restart();
        await scenario.Runtime.RetryAsync(new(Scenario.Id, [], []), CancellationToken.None);

        scenario.Lines.ShouldBe(["a", "b", "c", "d"]);
        (await scenario.StatusAsync()).ShouldBe(WorkflowSubStatus.Finished);
    }
}
