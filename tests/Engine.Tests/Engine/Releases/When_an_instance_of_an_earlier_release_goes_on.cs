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
            var file = $"{Prefix}0.1.0-{name}.json";
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
    }

    /// <param name="Before">Steps up to the moment at which the instance is kept.</param>
    private sealed record Situation(WorkflowDefinition Definition, ImmutableArray<string> Before, ImmutableArray<string> After, ImmutableArray<string> Lines)
    {
        public async Task<KeptInstance> KeepAsync()
        {
            var scenario = new Scenario(Definition);
            await scenario.StartAsync();
            foreach (var step in Before)
            {
                if (step.Split(' ') is ["return", var from, var to, var mode]) (await scenario.RepositionAsync(from, to, Enum.Parse<RepositionMode>(mode))).ShouldBeOfType<BurstOutcome.Committed>();
                else await KeptInstance.TakeAsync(scenario, step);
            }

            return new(Definition, WorkflowInstanceJson.Write(await scenario.InstanceAsync()), After, Lines);
        }
    }
}
