using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Tests.Engine.Support;
using static StaffFlows.Engine.Tests.Engine.Support.Nodes;

namespace StaffFlows.Engine.Tests.Engine;

public sealed class When_an_activity_speaks_of_its_instance
{
    [Fact]
    public async Task It_can_name_it_and_correlate_it()
    {
        var scenario = new Scenario(Define(Sequence("s",
            Activity("n", "Elsa.SetName", ("value", Script("'Leave of ' + 'Li'"))),
            Activity("c", "Elsa.Correlate", ("correlationId", Flow.Input("Literal", "case-7"))),
            Line("l", "getWorkflowInstanceName() + '/' + getCorrelationId()"), Task("t"))));

        await scenario.StartAsync();

        var instance = await scenario.InstanceAsync();
        (instance.Name, instance.CorrelationId).ShouldBe(("Leave of Li", "case-7"));
        scenario.Lines.ShouldBe(["Leave of Li/case-7"]);
    }

    [Fact]
    public async Task A_correlation_without_value_is_none()
    {
        var scenario = new Scenario(Define(Sequence("s", Activity("c", "Elsa.Correlate"), Task("t"))));
        await scenario.Runtime.StartAsync(Scenario.Command() with { CorrelationId = "case-7" }, CancellationToken.None);

        (await scenario.InstanceAsync()).CorrelationId.ShouldBeNull();
    }

    [Fact]
    public async Task It_can_fault_with_a_code_of_its_own()
    {
        var scenario = new Scenario(Define(Activity("f", "Elsa.Fault",
            ("code", Flow.Input("Literal", "E7")), ("category", Flow.Input("Literal", "HR")), ("faultType", Flow.Input("Literal", "Business")), ("message", Script("'No ' + 'window'")))));

        await scenario.StartAsync();

        var incident = (await scenario.InstanceAsync()).Incidents.ShouldHaveSingleItem();
        (incident.Code, incident.Category, incident.FaultType, incident.Message).ShouldBe(("E7", "HR", "Business", "No window"));
    }

    [Fact]
    public async Task A_fault_left_blank_has_Elsas_defaults()
    {
        var scenario = new Scenario(Define(Activity("f", "Elsa.Fault")));

        await scenario.StartAsync();

        var incident = (await scenario.InstanceAsync()).Incidents.ShouldHaveSingleItem();
        (incident.Code, incident.Category, incident.FaultType, incident.Message).ShouldBe(("0", "General", "System", ""));
    }
}
