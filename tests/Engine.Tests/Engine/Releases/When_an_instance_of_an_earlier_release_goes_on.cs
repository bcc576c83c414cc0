using System.Collections.Immutable;
using System.Text.Json.Nodes;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Runtime;
using StaffFlows.Engine.Tests.Engine.Support;

namespace StaffFlows.Engine.Tests.Engine.Releases;

/// <summary>
/// The files beside this one are what a release has stored; every later one must be able to go on with them. With
/// <c>STAFFFLOWS_KEEP_RELEASE</c> set to a folder, the situations below are stored there as this version does.
/// </summary>
public sealed class When_an_instance_of_an_earlier_release_goes_on
{
    private const string Prefix = "release-";

    private static readonly string Version = typeof(WorkflowInstance).Assembly.GetName().Version!.ToString(3);

    private static string[] Kept { get; } = [.. typeof(KeptInstance).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))];

    public static TheoryData<string> Files => [.. Kept];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task It_ends_as_it_would_have_ended(string file)
    {
        var kept = KeptInstance.Read(Resource.Read(file));

        var scenario = await kept.GoOnAsync();

        (await scenario.StatusAsync()).ShouldBe(WorkflowSubStatus.Finished);
        scenario.Lines.ShouldBe(kept.Lines);
    }

    [Fact]
    public async Task Every_situation_of_this_version_is_kept()
    {
        foreach (var (name, situation) in Situations())
        {
            var file = $"{Prefix}{Version}-{name}.json";
            if (Environment.GetEnvironmentVariable("STAFFFLOWS_KEEP_RELEASE") is { } folder) await File.WriteAllTextAsync(Path.Combine(folder, file), (await situation.KeepAsync()).Write());
            else Kept.ShouldContain(file);
        }
    }

    private static IEnumerable<(string Name, Situation Situation)> Situations()
    {
        var reviews = new Flow().Fork("f", "A", "B").Task("hall").Task("party").Join("j", "WaitAll").Task("director").Line("end")
            .Path("f.A", "hall", "j").Path("f.B", "party", "j").Path("j", "director", "end");

        yield return ("join-half-way", new(reviews.Build(), ["hall"], ["party", "director"], ["end"]));
        yield return ("tokens-half-way", new(reviews.Mode("TokenBased").Build(), ["hall"], ["party", "director"], ["end"]));
        yield return ("returned-after-a-join", new(reviews.Mode("CounterBased").Build(), ["hall", "party", "return director hall Full"], ["hall", "director"], ["end"]));
        yield return ("sent-straight-back", new(reviews.Build(), ["hall", "party", "return director hall StraightBack"], ["hall", "director"], ["end"]));
        yield return ("a-timer-runs", new(
            new Flow().Add("wait", "Elsa.Delay", ("timeSpan", Flow.Input("Literal", "02:00:00"))).Line("end").Path("wait", "end").Build(), [], ["after 03:00:00"], ["end"]));
        yield return ("a-fault-waits", new(
            new Flow().Fork("f", "A", "B").Task("t").Add("bad", "Elsa.WriteLine", ("text", Flow.Input("JavaScript", "if (getT() == null) throw 'no'; return 'mended'")))
                .Path("f.A", "t").Path("f.B", "bad").ContinueWithIncidents().Build(), [], ["t", "retry"], ["mended"]));
        yield return ("loops-over-a-list", new(
            new Flow().Add("each", "Elsa.ParallelForEach", ("items", Flow.Input("Object", "[\"a\",\"b\"]")), ("body", new JsonObject
            {
                ["id"] = "steps", ["type"] = "Elsa.Sequence", ["version"] = 1, ["activities"] = new JsonArray(
                    new JsonObject { ["id"] = "ask", ["type"] = "Elsa.RunTask", ["version"] = 1, ["taskName"] = Flow.Input("Literal", "ask") },
                    new JsonObject { ["id"] = "say", ["type"] = "Elsa.WriteLine", ["version"] = 1, ["text"] = Flow.Input("JavaScript", "getVariable('CurrentValue')") }),
            })).Line("end").Path("each", "end").Build(), ["ask"], ["ask"], ["b", "end"]));
        foreach (var more in Others().Concat(Places())) yield return more;
    }

    /// <summary>Waiting for something outside of the instance.</summary>
    private static IEnumerable<(string Name, Situation Situation)> Others()
    {
        var child = new Flow().WorkflowInput("Item").WorkflowOutput("said").Task("t").Output("o", "said", "'child ' + getT()").Path("t", "o").Build("child");
        Flow Parent(string type, params (string Name, JsonNode? Value)[] members) =>
            new Flow().Child("c", type, "child", [("waitForCompletion", Flow.Input("Literal", "true")), .. members]).Line("end", "toJson(getC())").Path("c", "end");
        const string Said = """{"said":"child ok"}""";

        yield return ("a-dispatched-child-is-out", new(Parent("Elsa.DispatchWorkflow").Build(), [], ["t of child"], [Said]) { Others = [child] });
        yield return ("an-executed-child-is-out", new(Parent("Elsa.ExecuteWorkflow").Build(), [], ["t of child"], [Said]) { Others = [child] });
        yield return ("children-in-bulk-are-out", new(
            Parent("Elsa.BulkDispatchWorkflows", ("items", Flow.Input("Object", "[1,2,3]")), ("childCompleted", Nodes.Line("one"))).Build(),
            ["t of child"], ["t of child", "t of child"], ["one", "one", "null"]) { Others = [child] });
        yield return ("an-event-is-awaited", new(new Flow().Event("e", "Go").Line("end", "getE()").Path("e", "end").Build(), [], ["event Go"], ["heard"]));
    }

    /// <summary>Inside of something that remembers where it stands, or declares variables of its own.</summary>
    private static IEnumerable<(string Name, Situation Situation)> Places()
    {
        var inner = Nodes.Usable("Inner", Nodes.Sequence("s", Nodes.SetVariable("set", "Y", "getX() + '!'"), Nodes.Task("t"), Nodes.Line("in", "getX() + getY()")), ["X"], variables: Nodes.Variable("Y"));
        var nested = new Flow().Variable("N", value: "inner").Fork("g", "A", "B").Task("hall").Task("party").Join("j", "WaitAll").Line("in", "getN()")
            .Path("g.A", "hall", "j").Path("g.B", "party", "j").Path("j", "in");

        yield return ("inside-a-definition-used-as-an-activity", new(
            new Flow().Add(Nodes.Use("c", "Inner", 1, ("x", Flow.Input("Literal", "x")))).Line("end").Path("c", "end").Build(), [], ["t"], ["xx!", "end"]) { Others = [inner] });
        yield return ("a-join-half-way-in-a-nested-flow", new(
            new Flow().Variable("N", value: "outer").Nest("inner", nested).Line("end", "getN()").Path("inner", "end").Build(), ["hall"], ["party"], ["inner", "outer"]));
        yield return ("in-the-second-turn-of-a-while", new(
            Nodes.Define(Nodes.While("w", "getN() < 3", Nodes.Sequence("s", Nodes.Task("t"), Nodes.SetVariable("set", "N", "getN() + 1"), Nodes.Line("l", "'turn ' + getN()"))), Nodes.Variable("N", 0)),
            ["t"], ["t", "t"], ["turn 2", "turn 3"]));
        yield return ("in-the-second-turn-of-a-for", new(
            Nodes.Define(Nodes.Activity("f", "Elsa.For", ("start", Flow.Input("Literal", "1")), ("end", Flow.Input("Literal", "3")),
                ("body", Nodes.Sequence("s", Nodes.Task("t"), Nodes.Line("l", "getVariable('CurrentValue')"))))), ["t"], ["t", "t"], ["2", "3"]));
        yield return ("a-scope-has-set-its-variable", new(
            Nodes.Define(Nodes.Sequence("o", Nodes.Sequence("s", Nodes.SetVariable("set", "X", "'inner'"), Nodes.Task("t"), Nodes.Line("in", "getX()")).With(Nodes.Variable("X")), Nodes.Line("out", "getX()")), Nodes.Variable("X", "outer")),
            [], ["t"], ["inner", "outer"]));
    }

    /// <param name="Before">Steps up to the moment at which the instance is kept.</param>
    private sealed record Situation(WorkflowDefinition Definition, ImmutableArray<string> Before, ImmutableArray<string> After, ImmutableArray<string> Lines)
    {
        /// <summary>Published beside it.</summary>
        public ImmutableArray<WorkflowDefinition> Others { get; init; } = [];

        public async Task<KeptInstance> KeepAsync()
        {
            var scenario = new Scenario(Definition).And([.. Others]);
            await scenario.StartAsync();
            await scenario.SettleAsync();
            foreach (var step in Before)
            {
                if (step.Split(' ') is ["return", var from, var to, var mode]) (await scenario.RepositionAsync(from, to, Enum.Parse<RepositionMode>(mode))).ShouldBeOfType<BurstOutcome.Committed>();
                else await KeptInstance.TakeAsync(scenario, step);
            }

            scenario.Store.Commands.ShouldBeEmpty("nothing is on its way");

            return new(Definition, WorkflowInstanceJson.Write(await scenario.InstanceAsync()), After, Lines)
            {
                OtherDefinitions = Others, OtherInstances = [.. scenario.Others.Where(other => !other.IsFinished).Select(WorkflowInstanceJson.Write)],
            };
        }
    }
}
