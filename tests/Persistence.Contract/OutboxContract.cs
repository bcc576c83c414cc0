using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StaffFlows.Persistence.Contract.Providers;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Persistence.Contract;

public sealed class Outbox_on_Sqlite(SqliteProvider provider) : OutboxContract(provider), IClassFixture<SqliteProvider>
{
    /// <summary>One process holds the file, so its two nodes are two relays of the same process.</summary>
    protected override Task<OutboxStore> OtherNodeAsync() => Task.FromResult(Store);
}

public sealed class Outbox_on_PostgreSql(PostgreSqlProvider provider) : OutboxContract(provider), IClassFixture<PostgreSqlProvider>
{
    protected override async Task<OutboxStore> OtherNodeAsync() => (await Provider.StartNodeAsync()).GetRequiredService<OutboxStore>();

    [ContractFact]
    public async Task What_somebody_is_just_writing_is_stepped_over()
    {
        var (held, free) = (await WriteAsync(Past), await WriteAsync(Past.AddHours(1)));
        await Provider.WriteAsync(async (db, ct) =>
        {
            await db.Database.ExecuteSqlAsync($"SELECT 1 FROM outbox WHERE id = {held} FOR UPDATE", ct);
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            (await Store.LeaseAsync(Both, Lease, 1, patience.Token)).ShouldHaveSingleItem().Id.ShouldBe(free);
        });
    }
}

public sealed class Outbox_on_SqlServer(SqlServerProvider provider) : OutboxContract(provider), IClassFixture<SqlServerProvider>
{
    protected override async Task<OutboxStore> OtherNodeAsync() => (await Provider.StartNodeAsync()).GetRequiredService<OutboxStore>();
}

