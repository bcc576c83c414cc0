using System.Text.Json.Nodes;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Runtime;
using StaffFlows.Engine.Tests.Engine.Support;

namespace StaffFlows.Engine.Tests.Engine.Properties;

/// <summary>What random runs have found once, by name.</summary>
public sealed class When_a_case_that_was_found_runs_again
{
    [Fact]
    public async Task A_sequence_ends_once_the_case_that_one_of_its_steps_sent_straight_back_is_taken_elsewhere()
    {
        JsonObject Step(string id) => new() { ["id"] = id, ["type"] = "Elsa.RunTask", ["version"] = 1, ["taskName"] = Flow.Input("Literal", id) };
        var scenario = new Scenario(new Flow()
            .Task("applicant").Add("review", "Elsa.Sequence", ("activities", new JsonArray(Step("first"), Step("second")))).Task("filing").Task("other")
            .Path("applicant", "review").Path("review", "filing").Path("applicant", "other").Build());
        await scenario.StartAsync();
        await scenario.AnswerAsync("applicant");
        await scenario.AnswerAsync("other");
        (await scenario.RepositionAsync("review:first", "applicant", RepositionMode.StraightBack)).ShouldBeOfType<BurstOutcome.Committed>();

        (await scenario.RepositionAsync("applicant", "other", RepositionMode.Full)).ShouldBeOfType<BurstOutcome.Committed>();

        var instance = await scenario.InstanceAsync();
        instance.Executions.Select(execution => execution.NodeId.Split(':')[^1]).ShouldBe(["Workflow1", "flow", "other"]);
        await scenario.AnswerAsync("other");
        (await scenario.StatusAsync()).ShouldBe(WorkflowSubStatus.Finished);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_fork_that_leads_back_to_itself_ends_the_instance_and_leaves_nothing_of_what_it_had_scheduled(bool continues)
    {
        var flow = new Flow().Fork("f", "A", "B", "C").Line("a").Line("b").Line("c").Task("beside").Fork("start", "Loop", "Wait")
            .Path("start.Wait", "beside").Path("start.Loop", "f").Path("f.A", "a", "f").Path("f.B", "b", "f").Path("f.C", "c", "f");
        if (continues) flow.ContinueWithIncidents();
        var scenario = new Scenario(flow.Build());

        await scenario.StartAsync();

        var instance = await scenario.InstanceAsync();
        instance.SubStatus.ShouldBe(WorkflowSubStatus.Faulted);
        instance.Incidents.ShouldHaveSingleItem().Code.ShouldBe("turn-limit");
        instance.Executions.Length.ShouldBeLessThanOrEqualTo(4, "the root, the flow, what ran away and the task beside it");
        scenario.Effects.OfType<TaskWithdrawn>().ShouldHaveSingleItem();
    }
}
