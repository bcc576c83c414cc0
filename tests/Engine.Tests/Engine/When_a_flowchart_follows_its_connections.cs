using System.Text.Json.Nodes;
using StaffFlows.Engine.Activities;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Tests.Engine.Support;

namespace StaffFlows.Engine.Tests.Engine;

public sealed class When_a_flowchart_follows_its_connections
{
    [Theory]
    [InlineData(FlowchartMode.CounterBased)]
    [InlineData(FlowchartMode.TokenBased)]
    public async Task Joins_passed_over_at_the_same_time_let_the_one_behind_them_go_on(FlowchartMode mode)
    {
        var scenario = new Scenario(new Flow()
            .Fork("f", "A", "B", "C", "D").Line("a").Line("b").Line("c").Decision("d", "false").Join("j1", "WaitAll").Join("j2", "WaitAll").Join("j3", "WaitAllActive").Line("end")
            .Path("f.A", "a", "j3", "end").Path("f.B", "b", "j1", "j3").Path("f.C", "c", "j2", "j3").Path("f.D", "d").Path("d.True", "j1").Path("d.True", "j2").Build(), mode);

        await scenario.StartAsync();

        scenario.Lines.ShouldBe(["a", "b", "c", "end"]);
        (await scenario.StatusAsync()).ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task A_decision_without_a_condition_is_No()
    {
        var scenario = new Scenario(new Flow().Add("d", "Elsa.FlowDecision").Line("yes").Line("no").Path("d.True", "yes").Path("d.False", "no").Build());

        await scenario.StartAsync();

        scenario.Lines.ShouldBe(["no"]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("\"text\"")]
    [InlineData("[]")]
    [InlineData("""[{ "label": "A" }, { "condition": { "type": "Literal", "value": true } }, { "label": "A", "condition": "true" }]""")]
    public async Task A_switch_without_a_usable_case_takes_the_default(string? cases)
    {
        var scenario = new Scenario(new Flow()
            .Add("s", "Elsa.FlowSwitch", cases is null ? [] : [("cases", JsonNode.Parse(cases))]).Line("a").Line("default").Path("s.A", "a").Path("s.Default", "default").Build());

        await scenario.StartAsync();

        scenario.Lines.ShouldBe(["default"]);
    }

    [Theory]
    [InlineData(null, "a")]
    [InlineData("MatchFirst", "a")]
    [InlineData("MatchAny", "a c")]
    public async Task A_switch_goes_on_by_the_first_case_that_matches_or_by_all_of_them(string? mode, string lines)
    {
        static JsonObject Case(string label, string condition) => new() { ["label"] = label, ["condition"] = Flow.Input("JavaScript", condition)["expression"]!.DeepClone() };
        var scenario = new Scenario(new Flow()
            .Add("s", "Elsa.FlowSwitch", ("cases", new JsonArray(Case("A", "true"), Case("B", "false"), Case("C", "true"))), ("mode", mode is null ? null : Flow.Input("Literal", mode)))
            .Line("a").Line("b").Line("c").Line("default").Path("s.A", "a").Path("s.B", "b").Path("s.C", "c").Path("s.Default", "default").Build());

        await scenario.StartAsync();

        scenario.Lines.ShouldBe(lines.Split(' '));
        (await scenario.StatusAsync()).ShouldBe(WorkflowSubStatus.Finished);
    }

    /// <summary>In the order of the definition: one that may start the workflow, one that a way leads to, one that none leads to, a Start, and the explicit one.</summary>
    [Theory]
    [InlineData("first trigger lone start chosen", "chosen", "chosen", "the one that the flowchart names")]
    [InlineData("first trigger lone start chosen", "nowhere", "start", "where it names none of its own, a Start")]
    [InlineData("first trigger lone start chosen", null, "start", "a Start")]
    [InlineData("first trigger lone chosen", null, "trigger", "one that can start the workflow")]
    [InlineData("first lone chosen", null, "lone", "the first that nothing leads to")]
    [InlineData("first chosen", null, "first", "the first, where something leads to all of them")]
    public async Task It_begins_where_it_is_told_to_or_where_a_rule_says(string activities, string? start, string expected, string reason)
    {
        var flow = new Flow();
        foreach (var id in activities.Split(' '))
        {
            if (id == "trigger") flow.Trigger(id, "Elsa.WriteLine", ("text", Flow.Input("Literal", id)));
            else if (id == "start") flow.Add(id, "Elsa.Start");
            else flow.Line(id);
        }

        flow.Line("last");
        foreach (var id in activities.Split(' ')) flow.Path(id, "last");
        foreach (var id in activities.Split(' ').Where(id => id != "lone")) flow.Path("last", id);
        var definition = flow.Build();
        if (start is not null) definition.Root["start"] = start;
        var scenario = new Scenario(definition);

        await scenario.StartAsync();

        scenario.Journal.Split(' ')[2].ShouldBe($"{expected}:Started", reason);
    }

    [Fact]
    public async Task A_fork_without_branches_goes_on_by_Done()
    {
        var scenario = new Scenario(new Flow().Fork("f").Line("a").Path("f", "a").Build());

        await scenario.StartAsync();

        scenario.Lines.ShouldBe(["a"]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("null")]
    public async Task A_join_without_a_mode_goes_on_with_the_first_arrival(string? mode)
    {
        var scenario = new Scenario(new Flow()
            .Fork("f", "A", "B").Task("t").Task("u").Add("j", "Elsa.FlowJoin", mode is null ? [] : [("mode", Flow.Input("JavaScript", mode))]).Line("end")
            .Path("f.A", "t", "j", "end").Path("f.B", "u", "j").Build());
        await scenario.StartAsync();

        await scenario.AnswerAsync("t");

        scenario.Lines.ShouldBe(["end"]);
        (await scenario.StatusAsync()).ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task An_empty_flow_is_over_at_once()
    {
        var scenario = new Scenario(new Flow().Nest("inner", new Flow()).Line("a").Path("inner", "a").Build());

        await scenario.StartAsync();

        scenario.Lines.ShouldBe(["a"]);
    }

    [Fact]
    public async Task What_waits_for_no_join_is_not_remembered()
    {
        var scenario = new Scenario(new Flow().Line("a").Task("t").Path("a", "t").Build());

        await scenario.StartAsync();

        (await scenario.InstanceAsync()).Executions.Single(execution => execution.NodeId == "Workflow1:flow").Memory.ShouldBeEmpty();
    }
}
