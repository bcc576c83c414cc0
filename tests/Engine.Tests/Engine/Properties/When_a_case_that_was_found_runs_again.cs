using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Tests.Engine.Support;

namespace StaffFlows.Engine.Tests.Engine.Properties;

/// <summary>What random runs have found once, by name.</summary>
public sealed class When_a_case_that_was_found_runs_again
{
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
