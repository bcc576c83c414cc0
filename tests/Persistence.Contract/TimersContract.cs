using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Persistence.Contract.Providers;

namespace StaffFlows.Persistence.Contract;

public sealed class Timers_on_Sqlite(SqliteProvider provider) : TimersContract(provider), IClassFixture<SqliteProvider>
{
    /// <summary>One process holds the file, so its two nodes are two pumps of the same process.</summary>
    protected override Task<ITimerStore> OtherNodeAsync() => Task.FromResult(Store);
}

public sealed class Timers_on_PostgreSql(PostgreSqlProvider provider) : TimersContract(provider), IClassFixture<PostgreSqlProvider>
{
    protected override async Task<ITimerStore> OtherNodeAsync() =>
        (ITimerStore)(await Provider.StartNodeAsync()).GetService(typeof(ITimerStore))!;
}

public sealed class Timers_on_SqlServer(SqlServerProvider provider) : TimersContract(provider), IClassFixture<SqlServerProvider>
{
    protected override async Task<ITimerStore> OtherNodeAsync() =>
        (ITimerStore)(await Provider.StartNodeAsync()).GetService(typeof(ITimerStore))!;
}

public abstract class TimersContract(Provider provider)
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    protected Provider Provider { get; } = provider;

    protected ITimerStore Store => Provider.Get<ITimerStore>();

    protected abstract Task<ITimerStore> OtherNodeAsync();

    [ContractFact]
    public async Task Due_timers_come_earliest_first_and_the_next_one_is_told()
    {
        var start = Bursts.Monday.AddYears(1);
        var (second, first, later) = (await ArmAsync(start.AddHours(1)), await ArmAsync(start), await ArmAsync(start.AddDays(2)));

        var due = await Store.LeaseDueAsync(start.AddHours(1), Lease, 10, default);

        due.Leased.Select(t => t.BookmarkId).ShouldBe([first.Id, second.Id]);
        due.Leased[0].DueAt.ShouldBe(start);
        due.NextDueAt.ShouldBe(later.DueAt);
        await BurnAllAsync();
    }

    [ContractFact]
    public async Task Two_nodes_never_get_the_same_timer()
    {
        var start = Bursts.Monday.AddYears(2);
        for (var i = 0; i < 40; i++) await ArmAsync(start.AddMinutes(i));
        var nodes = new[] { Store, await OtherNodeAsync() };

        var taken = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => nodes[i % 2].LeaseDueAsync(start.AddDays(1), Lease, 4, default)));

        var ids = taken.SelectMany(t => t.Leased).Select(t => t.BookmarkId).ToList();
        ids.Count.ShouldBe(40);
        ids.ShouldBeUnique();
        (await Store.LeaseDueAsync(start.AddDays(1), Lease, 100, default)).Leased.ShouldBeEmpty();
        await BurnAllAsync();
    }

    [ContractFact]
    public async Task A_lease_that_was_not_used_lapses_by_itself()
    {
        var start = Bursts.Monday.AddYears(3);
        var timer = await ArmAsync(start);
        (await Store.LeaseDueAsync(start, TimeSpan.Zero, 10, default)).Leased.Length.ShouldBe(1);

        (await Store.LeaseDueAsync(start, Lease, 10, default)).Leased.ShouldHaveSingleItem().BookmarkId.ShouldBe(timer.Id);
        await BurnAllAsync();
    }

    [ContractFact]
    public async Task What_a_node_hands_back_is_free_at_once_and_what_is_not_its_own_stays_leased()
    {
        var start = Bursts.Monday.AddYears(4);
        var (kept, back) = (await ArmAsync(start), await ArmAsync(start.AddMinutes(1)));
        var leased = (await Store.LeaseDueAsync(start.AddHours(1), Lease, 10, default)).Leased;
        await Provider.WriteAsync((db, ct) => db.Timers.Where(t => t.BookmarkId == kept.Id.Value).ForEachAsync(t => t.LeaseOwner = "another node", ct));

        await Store.HandBackAsync(leased, [], default);

        (await (await OtherNodeAsync()).LeaseDueAsync(start.AddHours(1), Lease, 10, default)).Leased.ShouldHaveSingleItem().BookmarkId.ShouldBe(back.Id);
        await BurnAllAsync();
    }

    private async Task<Bookmark> ArmAsync(DateTimeOffset dueAt)
    {
        var timer = Bursts.Bookmark(dueAt);
        (await Provider.Get<IWorkflowInstanceStore>().CommitAsync(Bursts.Instance().Commit() with { Created = [timer] }, default)).ShouldBeCommitted();
        return timer;
    }

    private Task BurnAllAsync() => Provider.WriteAsync((db, _) =>
    {
        db.Timers.RemoveRange(db.Timers);
        return Task.CompletedTask;
    });
}
