using System.Collections.Immutable;
using System.Text.Json;
using StaffFlows.Engine.Activities;
using StaffFlows.Engine.Definitions.Json;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Expressions;
using StaffFlows.Engine.Tests.Engine.Support;

namespace StaffFlows.Engine.Tests.Engine;

public sealed class When_a_definition_measured_on_Elsa_runs
{
    /// <summary>What is better here than there; everything else is as measured.</summary>
    private static readonly ImmutableArray<Deviation> Deviations =
    [
        new("decision-untaken-join-WaitAllActive", FlowchartMode.TokenBased, Elsa: "Suspended for ever, without a bookmark",
            Because: "a branch that a decision did not take cannot arrive; the join goes on, as its name says and as in counter mode")
        {
            Lines = ["a", "end"], SubStatus = "Finished",
        },
        new("mergemode-tasks-Race", FlowchartMode.TokenBased, Elsa: "the flow completes before what the race was for has run",
            Because: "the journal tells what happened, in the order in which it did")
        {
            Journal = "Workflow1:Started flow:Started f:Started f:Completed t1:Started t1:Suspended t2:Started t2:Suspended | "
                + "t1:Resumed t1:Completed t2:Canceled end:Started end:Completed z:Started z:Completed flow:Completed Workflow1:Completed |",
        },
        new("fork2tasks-join-None", FlowchartMode.TokenBased, Elsa: "the flow completes before what the race was for has run",
            Because: "the journal tells what happened, in the order in which it did")
        {
            Journal = "Workflow1:Started flow:Started f:Started f:Completed t1:Started t1:Suspended t2:Started t2:Suspended | "
                + "t1:Resumed t1:Completed t2:Canceled j:Started j:Completed end:Started end:Completed flow:Completed Workflow1:Completed |",
        },
        .. InBothModes<Deviation>(mode => new("parallelforeach-tasks", mode, Elsa: "the second and third run of a task begin with Resumed",
            Because: "each run of a node has a state of its own")
        {
            Journal = "Workflow1:Started flow:Started pf:Started seq:Started seq:Started seq:Started pt:Started pt:Suspended pt:Started pt:Suspended pt:Started pt:Suspended | "
                + "pt:Resumed pt:Completed w:Started w:Completed seq:Completed | pt:Resumed pt:Completed w:Started w:Completed seq:Completed | "
                + "pt:Resumed pt:Completed w:Started w:Completed seq:Completed pf:Completed end:Started end:Completed flow:Completed Workflow1:Completed |",
        }),
    ];

    private static readonly JsonElement Cases = JsonElement.Parse(Resource.Read("fixtures.json")).GetProperty("cases");

    public static IEnumerable<object[]> Measured =>
        Cases.EnumerateArray().Select(item => item.GetProperty("name").GetString()!).SelectMany(name => InBothModes<object[]>(mode => [name, mode]));

    [Theory]
    [MemberData(nameof(Measured))]
    public async Task It_does_what_Elsa_did(string name, FlowchartMode mode)
    {
        var item = Cases.EnumerateArray().Single(item => item.GetProperty("name").GetString() == name);
        var measured = item.GetProperty("measured").GetProperty(mode.ToString());
        var deviation = Deviations.SingleOrDefault(deviation => deviation.Name == name && deviation.Mode == mode);
        var scenario = new Scenario(WorkflowDefinitionJson.Read(Resource.Read(name + ".json")), mode);

        await scenario.StartAsync(item.GetProperty("input"));
        foreach (var (bookmark, activity, answer) in Resumed(item, measured))
        {
            scenario.Restart();
            if (bookmark == "Elsa.Event") await scenario.PublishEventAsync("Go");
            else await scenario.AnswerAsync(activity, answer);
            await scenario.SettleAsync();
        }

        var instance = await scenario.InstanceAsync();
        scenario.Lines.ShouldBe(deviation?.Lines ?? Texts(measured, "lines"));
        instance.SubStatus.ToString().ShouldBe(deviation?.SubStatus ?? measured.GetProperty("subStatus").GetString());
        scenario.Store.Commits.Count.ShouldBe(measured.GetProperty("bursts").GetInt32());
        instance.Incidents.Select(incident => incident.NodeId.Split(':')[^1]).ShouldBe(Texts(measured, "incidents").Select(incident => incident.Split(':')[0]));
        instance.Bookmarks.Select(bookmark => $"{bookmark.Name}:{bookmark.NodeId.Split(':')[^1]}").ShouldBe(Texts(measured, "bookmarksLeft"));
        if (measured.TryGetProperty("journal", out var journal)) scenario.Journal.ShouldBe(deviation?.Journal ?? journal.GetString());
        if (measured.TryGetProperty("output", out var output)) JsonElement.DeepEquals(JsonValues.From(instance.Output), output).ShouldBeTrue();
    }

    [Fact]
    public void Each_deviation_is_about_something_that_was_measured_otherwise()
    {
        foreach (var deviation in Deviations)
        {
            var measured = Cases.EnumerateArray().Single(item => item.GetProperty("name").GetString() == deviation.Name).GetProperty("measured").GetProperty(deviation.Mode.ToString());
            var isSame = (deviation.Lines?.SequenceEqual(Texts(measured, "lines")) ?? true) && (deviation.Journal is null || deviation.Journal == measured.GetProperty("journal").GetString());

            isSame.ShouldBeFalse($"{deviation.Name}: {deviation.Elsa}; we: {deviation.Because}");
        }
    }

    /// <summary>What was resumed, in that order; told "ok" where nothing else is said. Events are published.</summary>
    private static IEnumerable<(string Bookmark, string Activity, object Answer)> Resumed(JsonElement item, JsonElement measured)
    {
        var told = item.GetProperty("resume") is { ValueKind: JsonValueKind.Array } resume ? resume.EnumerateArray().ToArray() : [];

        return Texts(measured, "resumedBookmarks").Select((bookmark, i) =>
            (bookmark.Split(':')[0], bookmark.Split(':')[1], (object)(i < told.Length && told[i].TryGetProperty("result", out var result) ? result.GetString()! : "ok")));
    }

    private static IEnumerable<string> Texts(JsonElement measured, string name) =>
        measured.TryGetProperty(name, out var items) && items.ValueKind is JsonValueKind.Array ? items.EnumerateArray().Select(item => item.GetString()!) : [];

    private static IEnumerable<T> InBothModes<T>(Func<FlowchartMode, T> make) => Enum.GetValues<FlowchartMode>().Select(make);

    private sealed record Deviation(string Name, FlowchartMode Mode, string Elsa, string Because)
    {
        public string[]? Lines { get; init; }
        public string? SubStatus { get; init; }
        public string? Journal { get; init; }
    }
}
