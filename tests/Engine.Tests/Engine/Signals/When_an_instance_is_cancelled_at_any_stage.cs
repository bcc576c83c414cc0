using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Runtime;
using StaffFlows.Engine.Tests.Engine.Support;

namespace StaffFlows.Engine.Tests.Engine.Signals;

/// <summary>Of an instance that waits for others, an event, a task and the time, all before one join, nothing is left, however far it has come.</summary>
public sealed class When_an_instance_is_cancelled_at_any_stage
{
    /// <summary>Six tasks, its own and those of its children, and the time.</summary>
    private const int Steps = 7;

    [Theory]
    [InlineData(false, false, "its own task last, so that the event is waited for until then; what is on its way is overtaken")]
    [InlineData(false, true, "its own task last")]
    [InlineData(true, false, "its own task first; what is on its way is overtaken")]
    [InlineData(true, true, "its own task first")]
    public async Task Nothing_of_it_and_of_its_children_is_left(bool ownFirst, bool isSettled, string reason)
    {
        for (var steps = 0; steps < Steps; steps++)
        {
            var scenario = await BeginAsync();
            for (var step = 0; step < steps; step++) await StepAsync(scenario, ownFirst);
            if (isSettled) await scenario.SettleAsync();
            var lines = scenario.Lines.Count();

            (await scenario.Runtime.CancelAsync(new(Scenario.Id, []), CancellationToken.None)).ShouldBeOfType<BurstOutcome.Committed>();
            await scenario.SettleAsync();

            var because = $"{reason}; after {steps} steps";
            (await scenario.StatusAsync()).ShouldBe(WorkflowSubStatus.Cancelled, because);
            scenario.Store.Instances.ShouldAllBe(instance => instance.IsFinished && instance.Bookmarks.IsEmpty, because);
            scenario.Store.Commands.ShouldBeEmpty(because);
            (await scenario.Store.LeaseDueAsync(DateTimeOffset.MaxValue, TimeSpan.Zero, 1, CancellationToken.None)).Leased.ShouldBeEmpty(because);
            scenario.Effects.OfType<TaskRequested>().Count().ShouldBe(Math.Min(steps, 6) + scenario.Effects.OfType<TaskWithdrawn>().Count(), because);
            if (isSettled) scenario.Lines.Count().ShouldBe(lines, because);
        }
    }

    [Fact]
    public async Task After_the_last_step_there_is_nothing_left_to_cancel()
    {
        var scenario = await BeginAsync();
        for (var step = 0; step < Steps; step++) await StepAsync(scenario, ownFirst: false);
        await scenario.SettleAsync();

        (await scenario.Runtime.CancelAsync(new(Scenario.Id, []), CancellationToken.None)).ShouldBeOfType<BurstOutcome.Refused>().Rejection.Code.ShouldBe("instance-finished");

        (await scenario.StatusAsync()).ShouldBe(WorkflowSubStatus.Finished);
    }

    private static async Task<Scenario> BeginAsync()
    {
        var scenario = When_anything_breaks_on_the_way.Begin(flow => flow
            .Add("wait", "Elsa.Delay", ("timeSpan", Flow.Input("Literal", "02:00:00"))).Line("waited").Path("f.F", "wait", "waited", "j"));
        await scenario.StartAsync();

        return scenario;
    }

    /// <summary>What was set off before comes first; what the step itself sets off is still on its way.</summary>
    private static async Task StepAsync(Scenario scenario, bool ownFirst)
    {
        await scenario.SettleAsync();
        var waiting = scenario.Store.Instances.OrderBy(instance => instance.Id == Scenario.Id != ownFirst)
            .SelectMany(instance => instance.Bookmarks.Where(bookmark => bookmark.Name == "Elsa.RunTask").Select(bookmark => (instance.Id, Bookmark: bookmark))).FirstOrDefault();
        if (waiting.Bookmark is { } task) await scenario.Runtime.ResumeAsync(new(waiting.Id, task.Id, default, []), CancellationToken.None);
        else scenario.Clock.Advance(TimeSpan.FromHours(2));
    }
}
