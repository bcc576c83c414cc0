using StaffFlows.Engine.Activities;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Expressions;
using StaffFlows.Engine.Runtime;
using StaffFlows.Engine.Tests.Engine.Support;

namespace StaffFlows.Engine.Tests.Engine;

public sealed class When_the_caller_has_loaded_the_instance
{
    [Fact]
    public async Task The_burst_starts_from_there_and_the_store_gets_it_back_with_the_commit()
    {
        var scenario = await Scenario.StartedAsync(FlowchartMode.CounterBased, Steps());
        var loaded = LoadedInstance.Of(await scenario.InstanceAsync());

        var outcome = await ResumeAsync(scenario, loaded, loaded.Instance.Bookmarks.Single());

        outcome.ShouldBeOfType<BurstOutcome.Committed>().Loaded.ShouldBe(loaded);
        scenario.Store.Commits.Last().Loaded.ShouldBe(loaded);
    }

    [Fact]
    public async Task A_load_that_another_burst_has_overtaken_is_made_again()
    {
        var scenario = await Scenario.StartedAsync(FlowchartMode.CounterBased, new Flow().Fork("f", "A", "B").Task("t").Task("u").Path("f.A", "t").Path("f.B", "u"));
        var loaded = LoadedInstance.Of(await scenario.InstanceAsync());
        var bookmarks = loaded.Instance.Bookmarks;
        await scenario.ResumeAsync(bookmarks[0].Id);

        var outcome = await ResumeAsync(scenario, loaded, bookmarks[1]);

        outcome.ShouldBeOfType<BurstOutcome.Committed>().Loaded.ShouldNotBe(loaded);
        (await scenario.StatusAsync()).ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task A_refusal_on_what_may_be_outdated_is_asked_for_once_more()
    {
        var scenario = await Scenario.StartedAsync(FlowchartMode.CounterBased, Steps());
        var before = await scenario.InstanceAsync();
        await scenario.AnswerAsync("t");
        var waiting = (await scenario.InstanceAsync()).Bookmarks.Single();

        (await ResumeAsync(scenario, new Remembered(before), waiting)).ShouldBeOfType<BurstOutcome.Committed>();
        (await ResumeAsync(scenario, new Remembered(before), waiting)).ShouldBeOfType<BurstOutcome.Refused>().Rejection.Code.ShouldBe("instance-finished");
    }

    [Fact]
    public async Task Those_who_meet_at_one_instance_take_turns_once_somebody_has_lost()
    {
        const int Callers = 40;                              // far more than one of them has attempts
        var flow = new Flow().Fork("f", [.. Enumerable.Range(0, Callers).Select(i => $"P{i}")]);
        foreach (var i in Enumerable.Range(0, Callers)) flow.Task($"t{i}").Path($"f.P{i}", $"t{i}");
        var scenario = await Scenario.StartedAsync(FlowchartMode.CounterBased, flow);
        var loaded = LoadedInstance.Of(await scenario.InstanceAsync());

        var outcomes = await Task.WhenAll(loaded.Instance.Bookmarks.Select(bookmark => Task.Run(() => ResumeAsync(scenario, loaded, bookmark))));

        outcomes.OfType<BurstOutcome.Committed>().Count().ShouldBe(Callers);
        (await scenario.StatusAsync()).ShouldBe(WorkflowSubStatus.Finished);
    }

    private static Flow Steps() => new Flow().Task("t").Task("u").Path("t", "u");

    private static Task<BurstOutcome> ResumeAsync(Scenario scenario, LoadedInstance loaded, Bookmark bookmark) =>
        scenario.Runtime.ResumeAsync(new(Scenario.Id, bookmark.Id, JsonValues.From("ok"), []) { Loaded = loaded }, CancellationToken.None);

    private sealed class Remembered : LoadedInstance
    {
        public Remembered(WorkflowInstance instance)
            : base(instance) => MayBeOutdated = true;
    }
}