/// <summary>Servers lease by their own time, so what must be over lies years back here, and what must not be, years ahead.</summary>
public abstract class OutboxContract(Provider provider) : IAsyncLifetime
{
    protected static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);
    protected static readonly DateTimeOffset Past = Bursts.Monday.AddYears(-2);
    private static readonly DateTimeOffset Future = Bursts.Monday.AddYears(20);
    protected static readonly ImmutableArray<OutboxChannel> Both = [OutboxChannel.Mail, OutboxChannel.Sms];

    protected Provider Provider { get; } = provider;

    protected OutboxStore Store => Provider.Get<OutboxStore>();

    protected abstract Task<OutboxStore> OtherNodeAsync();

    /// <summary>Rows that earlier tests left are due too.</summary>
    public async Task InitializeAsync()
    {
        if (Provider.Node is not null) await Provider.WriteAsync((db, ct) => db.Outbox.ExecuteDeleteAsync(ct));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [ContractFact]
    public async Task What_was_due_first_comes_first_and_what_is_not_due_stays()
    {
        var (second, first, later) = (await WriteAsync(Past.AddHours(1)), await WriteAsync(Past), await WriteAsync(Future));

        (await Store.LeaseAsync(Both, Lease, 10, default)).Select(m => m.Id).ShouldBe([first, second]);
        (await RowAsync(later)).LeaseOwner.ShouldBeNull();
    }

    [ContractFact]
    public async Task A_channel_without_a_sender_keeps_its_rows()
    {
        var (mail, sms) = (await WriteAsync(Past), await WriteAsync(Past, OutboxChannel.Sms));

        (await Store.LeaseAsync([], Lease, 10, default)).ShouldBeEmpty();
        (await Store.LeaseAsync([OutboxChannel.Sms], Lease, 10, default)).ShouldHaveSingleItem().Id.ShouldBe(sms);
        (await RowAsync(mail)).Leases.ShouldBe(0);
    }

    [ContractFact]
    public async Task Two_leasers_never_get_the_same_row()
    {
        for (var i = 0; i < 40; i++) await WriteAsync(Past.AddMinutes(i));
        var nodes = new[] { Store, await OtherNodeAsync() };

        var taken = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => nodes[i % 2].LeaseAsync(Both, Lease, 4, default)));

        var ids = taken.SelectMany(t => t).Select(m => m.Id).ToList();
        ids.Count.ShouldBe(40);
        ids.ShouldBeUnique();
        (await Store.LeaseAsync(Both, Lease, 100, default)).ShouldBeEmpty();
    }

    [ContractFact]
    public async Task A_lease_that_has_lapsed_is_taken_over_and_whoever_had_it_can_begin_nothing_any_more()
    {
        var id = await WriteAsync(Past);
        var lost = (await Store.LeaseAsync(Both, TimeSpan.Zero, 1, default)).Single();

        var taken = (await (await OtherNodeAsync()).LeaseAsync(Both, Lease, 1, default)).ShouldHaveSingleItem();

        taken.Id.ShouldBe(id);
        (await Store.BeginAsync(lost, Lease, default)).ShouldBeNull();
        (await Store.FindAsync(lost, default)).ShouldBeNull();
        (await Store.BeginAsync(taken, Lease, default)).ShouldNotBeNull().Attempts.ShouldBe(1);
    }

    [ContractFact]
    public async Task Of_the_same_lease_delivered_many_times_at_once_one_may_send()
    {
        var id = await WriteAsync(Past);
        var leased = (await Store.LeaseAsync(Both, Lease, 1, default)).Single();
        var nodes = new[] { Store, await OtherNodeAsync() };

        var begun = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => nodes[i % 2].BeginAsync(leased, Lease, default)));

        begun.Count(m => m is not null).ShouldBe(1);
        (await AttemptsAsync(id)).ShouldHaveSingleItem().Status.ShouldBe(DeliveryStatus.Sending);
    }

    [ContractFact]
    public async Task What_was_sent_is_settled_with_its_log_and_never_comes_back()
    {
        var begun = await BeginAsync();

        await Store.SettleAsync(begun, new(DeliveryStatus.Sent, "provider-1", null, OutboxEnding.Sent, null), default);

        var row = await RowAsync(begun.Id);
        (row.Ending, row.SettledAt, row.LeaseOwner).ShouldBe((OutboxEnding.Sent, Provider.Clock.GetUtcNow(), null));
        var log = (await AttemptsAsync(begun.Id)).ShouldHaveSingleItem();
        (log.Status, log.ProviderId, log.EndedAt, log.Error).ShouldBe((DeliveryStatus.Sent, "provider-1", Provider.Clock.GetUtcNow(), null));
        (await Store.LeaseAsync(Both, Lease, 10, default)).ShouldBeEmpty();
        (await Store.BeginAsync(new(begun.Id, begun.Leases), Lease, default)).ShouldBeNull();
        (await AttemptsAsync(begun.Id)).Count.ShouldBe(1);
    }

    [ContractFact]
    public async Task What_failed_comes_back_when_its_time_has_come()
    {
        var begun = await BeginAsync();

        await Store.SettleAsync(begun, Failed(Future), default);
        (await Store.LeaseAsync(Both, Lease, 10, default)).ShouldBeEmpty();
        (await RowAsync(begun.Id)).NextAttemptAt.ShouldBe(Future);

        await Provider.WriteAsync((db, ct) => db.Outbox.Where(m => m.Id == begun.Id).ExecuteUpdateAsync(set => set.SetProperty(m => m.NextAttemptAt, Past), ct));
        var again = (await Store.LeaseAsync(Both, Lease, 10, default)).ShouldHaveSingleItem();
        (await Store.BeginAsync(again, Lease, default)).ShouldNotBeNull().Attempts.ShouldBe(2);
        (await AttemptsAsync(begun.Id)).Select(a => (a.Attempt, a.Status, a.Error)).ShouldBe([(1, DeliveryStatus.Failed, "mail-unreachable"), (2, DeliveryStatus.Sending, null)]);
    }

    [ContractFact]
    public async Task What_is_given_up_is_settled_and_can_be_counted()
    {
        var begun = await BeginAsync();

        await Store.SettleAsync(begun, new(DeliveryStatus.Refused, null, "mail-recipient-refused", OutboxEnding.GivenUp, null), default);

        (await Store.LeaseAsync(Both, Lease, 10, default)).ShouldBeEmpty();
        (await RowAsync(begun.Id)).Ending.ShouldBe(OutboxEnding.GivenUp);
    }

    /// <summary>A sender was slower than its lease: what it says of a success counts, what it says of a failure is the business of who has the row now.</summary>
    [ContractFact]
    public async Task A_latecomer_settles_what_he_sent_and_postpones_nothing()
    {
        await WriteAsync(Past);
        var slow = (await Store.BeginAsync((await Store.LeaseAsync(Both, Lease, 1, default)).Single(), TimeSpan.Zero, default))!;
        var taken = (await (await OtherNodeAsync()).LeaseAsync(Both, Lease, 1, default)).ShouldHaveSingleItem();

        await Store.SettleAsync(slow, Failed(Future), default);
        (await RowAsync(slow.Id)).NextAttemptAt.ShouldBe(Past);
        (await Store.FindAsync(taken, default)).ShouldNotBeNull();

        await Store.SettleAsync(slow, new(DeliveryStatus.Sent, null, null, OutboxEnding.Sent, null), default);
        (await Store.FindAsync(taken, default)).ShouldBeNull();
        (await Store.BeginAsync(taken, Lease, default)).ShouldBeNull();
    }

    [ContractFact]
    public async Task What_is_handed_back_is_free_at_once_or_at_the_time_that_is_named()
    {
        await WriteAsync(Past);
        var leased = (await Store.LeaseAsync(Both, Lease, 1, default)).Single();
        (await Store.CountHeldAsync(default)).ShouldBe(1);

        await Store.HandBackAsync(leased, null, default);
        var again = (await Store.LeaseAsync(Both, Lease, 1, default)).ShouldHaveSingleItem();
        await Store.HandBackAsync(leased, Future, default);
        (await Store.FindAsync(again, default)).ShouldNotBeNull("an old lease hands nothing back");

        await Store.HandBackAsync(again, Future, default);
        (await Store.CountHeldAsync(default)).ShouldBe(0);
        (await Store.LeaseAsync(Both, Lease, 1, default)).ShouldBeEmpty();
    }

    [ContractFact]
    public async Task The_log_goes_with_its_message()
    {
        var begun = await BeginAsync();

        await Provider.WriteAsync((db, ct) => db.Outbox.Where(m => m.Id == begun.Id).ExecuteDeleteAsync(ct));

        (await AttemptsAsync(begun.Id)).ShouldBeEmpty();
    }

    private static DeliveryOutcome Failed(DateTimeOffset next) => new(DeliveryStatus.Failed, null, "mail-unreachable", null, next);

    private async Task<OutboxMessage> BeginAsync()
    {
        await WriteAsync(Past);
        return (await Store.BeginAsync((await Store.LeaseAsync(Both, Lease, 1, default)).Single(), Lease, default))!;
    }

    protected async Task<Guid> WriteAsync(DateTimeOffset due, OutboxChannel channel = OutboxChannel.Mail)
    {
        var message = new OutboxMessage
        {
            Id = Guid.CreateVersion7(), Channel = channel, RecipientId = "E030", TextKey = "task.assigned", Arguments = ["年休假"], CreatedAt = Bursts.Monday, NextAttemptAt = due,
        };
        await Provider.WriteAsync((db, _) =>
        {
            db.Outbox.Add(message);
            return Task.CompletedTask;
        });
        return message.Id;
    }

    private async Task<OutboxMessage> RowAsync(Guid id)
    {
        await using var db = Provider.Read();
        return await db.Outbox.AsNoTracking().SingleAsync(m => m.Id == id);
    }

    private async Task<List<Delivery>> AttemptsAsync(Guid id)
    {
        await using var db = Provider.Read();
        return await db.Deliveries.AsNoTracking().Where(d => d.OutboxId == id).OrderBy(d => d.Attempt).ToListAsync();
    }
}
