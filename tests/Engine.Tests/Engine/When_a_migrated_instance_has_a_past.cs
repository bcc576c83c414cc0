using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Runtime;
using StaffFlows.Engine.Tests.Engine.Support;
using static StaffFlows.Engine.Tests.Engine.Support.Nodes;

namespace StaffFlows.Engine.Tests.Engine;

public sealed class When_a_migrated_instance_has_a_past
{
    [Fact]
    public async Task An_incident_that_was_dealt_with_keeps_the_name_that_its_step_had_then()
    {
        var isBroken = true;
        var breaks = new Does("Test.Breaks", _ => isBroken ? new ActivityResult.Faulted("no", "no") : new ActivityResult.Completed());
        var scenario = new Scenario(new Flow().Add("bad", "Test.Breaks").Task("t").Path("bad", "t").Build(), breaks)
            .And(new Flow().Add("good", "Test.Breaks").Task("t").Path("good", "t").Build(version: 2));
        await scenario.StartOldAsync();
        isBroken = false;
        await scenario.Runtime.RetryAsync(new(Scenario.Id, [], []), CancellationToken.None);

        await scenario.MovedAsync(("Workflow1:flow:bad", "Workflow1:flow:good"));

        (await scenario.InstanceAsync()).Incidents.ShouldHaveSingleItem().NodeId.ShouldBe("Workflow1:flow:bad");
    }

    [Fact]
    public async Task The_value_of_a_variable_that_is_gone_is_still_there_for_who_asks()
    {
        var scenario = new Scenario(Define(Sequence("s", SetVariable("v", "Gone", "5"), Task("t")), Variable("Gone")))
            .And(Define(Sequence("s", Task("t"), Line("l", "getVariable('Gone')"))) with { Id = "p-v2", Version = 2 });
        await scenario.StartOldAsync();

        await scenario.MovedAsync();
        await scenario.AnswerAsync("t");

        scenario.Lines.ShouldBe(["5"]);
    }

    [Fact]
    public async Task What_the_caller_says_comes_before_what_stands_in_the_same_place()
    {
        var scenario = new Scenario(new Flow().Task("t").Line("end").Path("t", "end").Build()).And(new Flow().Task("t").Task("n").Line("end").Path("t", "n", "end").Build(version: 2));
        await scenario.StartOldAsync();

        await scenario.MovedAsync(("Workflow1:flow:t", "Workflow1:flow:n"));

        (await scenario.WaitingAsync()).ShouldBe(["n"]);
    }

    [Fact]
    public async Task A_step_that_is_no_longer_in_the_old_version_either_is_named()
    {
        var scenario = new Scenario(Define(Activity("c", "Child"))).And(Usable("Child", Task("t")), Define(Task("t")) with { Id = "p-v2", Version = 2 });
        await scenario.StartOldAsync();
        scenario.And(Usable("Child", Task("u"), version: 2));

        var rejection = (await scenario.MigrateAsync()).ShouldBeOfType<BurstOutcome.Refused>().Rejection;

        (rejection.Code, rejection.Arguments.Single()).ShouldBe(("definition-changed", "Workflow1:c:Workflow1:t"));
    }

    [Fact]
    public async Task A_step_of_an_inner_flow_does_not_lead_to_a_join_of_the_outer_one()
    {
        static Flow Branches() => new Flow()
            .Fork("f", "A", "B", "C", "D").Task("t").Task("u").Nest("inner", new Flow().Task("n")).Line("n").Join("j", "WaitAll").Line("end")
            .Path("f.A", "t", "j", "end").Path("f.B", "u", "j").Path("f.C", "inner").Path("f.X", "n");
        var scenario = new Scenario(Branches().Build()).And(Branches().Path("n", "j").Build(version: 2));
        await scenario.StartOldAsync();
        await scenario.AnswerAsync("t");

        var rejection = (await scenario.MigrateAsync()).ShouldBeOfType<BurstOutcome.Refused>().Rejection;

        rejection.Code.ShouldBe("migration-join-starves", "the step that waits only has the same id");
    }
}
