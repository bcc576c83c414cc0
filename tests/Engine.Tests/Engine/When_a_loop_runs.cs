using System.Text.Json;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Expressions;
using StaffFlows.Engine.Tests.Engine.Support;
using static StaffFlows.Engine.Tests.Engine.Support.Nodes;

namespace StaffFlows.Engine.Tests.Engine;

public sealed class When_a_loop_runs
{
    private const string Item = "getVariable('CurrentIndex') + ':' + getVariable('CurrentValue')";

    [Fact]
    public async Task While_asks_its_condition_before_each_turn_also_after_a_wait()
    {
        var scenario = new Scenario(Define(
            Sequence("s", While("w", "getN() < 2", Sequence("body", Task("t"), SetVariable("set", "N", "getN() + 1"), Line("l", "'N=' + getN()"))), Line("end")), Variable("N", 0)));
        await scenario.StartAsync();

        for (var turn = 0; turn < 2; turn++)
        {
            scenario.Restart();
            await scenario.AnswerAsync("t");
        }

        scenario.Lines.ShouldBe(["N=1", "N=2", "end"]);
        (await scenario.StatusAsync()).ShouldBe(WorkflowSubStatus.Finished);
    }

    [Theory]
    [InlineData(1, 3, 1, true, "1 2 3", "both ends belong to it")]
    [InlineData(1, 3, 1, false, "1 2", "without the end")]
    [InlineData(3, 1, -1, true, "3 2 1", "counting down")]
    [InlineData(3, 1, -2, false, "3", "counting down without the end")]
    [InlineData(0, 5, 2, true, "0 2 4", "stepping over the end")]
    [InlineData(2, 2, 1, true, "2", "one number")]
    [InlineData(2, 2, 1, false, "", "no number")]
    [InlineData(3, 1, 1, true, "", "past the end at once")]
    [InlineData(int.MaxValue, int.MaxValue, 1, true, "2147483647", "no overflow")]
    public async Task For_counts(int start, int end, int step, bool isInclusive, string numbers, string because)
    {
        var scenario = new Scenario(Define(Sequence("s", Activity(
            "f", "Elsa.For",
            ("start", Flow.Input("Literal", $"{start}")), ("end", Flow.Input("Literal", $"{end}")), ("step", Flow.Input("Literal", $"{step}")),
            ("outerBoundInclusive", Flow.Input("Literal", isInclusive ? "true" : "false")), ("currentValue", BoundTo("Last")),
            ("body", Line("l", "getVariable('CurrentValue')"))), Line("last", "'last ' + getLast()")), Variable("Last")));

        await scenario.StartAsync();

        scenario.Lines.ShouldBe([.. numbers.Split(' ', StringSplitOptions.RemoveEmptyEntries), "last " + (numbers.Length == 0 ? "null" : numbers.Split(' ')[^1])], because);
    }

