using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StaffFlows.Engine.Execution;
using StaffFlows.Persistence.Contract.Providers;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Persistence.Contract;

public sealed class Triggers_on_Sqlite(SqliteProvider provider) : TriggersContract(provider), IClassFixture<SqliteProvider>
{
    /// <summary>One process holds the file.</summary>
    protected override Task<IServiceProvider> OtherNodeAsync() => Task.FromResult(Provider.Node);
}

public sealed class Triggers_on_PostgreSql(PostgreSqlProvider provider) : TriggersContract(provider), IClassFixture<PostgreSqlProvider>
{
    protected override Task<IServiceProvider> OtherNodeAsync() => Provider.StartNodeAsync();
}

public sealed class Triggers_on_SqlServer(SqlServerProvider provider) : TriggersContract(provider), IClassFixture<SqlServerProvider>
{
    protected override Task<IServiceProvider> OtherNodeAsync() => Provider.StartNodeAsync();
}

public abstract class TriggersContract(Provider provider)
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);
    private static readonly DateTimeOffset Tomorrow = Bursts.Monday.AddDays(1);

    protected Provider Provider { get; } = provider;

    private ITriggerStore Triggers => Provider.Get<ITriggerStore>();

    private ITimerStore Timers => Provider.Get<ITimerStore>();

    private IWorkflowInstanceStore Instances => Provider.Get<IWorkflowInstanceStore>();

    protected abstract Task<IServiceProvider> OtherNodeAsync();

    [ContractFact]
    public async Task A_stimulus_finds_them_by_its_hash_and_each_by_its_id()
    {
        await PublishedAsync("found-b", "arrival", "departure");
        await PublishedAsync("found-a", "arrival");

        var found = await Triggers.FindByHashAsync(Definitions.HashOf("arrival"), default);

        found.Select(t => (t.DefinitionId, t.DefinitionVersionId, t.NodeId, t.DueAt)).ShouldBe(
        [
            ("found-a", "found-a-v1", "Workflow1:flow:arrival", null), ("found-b", "found-b-v1", "Workflow1:flow:arrival", null),
        ]);
        found[0].Payload.GetProperty("EventName").GetString().ShouldBe("arrival");
        (await Triggers.FindAsync(found[1].Id, default)).ShouldNotBeNull().DefinitionId.ShouldBe("found-b");
        (await Triggers.FindAsync(Guid.CreateVersion7(), default)).ShouldBeNull();
        (await Triggers.FindByHashAsync(Definitions.HashOf("nothing"), default)).ShouldBeEmpty();
    }

    [ContractFact]
    public async Task Schedules_are_due_in_one_order_with_timers()
    {
        await ClearAsync();
        await PublishedAsync("ordered", "daily");
        var (before, after, later) = (await ArmAsync(Tomorrow.AddHours(-1)), await ArmAsync(Tomorrow.AddHours(1)), await ArmAsync(Tomorrow.AddHours(2)));

        var none = await Timers.LeaseDueAsync(Tomorrow.AddHours(-2), Lease, 2, default);
        var first = await Timers.LeaseDueAsync(Tomorrow.AddHours(2), Lease, 2, default);
        var second = await Timers.LeaseDueAsync(Tomorrow.AddHours(2), Lease, 2, default);

        (none.Leased.Length, none.Triggers.Length, none.NextDueAt).ShouldBe((0, 0, before.DueAt));
        first.Leased.ShouldHaveSingleItem().BookmarkId.ShouldBe(before.Id);
        first.Triggers.ShouldHaveSingleItem().DueAt.ShouldBe(Tomorrow);
        first.NextDueAt.ShouldBe(after.DueAt);
        second.Leased.Select(t => t.BookmarkId).ShouldBe([after.Id, later.Id]);
        (second.Triggers.Length, second.NextDueAt).ShouldBe((0, null));
    }

    [ContractFact]
    public async Task The_next_moment_is_told_where_only_a_schedule_waits()
    {
        await ClearAsync();
        await PublishedAsync("alone", "daily");

        (await Timers.LeaseDueAsync(Tomorrow.AddSeconds(-1), Lease, 10, default)).NextDueAt.ShouldBe(Tomorrow);
    }

    [ContractFact]
    public async Task Of_several_starts_for_one_moment_one_is_allowed_and_the_schedule_has_moved_on()
    {
        await ClearAsync();
        await PublishedAsync("once", "daily");
        var due = (await Timers.LeaseDueAsync(Tomorrow, Lease, 10, default)).Triggers.ShouldHaveSingleItem();
        var nodes = new[] { Instances, (await OtherNodeAsync()).GetRequiredService<IWorkflowInstanceStore>() };
        var fired = new TriggerFired(due.TriggerId, due.DueAt, due.DueAt.AddDays(1));

        var results = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => nodes[i % 2].CommitAsync(Bursts.Instance().Commit() with { Fired = fired }, default)));

        results.OfType<CommitResult.Committed>().Count().ShouldBe(1);
        var refused = results.OfType<CommitResult.Refused>().ToList();
        refused.Count.ShouldBe(9);
        refused.ShouldAllBe(r => r.Rejection.Code == "trigger-fired" && r.Rejection.Kind == RejectionKind.InvalidState);
        (await Timers.LeaseDueAsync(Tomorrow, Lease, 10, default)).NextDueAt.ShouldBe(Tomorrow.AddDays(1));
        (await Timers.LeaseDueAsync(Tomorrow.AddDays(1), Lease, 10, default)).Triggers.ShouldHaveSingleItem().TriggerId.ShouldBe(due.TriggerId);
    }

    [ContractFact]
    public async Task A_refused_start_moves_its_schedule_on_once_and_the_last_moment_ends_it()
    {
        await ClearAsync();
        await PublishedAsync("refused", "daily");
        var due = (await Timers.LeaseDueAsync(Tomorrow, Lease, 10, default)).Triggers.ShouldHaveSingleItem();

        (await Triggers.MoveOnAsync(new(due.TriggerId, due.DueAt, null), default)).ShouldBeTrue();
        (await Triggers.MoveOnAsync(new(due.TriggerId, due.DueAt, null), default)).ShouldBeFalse();

        (await Timers.LeaseDueAsync(Tomorrow.AddYears(1), Lease, 10, default)).ShouldSatisfyAllConditions(d => d.Triggers.ShouldBeEmpty(), d => d.NextDueAt.ShouldBeNull());
    }

    [ContractFact]
    public async Task A_schedule_whose_node_died_is_taken_over()
    {
        await ClearAsync();
        await PublishedAsync("taken-over", "daily");
        (await Timers.LeaseDueAsync(Tomorrow, TimeSpan.Zero, 10, default)).Triggers.Length.ShouldBe(1);

        var other = (await OtherNodeAsync()).GetRequiredService<ITimerStore>();
        (await other.LeaseDueAsync(Tomorrow, Lease, 10, default)).Triggers.Length.ShouldBe(1);
        (await Timers.LeaseDueAsync(Tomorrow, Lease, 10, default)).Triggers.ShouldBeEmpty();
    }

    private async Task PublishedAsync(string definitionId, params string[] startsOn) =>
        (await Provider.Get<DefinitionStore>().ImportAsync(Definitions.Of(definitionId, "one", startsOn), publish: true, null, default)).Rejection.ShouldBeNull();

    private async Task<Bookmark> ArmAsync(DateTimeOffset dueAt)
    {
        var timer = Bursts.Bookmark(dueAt);
        (await Instances.CommitAsync(Bursts.Instance().Commit() with { Created = [timer] }, default)).ShouldBeCommitted();
        return timer;
    }

    private Task ClearAsync() => Provider.WriteAsync(async (db, ct) =>
    {
        await db.Timers.ExecuteDeleteAsync(ct);
        await db.Triggers.ExecuteDeleteAsync(ct);
    });
}
