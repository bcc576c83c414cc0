using System.Text.Json;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Expressions;
using StaffFlows.Engine.Runtime;
using StaffFlows.Engine.Tests.Engine.Support;

namespace StaffFlows.Engine.Tests.Engine.Signals;

public sealed class When_a_task_is_run_outside
{
    private sealed record Noted(string Text) : IEffect;

    private static Flow OneTask => new Flow()
        .Variable("id").Variable("t")
        .Add("t", "Elsa.RunTask", ("taskName", Flow.Input("Literal", "scan")), ("payload", Flow.Input("Object", """{"pages":3}""")), ("taskId", Flow.To("id")), ("result", Flow.To("t")))
        .Line("end", "getT().ok + ' ' + getId()").Path("t", "end");

    [Fact]
    public async Task It_is_asked_for_with_name_payload_and_an_id_by_which_its_result_comes_back()
    {
        var scenario = new Scenario(OneTask.Build());
        await scenario.StartAsync();
        var asked = scenario.Effects.OfType<TaskRequested>().ShouldHaveSingleItem();
        (asked.Name, asked.Payload.GetRawText()).ShouldBe(("scan", """{"pages":3}"""));

        scenario.Restart();
        await CompleteAsync(scenario, asked.TaskId);

        scenario.Lines.ShouldBe([$"true {asked.TaskId}"]);
        scenario.Store.Commits.Last().Effects.OfType<Noted>().ShouldHaveSingleItem().Text.ShouldBe("by hand");
        (await scenario.StatusAsync()).ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task A_task_that_nobody_asked_for_and_one_that_is_done_are_unknown()
    {
        var scenario = new Scenario(OneTask.Build());
        await scenario.StartAsync();
        var taskId = scenario.Effects.OfType<TaskRequested>().Single().TaskId;
        await CompleteAsync(scenario, taskId);

        CodeOf(await CompleteAsync(scenario, "other")).ShouldBe((RejectionKind.NotFound, "task-not-found"));
        CodeOf(await CompleteAsync(scenario, taskId)).ShouldBe((RejectionKind.NotFound, "task-not-found"));
    }

    [Fact]
    public async Task Of_three_reports_at_once_exactly_one_wins_and_the_others_are_told()
    {
        var scenario = new Scenario(OneTask.Build());
        await scenario.StartAsync();
        var taskId = scenario.Effects.OfType<TaskRequested>().Single().TaskId;
        using var all = new Barrier(3);
        var first = 0;
        scenario.Store.BeforeCommit = _ => Interlocked.Increment(ref first) <= 3 ? Task.Run(() => all.SignalAndWait(TimeSpan.FromSeconds(30))) : Task.CompletedTask;

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => CompleteAsync(scenario, taskId)));

        outcomes.OfType<BurstOutcome.Committed>().ShouldHaveSingleItem();
        outcomes.OfType<BurstOutcome.Refused>().Select(CodeOf).ShouldBe([(RejectionKind.InvalidState, "instance-finished"), (RejectionKind.InvalidState, "instance-finished")]);
        scenario.Lines.Count().ShouldBe(1);
    }

    [Fact]
    public async Task Two_different_tasks_of_one_instance_reported_at_once_both_count()
    {
        var scenario = new Scenario(new Flow()
            .Fork("f", "A", "B").Task("a").Task("b").Join("j", "WaitAll").Line("end").Path("f.A", "a", "j").Path("f.B", "b", "j").Path("j", "end").Build());
        await scenario.StartAsync();
        using var both = new Barrier(2);
        var first = 0;
        scenario.Store.BeforeCommit = _ => Interlocked.Increment(ref first) <= 2 ? Task.Run(() => both.SignalAndWait(TimeSpan.FromSeconds(30))) : Task.CompletedTask;

        var outcomes = await Task.WhenAll(scenario.Effects.OfType<TaskRequested>().ToArray().Select(task => CompleteAsync(scenario, task.TaskId)));

        outcomes.ShouldAllBe(outcome => outcome is BurstOutcome.Committed);
        scenario.Lines.ShouldBe(["end"]);
    }

    [Fact]
    public async Task One_whose_instance_is_cancelled_is_withdrawn()
    {
        var scenario = new Scenario(OneTask.Build());
        await scenario.StartAsync();

        await scenario.Runtime.CancelAsync(new(Scenario.Id, []), CancellationToken.None);

        var task = scenario.Effects.OfType<TaskRequested>().Single();
        scenario.Effects.OfType<TaskWithdrawn>().ShouldBe([new TaskWithdrawn(task.TaskId, "scan")]);
        CodeOf(await CompleteAsync(scenario, task.TaskId)).ShouldBe((RejectionKind.NotFound, "task-not-found"));
    }

    private static Task<BurstOutcome> CompleteAsync(Scenario scenario, string taskId) =>
        scenario.Sender.CompleteTaskAsync(taskId, JsonElement.Parse("""{"ok":true}"""), [new Noted("by hand")], CancellationToken.None);

    private static (RejectionKind, string) CodeOf(BurstOutcome outcome) =>
        outcome.ShouldBeOfType<BurstOutcome.Refused>().Rejection is var rejection ? (rejection.Kind, rejection.Code) : default;
}