    [Fact]
    public async Task For_goes_on_counting_after_a_wait()
    {
        var scenario = new Scenario(Define(Activity(
            "f", "Elsa.For", ("end", Flow.Input("Literal", "1")), ("body", Sequence("b", Task("t"), Line("l", "getVariable('CurrentValue')"))))));
        await scenario.StartAsync();
        await scenario.AnswerAsync("t");
        scenario.Restart();
        await scenario.AnswerAsync("t");

        scenario.Lines.ShouldBe(["0", "1"]);
        (await scenario.StatusAsync()).ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task ForEach_takes_one_item_after_the_other_across_waits()
    {
        var loop = ForEach("f", "['x','y']", Sequence("b", Task("t"), Line("l", Item)));
        loop["currentValue"] = BoundTo("V");
        var scenario = new Scenario(Define(Sequence("s", loop, Line("end", "getV()")), Variable("V")));
        await scenario.StartAsync();
        await scenario.AnswerAsync("t");
        scenario.Restart();
        await scenario.AnswerAsync("t");

        scenario.Lines.ShouldBe(["0:x", "1:y", "y"]);
        (await scenario.StatusAsync()).ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task ParallelForEach_runs_all_items_at_once_each_with_its_own_value()
    {
        var scenario = new Scenario(Define(Sequence("s", ForEach("f", "['x','y','z']", Sequence("b", Task("t"), Line("l", Item)), "Elsa.ParallelForEach"), Line("end"))));
        await scenario.StartAsync();
        var bookmarks = (await scenario.InstanceAsync()).Bookmarks;

        foreach (var which in (int[])[2, 0, 1])
        {
            scenario.Restart();
            await scenario.ResumeAsync(bookmarks[which].Id);
        }

        scenario.Lines.ShouldBe(["2:z", "0:x", "1:y", "end"]);
    }

    [Theory]
    [InlineData("Elsa.ForEach", "7")]
    [InlineData("Elsa.ForEach", "null")]
    [InlineData("Elsa.ForEach", "({ a: 1 })")]
    [InlineData("Elsa.ParallelForEach", "'abc'")]
    public async Task Items_that_are_no_list_are_a_fault(string type, string items)
    {
        var scenario = new Scenario(Define(ForEach("f", items, Line("l"), type)));

        await scenario.StartAsync();

        (await scenario.InstanceAsync()).Incidents.ShouldHaveSingleItem().Code.ShouldBe("items-not-a-list");
    }

    [Fact]
    public async Task A_list_may_be_text_of_the_designer()
    {
        var loop = ForEach("f", "", Line("l", Item));
        loop["items"] = Flow.Input("Literal", "[\"x\", 2]");
        var scenario = new Scenario(Define(loop));

        await scenario.StartAsync();

        scenario.Lines.ShouldBe(["0:x", "1:2"]);
    }

    [Fact]
    public async Task Inner_loops_have_their_own_item_and_the_outer_one_comes_back()
    {
        var scenario = new Scenario(Define(ForEach("o", "['a','b']", Sequence("s", ForEach("i", "[1,2]", Line("l", Item)), Line("back", Item)))));

        await scenario.StartAsync();

        scenario.Lines.ShouldBe(["0:1", "1:2", "0:a", "0:1", "1:2", "1:b"]);
    }

    [Theory]
    [InlineData("Elsa.While")]
    [InlineData("Elsa.ForEach")]
    public async Task Break_leaves_the_loop_from_inside_other_containers_with_all_that_is_open_in_it(string type)
    {
        var body = Sequence("b", Parallel("p", Task("open"), new Flow().Task("t").Add(Break()).Line("never").Path("t", "break", "never").AsActivity("flow")), Line("never too"));
        var scenario = new Scenario(Define(
            Sequence("s", Activity("loop", type, ("condition", Flow.Input("Literal", "true")), ("items", Script("[1,2,3]")), ("body", body)), Line("end"))));
        await scenario.StartAsync();

        scenario.Restart();
        await scenario.AnswerAsync("t");

        scenario.Lines.ShouldBe(["end"]);
        scenario.Effects.OfType<TaskWithdrawn>().ShouldHaveSingleItem().Name.ShouldBe("open");
        (await scenario.StatusAsync()).ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task Break_leaves_the_inner_loop_only()
    {
        var scenario = new Scenario(Define(ForEach("o", "['a','b']", Sequence("s", While("w", "true", Sequence("i", Line("in"), Break(), Line("never"))), Line("out", Item)))));

        await scenario.StartAsync();

        scenario.Lines.ShouldBe(["in", "0:a", "in", "1:b"]);
    }

    [Fact]
    public async Task Break_for_one_item_of_a_parallel_loop_ends_that_items_sequence()
    {
        var body = Sequence("b", If("i", "getVariable('CurrentValue') == 'x'", Line("skip")), Task("t"), Break(), Line("never"));
        var scenario = new Scenario(Define(Sequence("s", ForEach("f", "['x','y']", body, "Elsa.ParallelForEach"), Line("end"))));
        await scenario.StartAsync();

        await scenario.AnswerAsync("t");
        scenario.Lines.ShouldBe(["skip"]);
        await scenario.AnswerAsync("t");

        scenario.Lines.ShouldBe(["skip", "end"]);
    }

    [Fact]
    public async Task Break_without_a_loop_ends_the_flowchart_it_stands_in()
    {
        var flow = new Flow().Fork("f", "A", "B").Task("open").Task("t").Add(Break()).Path("f.A", "open").Path("f.B", "t", "break").AsActivity("flow");
        var scenario = new Scenario(Define(Sequence("s", flow, Line("end"))));
        await scenario.StartAsync();

        await scenario.AnswerAsync("t");

        scenario.Lines.ShouldBe(["end"]);
    }

    [Fact]
    public async Task A_loop_that_never_waits_is_stopped_as_an_incident()
    {
        var scenario = new Scenario(Define(While("w", "true", Line("l"))));

        await scenario.StartAsync();

        (await scenario.InstanceAsync()).Incidents.ShouldHaveSingleItem().Code.ShouldBe("turn-limit");
    }

    [Fact]
    public async Task A_faulted_turn_that_is_retried_has_its_item_again()
    {
        var isBroken = true;
        var scenario = new Scenario(
            Define(ForEach("f", "['x','y']", Activity("bad", "Test.Breaks"))),
            new Does("Test.Breaks", context =>
            {
                if (isBroken && context.GetVariable("CurrentValue").GetString() == "y") return new ActivityResult.Faulted("no", "no");

                context.Emit(new LineWritten(context.GetVariable("CurrentValue").GetString()!));
                return new ActivityResult.Completed();
            }));
        await scenario.StartAsync();
        isBroken = false;
        scenario.Restart();

        await scenario.Runtime.RetryAsync(new(Scenario.Id, [], []), CancellationToken.None);

        scenario.Lines.ShouldBe(["x", "y"]);
        (await scenario.StatusAsync()).ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task A_turns_variable_may_be_set_and_is_gone_with_the_turn()
    {
        var scenario = new Scenario(Define(ForEach(
            "f", "[1,2]", Sequence("s", Activity("set", "Test.Sets"), Task("t"), Line("l", "getVariable('CurrentValue')")))), new Does("Test.Sets", context =>
        {
            context.SetVariable("CurrentValue", JsonValues.From(context.GetVariable("CurrentValue").GetInt32() * 10));
            return new ActivityResult.Completed();
        }));
        await scenario.StartAsync();
        await scenario.AnswerAsync("t");
        await scenario.AnswerAsync("t");

        scenario.Lines.ShouldBe(["10", "20"]);
        (await scenario.InstanceAsync()).Executions.ShouldAllBe(execution => !execution.Variables.ContainsKey("CurrentValue"));
    }
}
