using System.Collections.Immutable;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Runtime;
using StaffFlows.Engine.Tests.Engine.Support;

namespace StaffFlows.Engine.Tests.Engine.Signals;

public sealed class When_the_command_pump_runs
{
    private static Flow Dispatching => new Flow()
        .Child("c", "Elsa.DispatchWorkflow", "child", ("waitForCompletion", Flow.Input("Literal", "True"))).Line("end").Path("c", "end");

    [Fact]
    public async Task The_pump_sleeps_until_it_is_told_that_a_command_was_posted()
    {
        var scenario = new Scenario(Dispatching.Build());
        scenario.Publish(new Flow().Line("inside").Build("child"));
        var pump = scenario.NewCommandPump();
        using var stop = new CancellationTokenSource();
        var done = new TaskCompletionSource();
        scenario.Runtime.OnCommandPosted = pump.Wake;
        scenario.Store.BeforeCommit = commit =>
        {
            if (commit is { Instance.IsFinished: true, Fulfils: not null } && commit.Instance.Id == Scenario.Id) done.TrySetResult();
            return Task.CompletedTask;
        };
        var running = pump.RunAsync(stop.Token);

        await scenario.StartAsync();

        await done.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await stop.CancelAsync();
        await running;
    }

    [Fact]
    public async Task The_pump_outlives_a_store_that_cannot_be_read()
    {
        var failures = new List<Exception>();
        var failed = new TaskCompletionSource();
        var scenario = new Scenario(new Flow().Line("end").Build());
        using var stop = new CancellationTokenSource();
        using var pump = new CommandPump(new Unreadable(), scenario.Store, scenario.Store, scenario.Runtime, scenario.Clock)
        {
            OnFailure = exception =>
            {
                failures.Add(exception);
                failed.TrySetResult();
            },
        };

        var running = pump.RunAsync(stop.Token);
        await failed.Task.WaitAsync(TimeSpan.FromSeconds(30));
        running.IsCompleted.ShouldBeFalse();
        await stop.CancelAsync();
        await running;

        failures.ShouldAllBe(exception => exception is IOException);
    }

    private sealed class Unreadable : ICommandStore
    {
        public Task<ImmutableArray<LeasedCommand>> LeaseAsync(TimeSpan lease, int limit, CancellationToken ct) => throw new IOException("the database is away");

        public Task HandBackAsync(ImmutableArray<Guid> commandIds, CancellationToken ct) => throw new IOException("the database is away");

        public Task PostAsync(ImmutableArray<EngineCommand> commands, CancellationToken ct) => throw new IOException("the database is away");

        public Task<bool> ReplaceAsync(Guid commandId, ImmutableArray<EngineCommand> commands, CancellationToken ct) => throw new IOException("the database is away");
    }
}
