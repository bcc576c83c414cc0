using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Persistence.Contract.Providers;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Leave;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Persistence.Contract;

public sealed class Instance_store_on_Sqlite(SqliteProvider provider) : InstanceStoreContract(provider), IClassFixture<SqliteProvider>;

public sealed class Instance_store_through_EF(SqliteThroughEf provider) : InstanceStoreContract(provider), IClassFixture<SqliteThroughEf>;

public sealed class Instance_store_on_PostgreSql(PostgreSqlProvider provider) : InstanceStoreContract(provider), IClassFixture<PostgreSqlProvider>;

public sealed class Instance_store_on_SqlServer(SqlServerProvider provider) : InstanceStoreContract(provider), IClassFixture<SqlServerProvider>;

public abstract class InstanceStoreContract(Provider provider)
{
    private IWorkflowInstanceStore Store => provider.Get<IWorkflowInstanceStore>();

    [ContractFact]
    public async Task It_finds_what_was_committed_at_the_next_version()
    {
        var instance = Bursts.Instance("请假");
        (await Store.CommitAsync(instance.Commit(), default)).ShouldBeCommitted();

        var found = await Store.FindAsync(instance.Id, default);

        found.ShouldNotBeNull().Version.ShouldBe(1);
        (found.Name, found.SubStatus, found.CreatedAt).ShouldBe((instance.Name, instance.SubStatus, instance.CreatedAt));
    }

    [ContractFact]
    public async Task It_knows_no_instance_that_was_never_committed() =>
        (await Store.FindAsync(new(Guid.CreateVersion7()), default)).ShouldBeNull();

    [ContractFact]
    public async Task The_state_is_not_readable_in_the_database()
    {
        var instance = Bursts.Instance("a secret name");
        await Store.CommitAsync(instance.Commit(), default);

        await using var db = provider.Read();
        var raw = await db.Database.SqlQueryRaw<string>("SELECT state AS \"Value\" FROM workflow_instances").ToListAsync();
        raw.ShouldNotBeEmpty();
        raw.ShouldAllBe(state => !state.Contains("a secret name"));
    }

    [ContractFact]
    public async Task A_second_start_of_the_same_instance_is_a_conflict()
    {
        var instance = Bursts.Instance();
        await Store.CommitAsync(instance.Commit(), default);

        (await Store.CommitAsync(instance.Commit(), default)).ShouldBeOfType<CommitResult.Conflict>();
    }

