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

    public Scenario(WorkflowDefinition definition, params ImmutableArray<IActivity> more)
    {
        activities = [.. StandardActivities.All, new RunTask(), .. more];
        Store = new(Facts, Clock);
        Definitions.Publish(definition);
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

    /// <summary>Publishes more definitions beside its own.</summary>
    public Scenario And(params WorkflowDefinition[] more)
    {
        foreach (var definition in more) Definitions.Publish(definition);

        return this;
    }

    /// <summary>Forgets everything that is not stored.</summary>
    public void Restart() => Runtime = NewRuntime();

    public async Task<BurstOutcome> StartAsync(object? input = null, params ImmutableArray<IEffect> effects) =>
        await Runtime.StartAsync(Command(input) with { Effects = effects }, CancellationToken.None);

    public static StartWorkflow Command(object? input = null) => new(
        Id, "p", input is null ? ImmutableDictionary<string, JsonElement>.Empty : JsonValues.From(input).EnumerateObject().ToImmutableDictionary(member => member.Name, member => member.Value),
        ImmutableDictionary<string, JsonElement>.Empty, []);

    public async Task<BurstOutcome> AnswerAsync(string activity, object? answer = null)
    {
        var instance = await InstanceAsync();
        var bookmark = instance.Bookmarks.First(bookmark => bookmark.NodeId.EndsWith(":" + activity, StringComparison.Ordinal));

        return await ResumeAsync(bookmark.Id, answer ?? "ok");
    }

    public Task<BurstOutcome> ResumeAsync(BookmarkId bookmark, object? answer = null) =>
        Runtime.ResumeAsync(new(Id, bookmark, JsonValues.From(answer), []), CancellationToken.None);

    public async Task<WorkflowInstance> InstanceAsync() => (await Store.FindAsync(Id, CancellationToken.None)).ShouldNotBeNull();

    public async Task<WorkflowSubStatus> StatusAsync() => (await InstanceAsync()).SubStatus;

    private WorkflowRuntime NewRuntime() => new(Store, Definitions, Facts, new ActivityCatalog(activities), Clock);
}
