using System.Collections.Immutable;
using System.Text.Json;
using StaffFlows.Engine.Activities;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Expressions;
using StaffFlows.Engine.Runtime;

namespace StaffFlows.Engine.Tests.Engine.Support;

/// <summary>One definition, one runtime, stores in memory. Every burst starts from JSON, as after a restart.</summary>
internal sealed class Scenario
{
    public static readonly WorkflowInstanceId Id = new(new("01900000-0000-7000-8000-000000000001"));

    private readonly ImmutableArray<IActivity> activities;

    public Scenario(WorkflowDefinition definition, params ImmutableArray<IActivity> more) : this(definition, FlowchartMode.CounterBased, more)
    {
    }

    public Scenario(WorkflowDefinition definition, FlowchartMode mode, params ImmutableArray<IActivity> more)
    {
        activities = [.. StandardActivities.In(mode), new PredictableTask(), .. more];
        Store = new(Facts, Clock);
        Publish(definition);
        Runtime = NewRuntime();
    }

    public FakeClock Clock { get; } = FakeClock.AtNoon();
    public InMemoryFacts Facts { get; } = new();
    public InMemoryDefinitions Definitions { get; } = new();
    public InMemoryInstanceStore Store { get; }
    public WorkflowRuntime Runtime { get; private set; }

    public IEnumerable<string> Lines => Effects.OfType<LineWritten>().Select(line => line.Text);
    public IEnumerable<IEffect> Effects => Store.Commits.SelectMany(commit => commit.Effects);

    /// <summary>As measured on Elsa: <c>activity:Event</c>, with <c>|</c> after each burst.</summary>
    public string Journal => string.Join(" ", Store.Commits.Select(commit =>
        string.Concat(commit.Journal.Select(entry => $"{entry.NodeId.Split(':')[^1]}:{entry.Event} ")) + "|"));

    /// <summary>What the pumps could not do.</summary>
    public List<Exception> Failures { get; } = [];

    public StimulusSender Sender => new(Store, Store, Runtime, Clock);

    public ImmutableArray<WorkflowInstance> Others => [.. Store.Instances.Where(instance => instance.Id != Id)];

    public void Publish(WorkflowDefinition definition)
    {
        Definitions.Publish(definition);
        Store.Index(WorkflowGraph.Compile(definition, new(activities)), Clock.GetUtcNow());
    }

    /// <summary>Publishes more definitions beside its own.</summary>
    public Scenario And(params WorkflowDefinition[] more)
    {
        foreach (var definition in more) Publish(definition);

        return this;
    }

    /// <summary>Forgets everything that is not stored.</summary>
    public void Restart() => Runtime = NewRuntime();

    public CommandPump NewCommandPump() => new(Store, Store, Store, NewRuntime(), Clock) { OnFailure = Failures.Add };

    public TimerPump NewTimerPump() => new(Store, new(Store, new(activities), Runtime, Clock), Runtime, Clock, Clock) { OnFailure = Failures.Add };

    /// <summary>Carries out everything that is posted and due, each time on a node that has just started.</summary>
    public async Task SettleAsync()
    {
        do
        {
            Restart();
            await NewTimerPump().FireDueAsync(CancellationToken.None);
        }
        while (await NewCommandPump().DrainAsync(CancellationToken.None) > 0);
    }

    public Task PublishEventAsync(string name, object? payload = null, string? correlationId = null) =>
        Sender.SignalAsync(SignalWorkflows.Event(name, JsonValues.From(payload)) with { CorrelationId = correlationId }, CancellationToken.None);

    public async Task<BurstOutcome> StartAsync(object? input = null, params ImmutableArray<IEffect> effects) =>
        await Runtime.StartAsync(Command(input) with { Effects = effects }, CancellationToken.None);

    public static StartWorkflow Command(object? input = null) => new(
        Id, "p", input is null or JsonElement { ValueKind: JsonValueKind.Null } ? ImmutableDictionary<string, JsonElement>.Empty : JsonValues.From(input).EnumerateObject().ToImmutableDictionary(member => member.Name, member => member.Value),
        ImmutableDictionary<string, JsonElement>.Empty, []);

    public async Task<BurstOutcome> AnswerAsync(string activity, object? answer = null) => await AnswerAsync(await InstanceAsync(), activity, answer);

    public async Task<BurstOutcome> AnswerAsync(WorkflowInstance instance, string activity, object? answer = null)
    {
        var bookmark = instance.Bookmarks.First(bookmark => bookmark.NodeId.EndsWith(":" + activity, StringComparison.Ordinal));

        return await Runtime.ResumeAsync(new(instance.Id, bookmark.Id, JsonValues.From(answer ?? "ok"), []), CancellationToken.None);
    }

    public Task<BurstOutcome> ResumeAsync(BookmarkId bookmark, object? answer = null) =>
        Runtime.ResumeAsync(new(Id, bookmark, JsonValues.From(answer), []), CancellationToken.None);

    /// <param name="from">Of an execution; the path inside the flow, e.g. <c>inner:x</c>. So is <paramref name="to"/>.</param>
    /// <summary>A scenario that has begun.</summary>
    public static async Task<Scenario> StartedAsync(FlowchartMode mode, Flow flow)
    {
        var scenario = new Scenario(flow.Build(), mode);
        await scenario.StartAsync();

        return scenario;
    }

    /// <summary>One after the other, all with the same answer.</summary>
    public async Task AnswerAllAsync(params string[] activities)
    {
        foreach (var activity in activities) await AnswerAsync(activity);
    }

    public async Task<BurstOutcome> RepositionAsync(string from, string to, RepositionMode mode = RepositionMode.Full) =>
        await Runtime.RepositionAsync(await RepositionOf(from, to, mode), CancellationToken.None);

    public async Task<RepositionPreview> PreviewRepositionAsync(string from, string to, RepositionMode mode = RepositionMode.Full) =>
        await Runtime.PreviewRepositionAsync(await RepositionOf(from, to, mode), CancellationToken.None);

    /// <summary>The activities that wait, in the order in which they began to.</summary>
    public async Task<IEnumerable<string>> WaitingAsync() => (await InstanceAsync()).Bookmarks.Select(bookmark => bookmark.NodeId.Split(':')[^1]);

    public async Task<WorkflowInstance> InstanceAsync() => (await Store.FindAsync(Id, CancellationToken.None)).ShouldNotBeNull();

    public async Task<WorkflowSubStatus> StatusAsync() => (await InstanceAsync()).SubStatus;

    private async Task<RepositionWorkflow> RepositionOf(string from, string to, RepositionMode mode)
    {
        var left = (await InstanceAsync()).Executions.FirstOrDefault(execution => execution.NodeId == $"Workflow1:flow:{from}");

        return new(Id, left?.Id ?? new(Guid.Empty), $"Workflow1:flow:{to}", mode, []);
    }

    private WorkflowRuntime NewRuntime() => new(Store, Definitions, Facts, new ActivityCatalog(activities), Clock);
}