    [ContractFact]
    public async Task Of_two_bursts_from_the_same_version_one_commits()
    {
        var instance = Bursts.Instance();
        await Store.CommitAsync(instance.Commit(), default);
        var loaded = (await Store.FindAsync(instance.Id, default))!;

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Store.CommitAsync(loaded.Commit(), default)));

        results.OfType<CommitResult.Committed>().Count().ShouldBe(1);
        results.OfType<CommitResult.Conflict>().Count().ShouldBe(7);
        (await Store.FindAsync(instance.Id, default))!.Version.ShouldBe(2);
    }

    [ContractFact]
    public async Task Of_many_bursts_at_the_same_moment_one_that_came_too_late_takes_none_along()
    {
        var instances = Enumerable.Range(0, 60).Select(_ => Bursts.Instance()).ToList();
        foreach (var instance in instances) (await Store.CommitAsync(instance.Commit(), default)).ShouldBeCommitted();
        var loaded = await Task.WhenAll(instances.Select(i => Store.LoadAsync(i.Id, default)));
        var late = loaded.Index().Where(l => l.Index % 5 == 0).Select(l => l.Item!.Instance.Id).ToHashSet();

        var results = await Task.WhenAll(loaded.Select(async burst =>
        {
            var (instance, expected) = (burst!.Instance with { Name = "moved on" }, burst.Instance.Version);
            return (instance.Id, Result: await Store.CommitAsync(instance.Commit() with { ExpectedVersion = late.Contains(instance.Id) ? expected + 1 : expected, Loaded = burst }, default));
        }));

        results.Where(r => r.Result is CommitResult.Conflict).Select(r => r.Id).ShouldBe(late, ignoreOrder: true);
        foreach (var (id, result) in results)
            ((await Store.FindAsync(id, default))!.Name == "moved on").ShouldBe(result is CommitResult.Committed);
    }

    [ContractFact]
    public async Task A_fact_that_moved_on_since_it_was_read_is_a_conflict_and_nothing_is_written()
    {
        var (person, instance) = (Bursts.Person(), Bursts.Instance());
        var fact = FactKinds.LeaveRecord(person);
        var header = Bursts.Header(person);
        var reserving = Bursts.Instance().Commit(
            Bursts.Opened(header), new LeaveReserved(Bursts.Leave(header.CaseId, person, "2026-12-01 am", "2026-12-02 pm")));
        (await Store.CommitAsync(reserving, default)).ShouldBeCommitted();

        (await Store.CommitAsync(instance.Commit() with { FactsRead = [(fact, 0)] }, default)).ShouldBeOfType<CommitResult.Conflict>();
        (await Store.FindAsync(instance.Id, default)).ShouldBeNull();
        (await Store.CommitAsync(instance.Commit() with { FactsRead = [(fact, 1)] }, default)).ShouldBeCommitted();
    }

    [ContractFact]
    public async Task Bookmarks_and_timers_follow_what_is_created_and_burned()
    {
        var instance = Bursts.Instance();
        var (task, timer) = (Bursts.Bookmark(), Bursts.Bookmark(Bursts.Monday.AddDays(3)));
        await Store.CommitAsync(instance.Commit() with { Created = [task, timer] }, default);

        await using var db = provider.Read();
        (await db.Bookmarks.CountAsync(b => b.InstanceId == instance.Id.Value)).ShouldBe(2);
        (await db.Timers.SingleAsync(t => t.InstanceId == instance.Id.Value)).DueAt.ShouldBe(timer.DueAt!.Value);

        var loaded = (await Store.FindAsync(instance.Id, default))!;
        await Store.CommitAsync(loaded.Commit() with { Burned = [timer] }, default);

        (await db.Bookmarks.SingleAsync(b => b.InstanceId == instance.Id.Value)).Hash.ShouldBe(task.Hash);
        (await db.Timers.AnyAsync(t => t.InstanceId == instance.Id.Value)).ShouldBeFalse();
    }

    [ContractFact]
    public async Task The_journal_comes_back_in_order_over_all_bursts()
    {
        var instance = Bursts.Instance();
        var run = new ActivityExecutionId(Guid.CreateVersion7());
        ImmutableArray<JournalEntry> entries =
        [
            new(1, Bursts.Monday, run, "start", "Completed", ["Done"]),
            new(2, Bursts.Monday, run, "wait", "Suspended", []),
            new(3, Bursts.Monday.AddDays(1), run, "wait", "Resumed", [], Bursts.Monday),
        ];
        await Store.CommitAsync(instance.Commit() with { Journal = [entries[0], entries[1]] }, default);
        await Store.CommitAsync((await Store.FindAsync(instance.Id, default))!.Commit() with { Journal = [entries[2]] }, default);

        var read = await provider.Get<JournalReader>().ReadAsync(instance.Id, default);

        read.Select(e => (e.Sequence, e.At, e.ActivityExecutionId, e.NodeId, e.Event, string.Join(',', e.Outcomes), e.DueAt))
            .ShouldBe(entries.Select(e => (e.Sequence, e.At, e.ActivityExecutionId, e.NodeId, e.Event, string.Join(',', e.Outcomes), e.DueAt)));
    }

    [ContractFact]
    public async Task A_history_that_an_earlier_release_wrote_is_read_with_what_followed()
    {
        var (instance, run) = (Bursts.Instance(), new ActivityExecutionId(Guid.CreateVersion7()));
        await Store.CommitAsync(instance.Commit(), default);
        await provider.WriteAsync((db, _) =>
        {
            db.Journal.Add(new()
            {
                InstanceId = instance.Id.Value, FromSequence = 1,
                Json = $$"""
                    [{"sequence":1,"at":"2026-11-23T09:30:00+08:00","activityExecutionId":"{{run}}","nodeId":"a","event":"Started","outcomes":[]},{"sequence":2,"at":"2026-11-23T09:30:00+08:00","activityExecutionId":"{{run}}","nodeId":"a","event":"Completed","outcomes":["Done"]}]
                    """,
            });
            return Task.CompletedTask;
        });
        await Store.CommitAsync((await Store.FindAsync(instance.Id, default))!.Commit() with
        {
            Journal = [new(3, Bursts.Monday, run, "b", "Started", []), new(4, Bursts.Monday, run, "b", "Resumed", [], Bursts.Monday), new(6, Bursts.Monday, run, "b", "Completed", ["x", "y"])],
        }, default);

        (await provider.Get<JournalReader>().ReadAsync(instance.Id, default)).Select(e => $"{e.Sequence} {e.At:HH:mm} {e.ActivityExecutionId == run} {e.NodeId} {e.Event} {string.Join(',', e.Outcomes)} {e.DueAt:HH:mm}")
            .ShouldBe(["1 09:30 True a Started  ", "2 09:30 True a Completed Done ", "3 09:30 True b Started  ", "4 09:30 True b Resumed  09:30", "6 09:30 True b Completed x,y "]);
    }

    [ContractFact]
    public async Task What_an_applier_refuses_leaves_nothing_of_the_burst_behind()
    {
        var (person, instance) = (Bursts.Person(), Bursts.Instance());
        var (first, second) = (Bursts.Header(person), Bursts.Header(person));
        await Store.CommitAsync(Reserving(Bursts.Instance(), first, "2026-12-01 am", "2026-12-02 am"), default);

        var refused = await Store.CommitAsync(Reserving(instance, second, "2026-12-02 am", "2026-12-03 pm"), default);

        refused.ShouldBeRefused("leave-overlap");
        await using var db = provider.Read();
        (await db.Instances.AnyAsync(i => i.Id == instance.Id.Value)).ShouldBeFalse();
        (await db.Cases.AnyAsync(c => c.Id == second.CaseId)).ShouldBeFalse();
        (await db.LeaveEntries.AnyAsync(e => e.CaseId == second.CaseId)).ShouldBeFalse();
    }

    [ContractFact]
    public async Task An_effect_that_nobody_writes_is_a_mistake_and_nothing_happens()
    {
        var instance = Bursts.Instance();

        await Should.ThrowAsync<InvalidOperationException>(() => Store.CommitAsync(instance.Commit(new Unheard()), default));

        (await Store.FindAsync(instance.Id, default)).ShouldBeNull();
    }

    private static BurstCommit Reserving(WorkflowInstance instance, CaseHeader header, string from, string to) => instance.Commit(
        Bursts.Opened(header), new LeaveReserved(Bursts.Leave(header.CaseId, header.SubjectId, from, to)));

    private sealed record Unheard : IEffect;
}
