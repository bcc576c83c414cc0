using System.Text.Json.Nodes;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Runtime;
using StaffFlows.Engine.Tests.Engine.Support;

namespace StaffFlows.Engine.Tests.Engine.Signals;

/// <summary>Commits that fail, pumps that overtake each other, restarts between any two bursts: what happens is always the same, once.</summary>
public sealed class When_anything_breaks_on_the_way
{
    private const int Cases = 40;

    private static readonly string[] Expected =
        ["asked", "asked", "asked", "asked", "asked", "dispatched", "each", "each", "each", "end", "executed", "heard", "in bulk", "started"];

    [Fact]
    public async Task Everything_still_happens_once()
    {
        for (var seed = 0; seed < Cases; seed++) await RunAsync(new Random(seed), seed);
    }

    private static async Task RunAsync(Random random, int seed)
    {
        var scenario = Begin();
        scenario.Store.BeforeCommit = async commit =>
        {
            switch (random.Next(8))
            {
                case 0:
                    throw new IOException("the database is away");
                case 1:
                    // This node was so slow that its leases lapsed, and another one took over.
                    scenario.Clock.Advance(CommandPump.Lease);
                    await scenario.NewCommandPump().DrainAsync(CancellationToken.None);
                    break;
            }
        };
        while (await scenario.Store.FindAsync(Scenario.Id, CancellationToken.None) is null) await TryAsync(() => scenario.StartAsync());

        for (var step = 0; scenario.Store.Instances.Any(instance => !instance.IsFinished) || !scenario.Store.Commands.IsEmpty; step++)
        {
            step.ShouldBeLessThan(1000, $"case {seed} comes to no end");
            if (random.Next(2) == 0) await AnswerOneAsync(scenario, random);
            await TryAsync(() => scenario.NewCommandPump().DrainAsync(CancellationToken.None));
            Check(scenario, seed);
            if (random.Next(3) == 0) scenario.Clock.Advance(CommandPump.Lease);
            scenario.Restart();
        }

        scenario.Store.Instances.ShouldAllBe(instance => instance.SubStatus == WorkflowSubStatus.Finished, $"case {seed}");
        string.Join(", ", scenario.Lines.Order(StringComparer.Ordinal)).ShouldBe(string.Join(", ", Expected), $"case {seed}");
    }

    /// <summary>What waits, waits for something that is there: a task, an event, a child, or a command on its way.</summary>
    private static void Check(Scenario scenario, int seed)
    {
        foreach (var instance in scenario.Store.Instances.Where(instance => !instance.IsFinished))
        {
            instance.Bookmarks.ShouldNotBeEmpty($"case {seed}");
            foreach (var bookmark in instance.Bookmarks.Where(bookmark => bookmark.Name is not ("Elsa.RunTask" or "Elsa.Event")))
            {
                var isAwaited = scenario.Store.Instances.Any(child => child.Parent?.BookmarkId == bookmark.Id && !child.IsFinished)
                    || scenario.Store.Commands.Any(command => command is EngineCommand.Resume resume && resume.BookmarkId == bookmark.Id
                        || command is EngineCommand.Start start && start.Parent?.BookmarkId == bookmark.Id);
                isAwaited.ShouldBeTrue($"case {seed}: {bookmark.NodeId} waits for nothing");
            }
        }
    }

    private static async Task AnswerOneAsync(Scenario scenario, Random random)
    {
        var waiting = scenario.Store.Instances.SelectMany(instance => instance.Bookmarks).Where(bookmark => bookmark.Name == "Elsa.RunTask")
            .Select(bookmark => bookmark.Payload.GetProperty("TaskId").GetString()!).ToArray();
        if (waiting.Length > 0) await TryAsync(() => scenario.Sender.CompleteTaskAsync(waiting[random.Next(waiting.Length)], default, [], CancellationToken.None));
    }

    private static async Task TryAsync(Func<Task> action)
    {
        try
        {
            await action();
        }
        catch (IOException)
        {
            // The caller will ask again.
        }
    }

    /// <summary>A workflow that waits for others in three ways, for an event and for a task, in branches of their own; one may be added as <c>f.F</c>, before the join <c>j</c>.</summary>
    internal static Scenario Begin(Func<Flow, Flow>? more = null)
    {
        JsonObject wait = Flow.Input("Literal", "True"), body = new()
        {
            ["id"] = "each", ["type"] = "Elsa.WriteLine", ["version"] = 1, ["text"] = Flow.Input("Literal", "each"),
        };
        var flow = new Flow()
            .Fork("f", "A", "B", "C", "D", "E", "F")
            .Child("c", "Elsa.DispatchWorkflow", "child", ("waitForCompletion", wait)).Line("dispatched")
            .Child("x", "Elsa.ExecuteWorkflow", "child", ("waitForCompletion", wait.DeepClone())).Line("executed")
            .Child("b", "Elsa.BulkDispatchWorkflows", "child", ("items", Flow.Input("Object", "[1,2,3]")), ("childCompleted", body)).Line("in bulk")
            .Event("e", "Go").Line("heard")
            .Task("t").Add("p", "Elsa.PublishEvent", ("eventName", Flow.Input("Literal", "Go")))
            .Join("j", "WaitAll").Line("end")
            .Path("f.A", "c", "dispatched", "j").Path("f.B", "x", "executed", "j").Path("f.C", "b.Completed", "in bulk", "j")
            .Path("f.D", "e", "heard", "j").Path("f.E", "t", "p", "j").Path("j", "end");
        var scenario = new Scenario((more?.Invoke(flow) ?? flow).Build());
        scenario.Publish(new Flow().Line("asked").Task("t").Path("asked", "t").Build("child"));
        scenario.Publish(new Flow().Event("e", "Go", canStart: true).Line("started").Path("e", "started").Build("q"));

        return scenario;
    }
}
