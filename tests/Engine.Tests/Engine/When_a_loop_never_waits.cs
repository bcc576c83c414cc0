using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Tests.Engine.Support;

namespace StaffFlows.Engine.Tests.Engine;

public sealed class When_a_loop_never_waits
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_instance_ends_whichever_strategy_its_definition_has(bool allowsIncidents)
    {
        var flow = TwoLoops();
        if (allowsIncidents) flow.ContinueWithIncidents();
        var scenario = new Scenario(flow.Build(), Turns());

        await scenario.StartAsync();

        var instance = await scenario.InstanceAsync();
        (instance.SubStatus, instance.Bookmarks.Length).ShouldBe((WorkflowSubStatus.Faulted, 0));
        instance.Incidents.ShouldHaveSingleItem().Code.ShouldBe("turn-limit", "one incident, however many loops there are");
    }

    private static Flow TwoLoops() => new Flow()
        .Fork("f", "A", "B", "C").Task("t").Add("x", "Test.Turns").Add("y", "Test.Turns").Join("j", "WaitAll").Line("end")
        .Path("f.A", "t", "j", "end").Path("f.B", "x", "j").Path("x.Again", "x").Path("f.C", "y", "j").Path("y.Again", "y");

    private static Does Turns() => new("Test.Turns", _ => new ActivityResult.Completed("Again"));
}
