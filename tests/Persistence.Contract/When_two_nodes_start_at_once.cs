using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using StaffFlows.Engine.Execution;
using StaffFlows.Persistence.Contract.Providers;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Persistence.Rows;

namespace StaffFlows.Persistence.Contract;

/// <summary>A start that has looked and not committed yet: who has to wait for it. On SQLite everybody waits for the one writer.</summary>
public sealed class When_two_nodes_start_at_once_on_PostgreSql(PostgreSqlProvider provider) : IClassFixture<PostgreSqlProvider>
{
    [ContractFact]
    public async Task Only_those_wait_that_could_stand_in_each_others_way()
    {
        var other = await provider.StartNodeAsync();
        (ActivationStrategy First, string FirstCorrelation, ActivationStrategy Second, string SecondDefinition, string SecondCorrelation, bool Waits, string Reason)[] cases =
        [
            (ActivationStrategy.Always, "c", ActivationStrategy.Always, "one", "c", false, "nobody looks"),
            (ActivationStrategy.Singleton, "c", ActivationStrategy.Singleton, "one", "d", true, "the same definition"),
            (ActivationStrategy.Singleton, "c", ActivationStrategy.Singleton, "two", "c", false, "another definition"),
            (ActivationStrategy.Correlation, "c", ActivationStrategy.Correlation, "two", "c", true, "the same correlation, whatever the definition"),
            (ActivationStrategy.Correlation, "c", ActivationStrategy.Correlation, "one", "d", false, "another correlation"),
            (ActivationStrategy.CorrelatedSingleton, "c", ActivationStrategy.CorrelatedSingleton, "one", "c", true, "both the same"),
            (ActivationStrategy.CorrelatedSingleton, "c", ActivationStrategy.CorrelatedSingleton, "one", "d", false, "another correlation"),
            (ActivationStrategy.Singleton, "c", ActivationStrategy.CorrelatedSingleton, "one", "d", true, "versions of a definition may differ in their strategy"),
            (ActivationStrategy.Correlation, "c", ActivationStrategy.CorrelatedSingleton, "one", "c", true, "versions of a definition may differ in their strategy"),
        ];
        foreach (var definition in new[] { "one", "two" }) await provider.DefineAsync(definition);

        foreach (var (first, firstCorrelation, second, definition, correlation, waits, reason) in cases)
        {
            var (looked, release) = (new TaskCompletionSource(), new TaskCompletionSource());
            var holding = provider.WriteAsync(async (db, ct) =>
            {
                await LookAsync(db, Bursts.Start("one", firstCorrelation), first, ct);
                looked.SetResult();
                await release.Task;
            });
            await looked.Task;

            var hadToWait = await HasToWaitAsync(other, Bursts.Start(definition, correlation), second);

            release.SetResult();
            await holding;
            hadToWait.ShouldBe(waits, $"{first}, {second}: {reason}");
        }
    }

    private static async Task<bool> HasToWaitAsync(IServiceProvider node, WorkflowInstance start, ActivationStrategy strategy)
    {
        try
        {
            await node.GetRequiredService<IWriteQueue>().WriteAsync<bool>(
                async (db, ct) =>
                {
                    await db.Database.ExecuteSqlRawAsync("SET LOCAL lock_timeout = '50ms'", ct);
                    await LookAsync(db, start, strategy, ct);
                    return true;
                },
                default);
            return false;
        }
        catch (PostgresException waited) when (waited.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            return true;
        }
    }

    [ContractFact]
    public async Task Those_who_only_read_a_fact_do_not_wait_for_each_other()
    {
        var (person, one, other) = (Bursts.Person(), Bursts.Instance(), Bursts.Instance());
        var store = provider.Get<IWorkflowInstanceStore>();
        BurstCommit Reading(WorkflowInstance instance) => instance.Commit() with { FactsRead = [(FactKinds.LeaveRecord(person), 0)] };
        (await store.CommitAsync(Reading(one), default)).ShouldBeCommitted();

        await provider.WriteAsync(async (db, ct) =>
        {
            await db.Database.ExecuteSqlAsync($"SELECT 1 FROM fact_versions WHERE id = {person} FOR SHARE", ct);
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            (await store.CommitAsync(Reading(other), patience.Token)).ShouldBeCommitted();
        });
    }

    private static async Task LookAsync(StaffFlowsDbContext db, WorkflowInstance start, ActivationStrategy strategy, CancellationToken ct) =>
        (await Activation.CheckAsync(new ContextRows(db), CommitPart.StartersFirst(start.Commit() with { Activation = strategy })[0], [], ct)).ShouldBeNull();
}
