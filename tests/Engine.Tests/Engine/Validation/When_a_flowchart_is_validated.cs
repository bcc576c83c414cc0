using StaffFlows.Engine.Activities;
using StaffFlows.Engine.Tests.Engine.Support;
using StaffFlows.Engine.Validation;

namespace StaffFlows.Engine.Tests.Engine.Validation;

public sealed class When_a_flowchart_is_validated
{
    private static Flow Sound => new Flow()
        .Add("start", "Elsa.Start").Task("ask").Decision("d", "getVariable('ask') == 'yes'").Line("good").Line("bad")
        .Path("start", "ask", "d").Path("d.True", "good").Path("d.False", "bad").Path("bad", "ask");

    [Fact]
    public void A_sound_one_has_no_findings() => Sound.Validate().ShouldBeEmpty();

    [Fact]
    public void An_empty_one_is_an_error() =>
        new Flow().Validate().ShouldTell("flowchart-empty", FindingSeverity.Error, "Workflow1:flow", "flow");

    [Fact]
    public void An_empty_one_inside_another_is_a_warning() =>
        new Flow().Add("inner", "Elsa.Flowchart").Validate().ShouldTell("flowchart-empty", FindingSeverity.Warning, "Workflow1:flow:inner", "inner");

    [Fact]
    public void An_unknown_activity_type_is_an_error() =>
        Sound.Add("x", "Acme.Unheard").Path("good", "x").Validate().ShouldTell("activity-type-unknown", FindingSeverity.Error, "Workflow1:flow:x", "Acme.Unheard");

    [Fact]
    public void An_activity_that_nothing_leads_to_is_a_warning()
    {
        var findings = Sound.Line("lost").Line("after").Path("lost", "after").Validate();

        findings.Select(finding => (finding.Code, finding.Severity, finding.NodeId))
            .ShouldBe([("activity-unreachable", FindingSeverity.Warning, "Workflow1:flow:lost"), ("activity-unreachable", FindingSeverity.Warning, "Workflow1:flow:after")]);
        (findings[0].Text.Zh, findings[0].Text.En).ShouldBe(("从开始走不到“lost”。", "No connection leads from the start to “lost”."));
    }

    [Fact]
    public void An_activity_that_can_start_the_workflow_needs_nothing_to_lead_to_it() =>
        Sound.Add("trigger", "Elsa.Delay", ("customProperties", new System.Text.Json.Nodes.JsonObject { ["canStartWorkflow"] = true })).Path("trigger", "good").Validate().ShouldBeEmpty();

    [Theory]
    [InlineData("True", "False")]
    [InlineData("False", "True")]
    public void A_decision_with_an_open_outcome_is_a_warning(string used, string open) =>
        new Flow().Decision("d", "true").Line("a").Path($"d.{used}", "a").Validate().ShouldTell("outcome-open", FindingSeverity.Warning, "Workflow1:flow:d", open);

    [Fact]
    public void A_switch_without_its_default_is_a_warning()
    {
        var flow = Switch().Line("a").Line("b").Path("s.One", "a");

        flow.Validate().ShouldTell("outcome-open", FindingSeverity.Warning, "Workflow1:flow:s", "Default");
        flow.Path("s.Default", "b").Validate().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("d.Done", "Done", "a connection without a port, which means Done")]
    [InlineData("d.Maybe", "Maybe", "an outcome that it never has")]
    public void A_connection_from_a_port_that_is_not_there_is_an_error(string from, string port, string reason) =>
        Sound.Line("x").Path(from, "x").Validate().First(finding => finding.Code == "port-unknown").Text.En.ShouldBe(
            $"“d” has no port “{port}”: the connection to “x” is never followed.", reason);

