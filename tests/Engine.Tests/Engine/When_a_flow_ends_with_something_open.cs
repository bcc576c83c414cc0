using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Tests.Engine.Support;

namespace StaffFlows.Engine.Tests.Engine;

public sealed class When_a_flow_ends_with_something_open
{
    [Fact]
    public async Task One_that_has_its_answer_waits_for_no_other()
    {
        var asks = new Does("Test.AsksTwo", context => new ActivityResult.Waiting(context.Bookmark(new { Of = "a" }), context.Bookmark(new { Of = "b" })));
        var scenario = new Scenario(new Flow().Fork("f", "A", "B").Add("a", "Test.AsksTwo").Task("t").Path("f.A", "a").Path("f.B", "t").Build(), asks);
        await scenario.StartAsync();

        await scenario.AnswerAsync("a");

        (await scenario.WaitingAsync()).ShouldBe(["t"]);
    }

    [Fact]
    public async Task What_had_not_begun_yet_never_does()
    {
        var scenario = new Scenario(new Flow().Fork("f", "A", "B").Add("end", "Elsa.End").Line("b").Path("f.A", "end").Path("f.B", "b").Build());

        await scenario.StartAsync();

        scenario.Lines.ShouldBeEmpty();
        scenario.Journal.ShouldNotContain("b:");
        (await scenario.StatusAsync()).ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task Finishing_the_workflow_is_the_last_line_of_its_history()
    {
        var scenario = new Scenario(new Flow().Fork("f", "A", "B").Task("t").Line("b").Add("fin", "Elsa.Finish").Path("f.A", "t").Path("f.B", "b", "fin").Build());

        await scenario.StartAsync();

        scenario.Journal.ShouldEndWith("fin:Started fin:Completed |", customMessage: "what is still open ends without a word, as in Elsa");
        scenario.Effects.OfType<TaskWithdrawn>().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_container_that_waits_itself_ends_as_a_whole_when_its_instance_faults()
    {
        var scenario = new Scenario(
            Nodes.Define(Nodes.Parallel(
                "p", Nodes.Activity("e", "Test.Escalates", ("activities", Nodes.List(Nodes.Line("a"), Nodes.Task("t")))), Nodes.Activity("bad", "Test.Faults"))),
            new Escalates(), new Does("Test.Faults", _ => new ActivityResult.Faulted("no", "no")));

        await scenario.StartAsync();

        (await scenario.InstanceAsync()).Executions.Select(execution => (execution.NodeId, execution.Status)).ShouldBe(
        [
            ("Workflow1", ActivityStatus.Running), ("Workflow1:p", ActivityStatus.Running), ("Workflow1:p:e", ActivityStatus.Pending), ("Workflow1:p:bad", ActivityStatus.Faulted),
        ]);
        scenario.Journal.ShouldEndWith("t:Canceled e:Canceled |");
        scenario.Effects.OfType<TaskWithdrawn>().ShouldHaveSingleItem();
    }
}
