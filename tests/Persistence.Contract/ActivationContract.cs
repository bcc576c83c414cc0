using Microsoft.Extensions.DependencyInjection;
using StaffFlows.Engine.Execution;
using StaffFlows.Persistence.Contract.Providers;

namespace StaffFlows.Persistence.Contract;

public sealed class Activation_on_Sqlite(SqliteProvider provider) : ActivationContract(provider), IClassFixture<SqliteProvider>
{
    /// <summary>One process holds the file.</summary>
    protected override Task<IServiceProvider> OtherNodeAsync() => Task.FromResult(Provider.Node);
}

public sealed class Activation_on_PostgreSql(PostgreSqlProvider provider) : ActivationContract(provider), IClassFixture<PostgreSqlProvider>
{
    protected override Task<IServiceProvider> OtherNodeAsync() => Provider.StartNodeAsync();
}

public sealed class Activation_on_SqlServer(SqlServerProvider provider) : ActivationContract(provider), IClassFixture<SqlServerProvider>
{
    protected override Task<IServiceProvider> OtherNodeAsync() => Provider.StartNodeAsync();
}

public abstract class ActivationContract(Provider provider)
{
    protected Provider Provider { get; } = provider;

    private IWorkflowInstanceStore Store => Provider.Get<IWorkflowInstanceStore>();

    protected abstract Task<IServiceProvider> OtherNodeAsync();

    [ContractFact]
    public async Task Of_fifty_starts_at_once_one_is_allowed()
    {
        foreach (var strategy in new[] { ActivationStrategy.Singleton, ActivationStrategy.Correlation, ActivationStrategy.CorrelatedSingleton })
        {
            var definition = await DefinedAsync();
            var nodes = new[] { Store, (await OtherNodeAsync()).GetRequiredService<IWorkflowInstanceStore>() };

            var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(i =>
                nodes[i % 2].CommitAsync(Bursts.Start(definition, $"c-{definition}").Commit() with { Activation = strategy }, default)));

            results.OfType<CommitResult.Committed>().Count().ShouldBe(1, $"{strategy}");
            var refused = results.OfType<CommitResult.Refused>().Select(r => r.Rejection).ToList();
            refused.Count.ShouldBe(49, $"{strategy}");
            refused.ShouldAllBe(r => r.Code == "already-running" && r.Kind == RejectionKind.InvalidState && r.Arguments.Single() == definition);
        }
    }

    [ContractFact]
    public async Task Who_stands_in_the_way_depends_on_the_strategy()
    {
        (ActivationStrategy Strategy, bool SameDefinition, string? Runs, string? Starts, bool IsAllowed, string Reason)[] cases =
        [
            (ActivationStrategy.Always, true, "c", "c", true, "nobody looks"),
            (ActivationStrategy.Singleton, true, "c", "d", false, "one of the definition, whatever it is correlated with"),
            (ActivationStrategy.Singleton, false, "c", "c", true, "another definition"),
            (ActivationStrategy.Correlation, true, "c", "c", false, "the same correlation"),
            (ActivationStrategy.Correlation, false, "c", "c", false, "any definition counts"),
            (ActivationStrategy.Correlation, true, "c", "d", true, "another correlation"),
            (ActivationStrategy.Correlation, true, null, null, true, "without a correlation id nothing is correlated"),
            (ActivationStrategy.CorrelatedSingleton, true, "c", "c", false, "both the same"),
            (ActivationStrategy.CorrelatedSingleton, false, "c", "c", true, "another definition"),
            (ActivationStrategy.CorrelatedSingleton, true, "c", "d", true, "another correlation"),
            (ActivationStrategy.CorrelatedSingleton, true, null, null, false, "none is the same as none"),
            (ActivationStrategy.CorrelatedSingleton, true, "c", null, true, "none is another than one"),
        ];
        foreach (var (strategy, sameDefinition, runs, starts, isAllowed, reason) in cases)
        {
            var (one, other) = (await DefinedAsync(), await DefinedAsync());
            (await Store.CommitAsync(Bursts.Start(one, Own(runs, one)).Commit(), default)).ShouldBeCommitted();

            var started = await Store.CommitAsync(
                Bursts.Start(sameDefinition ? one : other, Own(starts, one)).Commit() with { Activation = strategy }, default);

            (started is CommitResult.Committed).ShouldBe(isAllowed, $"{strategy}: {reason}");
        }
    }

    [ContractFact]
    public async Task The_place_is_free_again_when_the_instance_has_ended()
    {
        var definition = await DefinedAsync();
        foreach (var end in new[] { WorkflowSubStatus.Finished, WorkflowSubStatus.Cancelled, WorkflowSubStatus.Faulted })
        {
            var running = Bursts.Start(definition);
            (await Store.CommitAsync(Singleton(running), default)).ShouldBeCommitted();
            (await Store.CommitAsync(Singleton(Bursts.Start(definition)), default)).ShouldBeRefused("already-running");

            var loaded = (await Store.FindAsync(running.Id, default))!;
            (await Store.CommitAsync((loaded with { SubStatus = end }).Commit(), default)).ShouldBeCommitted();
        }

        (await Store.CommitAsync(Singleton(Bursts.Start(definition)), default)).ShouldBeCommitted();
    }

    [ContractFact]
    public async Task Within_one_commit_the_second_finds_the_first()
    {
        var definition = await DefinedAsync();
        var both = Bursts.Instance().Commit() with { Children = [Singleton(Bursts.Start(definition)), Singleton(Bursts.Start(definition))] };
        (await Store.CommitAsync(both, default)).ShouldBeRefused("already-running");

        var itself = Singleton(Bursts.Start(definition).Ended()) with { Children = [Singleton(Bursts.Start(definition).Ended())] };
        (await Store.CommitAsync(itself, default)).ShouldBeRefused("already-running");

        var oneAfterTheOther = Bursts.Instance().Commit() with { Children = [Singleton(Bursts.Start(definition).Ended()), Singleton(Bursts.Start(definition))] };
        (await Store.CommitAsync(oneAfterTheOther, default)).ShouldBeCommitted();
    }

    [ContractFact]
    public async Task A_running_instance_goes_on_whatever_its_definition_allows()
    {
        var running = Bursts.Start(await DefinedAsync());
        (await Store.CommitAsync(Singleton(running), default)).ShouldBeCommitted();

        (await Store.CommitAsync(Singleton((await Store.FindAsync(running.Id, default))!), default)).ShouldBeCommitted();
    }

    private static BurstCommit Singleton(WorkflowInstance instance) => instance.Commit() with { Activation = ActivationStrategy.Singleton };

    private static string? Own(string? correlationId, string definition) => correlationId is null ? null : $"{correlationId}-{definition}";

    private async Task<string> DefinedAsync()
    {
        var id = $"d{Guid.NewGuid():N}"[..16];
        await Provider.DefineAsync(id);
        return id;
    }
}