    [Fact]
    public void The_ports_of_forks_and_switches_are_those_of_their_settings()
    {
        new Flow().Fork("f", "A", "B").Line("a").Line("b").Path("f.A", "a").Path("f.B", "b").Validate().ShouldBeEmpty();
        new Flow().Fork("f", "A").Line("a").Path("f.B", "a").Validate().ShouldTell("port-unknown", FindingSeverity.Error, "Workflow1:flow:f", "B");
        new Flow().Fork("f").Line("a").Path("f", "a").Validate().ShouldBeEmpty();
        Switch().Line("a").Path("s.Two", "a").Path("s.Default", "a").Validate().ShouldTell("port-unknown", FindingSeverity.Error, "Workflow1:flow:s", "Two");
    }

    [Fact]
    public void Computed_ports_are_left_alone() =>
        new Flow().Add("f", "Elsa.FlowFork", ("branches", Flow.Input("JavaScript", "['A']"))).Line("a").Path("f.A", "a").Validate().ShouldBeEmpty();

    private static Flow BypassedWayBack => new Flow().Decision("d", "true").Task("a").Task("b").Decision("again", "false").Line("end")
        .Path("d.True", "a", "b", "again").Path("d.False", "b").Path("again.True", "a").Path("again.False", "end");

    [Fact]
    public void A_way_back_that_can_be_bypassed_is_an_error() =>
        BypassedWayBack.Validate().ShouldTell("loop-illegal", FindingSeverity.Error, "Workflow1:flow:again", "“a”");

    [Fact]
    public void It_is_none_where_tokens_take_it()
    {
        BypassedWayBack.Mode("TokenBased").Validate().ShouldBeEmpty();
        BypassedWayBack.Validate(FlowchartMode.TokenBased).ShouldBeEmpty();
        BypassedWayBack.Mode("CounterBased").Validate(FlowchartMode.TokenBased).ShouldTell("loop-illegal", FindingSeverity.Error, "Workflow1:flow:again", "“a”");
    }

    [Fact]
    public void A_way_back_through_which_everything_goes_is_none() =>
        new Flow().Task("a").Task("b").Decision("again", "false").Line("end")
            .Path("a", "b", "again.True", "a").Path("again.False", "end").Validate().ShouldBeEmpty();

    [Fact]
    public void A_loop_in_which_nothing_waits_is_a_warning()
    {
        var loop = new Flow().Line("a").Decision("again", "true").Line("end").Path("again.False", "end");

        loop.Path("a", "again.True", "a").Validate().ShouldTell("loop-without-wait", FindingSeverity.Warning, "Workflow1:flow:a", "“again”");
        new Flow().Line("a").Path("a", "a").Validate().ShouldTell("loop-without-wait", FindingSeverity.Warning, "Workflow1:flow:a", "“a”");
    }

    [Fact]
    public void A_loop_that_can_go_round_what_waits_is_a_warning() =>
        new Flow().Line("a").Decision("ask?", "true").Task("ask").Decision("again", "true").Line("end")
            .Path("a", "ask?.True", "ask", "again").Path("ask?.False", "again").Path("again.True", "a").Path("again.False", "end").Validate()
            .ShouldTell("loop-without-wait", FindingSeverity.Warning, "Workflow1:flow:a", "“again”");

    [Fact]
    public void A_loop_with_a_task_or_a_delay_in_it_is_none()
    {
        new Flow().Task("a").Decision("again", "true").Line("end").Path("a", "again.True", "a").Path("again.False", "end").Validate().ShouldBeEmpty();
        new Flow().Add("a", "Elsa.Delay").Decision("again", "true").Line("end").Path("a", "again.True", "a").Path("again.False", "end").Validate().ShouldBeEmpty();
    }

    private static Flow Switch() => new Flow().Add("s", "Elsa.FlowSwitch", ("cases", new System.Text.Json.Nodes.JsonArray(
        new System.Text.Json.Nodes.JsonObject { ["label"] = "One", ["condition"] = new System.Text.Json.Nodes.JsonObject { ["type"] = "JavaScript", ["value"] = "true" } })));
}
