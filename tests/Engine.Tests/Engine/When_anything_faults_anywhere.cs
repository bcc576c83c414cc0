using System.Text.Json.Nodes;
using StaffFlows.Engine.Activities;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Tests.Engine.Support;
using static StaffFlows.Engine.Tests.Engine.Support.Nodes;

namespace StaffFlows.Engine.Tests.Engine;

/// <summary>
/// Beside a line and a task that waits, something can't go on, and can an hour later: in whatever place it stands, in either mode and
/// under either strategy.
/// </summary>
public sealed class When_anything_faults_anywhere
{
    private static readonly DateTimeOffset MendedAt = FakeClock.AtNoon().GetUtcNow().AddHours(1);

    public static TheoryData<string, FlowchartMode, bool> Cases
    {
        get
        {
            var cases = new TheoryData<string, FlowchartMode, bool>();
            foreach (var mode in Enum.GetValues<FlowchartMode>())
            {
                foreach (var position in Positions())
                {
                    cases.Add(position.Name, mode, false);
                    cases.Add(position.Name, mode, true);
                }
            }

            return cases;
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public async Task It_is_one_incident_at_its_place_and_a_retry_goes_on_from_there(string name, FlowchartMode mode, bool allowsIncidents)
    {
        var position = Positions().Single(position => position.Name == name);
        var scenario = Begin(position, mode, allowsIncidents);

        await scenario.StartAsync();
        await GoOnAsync(scenario);

        var faulted = await scenario.InstanceAsync();
        faulted.SubStatus.ShouldBe(allowsIncidents ? WorkflowSubStatus.Suspended : WorkflowSubStatus.Faulted);
        faulted.Incidents.ShouldHaveSingleItem().NodeId.ShouldEndWith(":" + position.Node);
        faulted.Bookmarks.Select(bookmark => bookmark.NodeId).ShouldBe(allowsIncidents ? ["Workflow1:flow:t"] : []);
        scenario.Lines.Count(line => line is "before" or "beside").ShouldBe(2, "the rest of the burst runs");
        scenario.Lines.ShouldNotContain("after");

        scenario.Clock.Advance(TimeSpan.FromHours(1));
        scenario.Restart();
        await scenario.Runtime.RetryAsync(new(Scenario.Id, [], []), CancellationToken.None);
        await GoOnAsync(scenario);
        await scenario.AnswerAsync("t");

        (await scenario.StatusAsync()).ShouldBe(WorkflowSubStatus.Finished);
        scenario.Lines.Order(StringComparer.Ordinal)
            .ShouldBe(position.Lines.Concat(["before", "beside", "after", "end"]).Order(StringComparer.Ordinal), "what was done before the fault is not done again");
    }

    /// <summary>All inputs of all activities, those that no line of the table below names as well.</summary>
    [Fact]
    public async Task An_input_that_has_no_value_is_an_incident_of_its_activity_whichever_it_is()
    {
        foreach (var (type, input) in StandardActivities.All.SelectMany(activity => activity.Descriptor.Inputs.Select(input => (activity.Type, input.Name))).Where(IsExpression))
        {
            var scenario = new Scenario(new Flow().Fork("f", "A", "B").Add("x", type, (input, Broken("0"))).Line("beside").Path("f.A", "x").Path("f.B", "beside").Build());

            await scenario.StartAsync();

            var incident = (await scenario.InstanceAsync()).Incidents.ShouldHaveSingleItem($"{type}.{input}");
            (incident.Code, incident.NodeId).ShouldBe(("expression", "Workflow1:flow:x"), $"{type}.{input}");
            incident.Message.ShouldStartWith($"Failed to evaluate activity input '{char.ToUpperInvariant(input[0])}{input[1..]}'");
            scenario.Lines.ShouldBe(["beside"], $"{type}.{input}");
        }
    }

    /// <summary>Cases are a list of expressions, no expression themselves.</summary>
    private static bool IsExpression((string Type, string Input) input) => input.Input != "cases";

    private static Scenario Begin(Position position, FlowchartMode mode, bool allowsIncidents)
    {
        var flow = new Flow().Variable("N", "Int32", 0).Line("before").Fork("f", "A", "B", "C").Line("after").Line("beside").Task("t").Join("j", "WaitAll").Line("end")
            .Path("before", "f").Path("after", "j", "end").Path("f.B", "beside", "j").Path("f.C", "t", "j");
        position.Build(flow);
        if (allowsIncidents) flow.ContinueWithIncidents();
        var asks = new Does("Test.Asks", context => new ActivityResult.Waiting(context.Bookmark(new { }))) { OnResume = (context, _) => Breaks(context) };

        return new Scenario(flow.Build(), mode, asks, new Does("Test.Breaks", Breaks), new Does("Test.Faults", _ => new ActivityResult.Faulted("no", "no"))).And(
            Usable("Inner", Sequence("s", Line("in"), Bad(), Line("in2"))), new Flow().Line("child").Build("child"), new Flow().Add("no", "Test.Faults").Build("faulty"));
    }

    /// <summary>Everybody but the task answers.</summary>
    private static async Task GoOnAsync(Scenario scenario)
    {
        await scenario.SettleAsync();
        while ((await scenario.InstanceAsync()).Bookmarks.FirstOrDefault(bookmark => bookmark.Name == "Test.Asks") is { } asked) await scenario.ResumeAsync(asked.Id);
    }

    private static ActivityResult Breaks(ActivityExecutionContext context) => context.Now < MendedAt ? new ActivityResult.Faulted("no", "no") : new ActivityResult.Completed();

    private static JsonObject Broken(string value) => Script($"new Date().getTime() < {MendedAt.ToUnixTimeMilliseconds()} ? nothing.there : {value}");

    private static JsonObject Bad() => Activity("bad", "Test.Breaks");

    private static JsonObject Steps() => Sequence("s", Line("in"), Bad());

    private static JsonArray OneCase(JsonObject? activity = null) =>
        List(new JsonObject { ["label"] = "A", ["condition"] = Broken("true")["expression"]!.DeepClone(), ["activity"] = activity });

    /// <summary>New ones at every call: a node stands in one definition only.</summary>
    private static IEnumerable<Position> Positions()
    {
        var (two, three) = (Flow.Input("Literal", "2"), Flow.Input("Object", "[3]"));

        yield return In("condition of If", "x in", Activity("x", "Elsa.If", ("condition", Broken("true")), ("then", Line("in"))));
        yield return In("condition of While", "x", Activity("x", "Elsa.While", ("condition", Broken("false")), ("body", Line("in"))));
        yield return In("case of Switch", "x in", Activity("x", "Elsa.Switch", ("cases", OneCase(Line("in")))));
        yield return In("end of For", "x in in", Activity("x", "Elsa.For", ("end", Broken("1")), ("body", Line("in"))));
        yield return In("items of ForEach", "x in in", Activity("x", "Elsa.ForEach", ("items", Broken("[1, 2]")), ("body", Line("in"))));
        yield return In("items of ParallelForEach", "x in in", Activity("x", "Elsa.ParallelForEach", ("items", Broken("[1, 2]")), ("body", Line("in"))));
        yield return In("mode of Fork", "x in", Activity("x", "Elsa.Fork", ("joinMode", Broken("'WaitAll'")), ("branches", List(Line("in")))));
        yield return new("condition of FlowDecision", "x", flow => flow.Add("x", "Elsa.FlowDecision", ("condition", Broken("true"))).Path("f.A", "x.True", "after"));
        yield return new("case of FlowSwitch", "x", flow => flow.Add("x", "Elsa.FlowSwitch", ("cases", OneCase())).Path("f.A", "x.A", "after"));
        yield return new("branches of FlowFork", "x", flow => flow.Add("x", "Elsa.FlowFork", ("branches", Broken("['A']"))).Path("f.A", "x.A", "after"));
        yield return new("mode of FlowJoin", "x in in2", flow => flow
            .Fork("g", "A", "B").Line("in").Line("in2").Add("x", "Elsa.FlowJoin", ("mode", Broken("'WaitAll'"))).Path("f.A", "g.A", "in", "x", "after").Path("g.B", "in2", "x"));
        yield return new("items of BulkDispatchWorkflows", "x child child", flow => flow
            .Child("x", "Elsa.BulkDispatchWorkflows", "child", ("items", Broken("[1, 2]"))).Path("f.A", "x.Completed", "after"));

        yield return In("step of Sequence", "bad in in2", Sequence("x", Line("in"), Bad(), Line("in2")));
        yield return In("part of Parallel", "bad in in2", Parallel("x", Line("in"), Bad(), Line("in2")));
        yield return In("branch of Fork", "bad in in2", Activity("x", "Elsa.Fork", ("branches", List(Steps(), Line("in2")))));
        yield return In("body of If", "bad in", If("x", "true", Steps()));
        yield return In("body of Switch", "bad in", Activity("x", "Elsa.Switch", ("default", Steps())));
        yield return In("body of While", "bad in in", While("x", "getN() < 2", Sequence("w", Steps(), SetVariable("set", "var-N", "getN() + 1"))));
        yield return In("body of For", "bad in in", Activity("x", "Elsa.For", ("start", Flow.Input("Literal", "1")), ("end", two), ("body", Steps())));
        yield return In("body of ForEach", "bad in in", ForEach("x", "[1, 2]", Steps()));
        yield return In("body of ParallelForEach", "bad in in", ForEach("x", "[1, 2]", Sequence("s", Line("in"), If("if", "getVariable('CurrentIndex') == 1", Bad())), "Elsa.ParallelForEach"));
        yield return In("body of FlowNode", "bad in", Activity("x", "Elsa.FlowNode", ("body", Steps())));
        yield return In("nested flow", "bad in in2", new Flow().Line("in").Add(Bad()).Line("in2").Path("in", "bad", "in2").AsActivity("x"));
        yield return In("definition used as an activity", "bad in in2", Use("x", "Inner", 1));
        yield return new("body for what completed", "bad child in", flow => flow
            .Child("x", "Elsa.BulkDispatchWorkflows", "child", ("items", three), ("childCompleted", Steps())).Path("f.A", "x.Completed", "after"));
        yield return new("body for what faulted", "bad in", flow => flow
            .Child("x", "Elsa.BulkDispatchWorkflows", "faulty", ("items", three), ("childFaulted", Steps())).Path("f.A", "x.Completed", "after"));
        yield return new("answer", "x", flow => flow.Add("x", "Test.Asks").Path("f.A", "x", "after"));
        yield return In("answer in a loop", "asks in in", ForEach("x", "[1, 2]", Sequence("s", Line("in"), Activity("asks", "Test.Asks"))));
    }

    private static Position In(string name, string expected, JsonObject x) => new(name, expected, flow => flow.Add(x).Path("f.A", "x", "after"));

    /// <param name="Expected">The node at fault, and the lines that are written once all has gone well.</param>
    /// <param name="Build">Puts it between <c>f.A</c> and <c>after</c>.</param>
    private sealed record Position(string Name, string Expected, Action<Flow> Build)
    {
        public string Node => Expected.Split(' ')[0];

        public IEnumerable<string> Lines => Expected.Split(' ').Skip(1);
    }
}
