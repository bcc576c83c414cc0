using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Workflows.Persistence.Model;
using StaffFlows.Workflows.Persistence.Rows;

namespace StaffFlows.Workflows.Persistence;

/// <summary>An outbox row in somebody's hands.</summary>
/// <param name="Lease">Which of its leases this is: who comes with an older one, or a second time with the same, gets nothing.</param>
public readonly record struct LeasedMessage(Guid Id, int Lease);

/// <summary>What an attempt came to, and what that means for the row.</summary>
/// <param name="Ending">Null: it is tried again at <paramref name="NextAttemptAt"/>.</param>
public sealed record DeliveryOutcome(DeliveryStatus Status, string? ProviderId, string? Error, OutboxEnding? Ending, DateTimeOffset? NextAttemptAt);

/// <summary>
/// Messages on their way out. A row is leased, its sending begun under that lease, and settled together with the log of the
/// attempt. What broke off in between comes up again when its lease has lapsed.
/// </summary>
public sealed class OutboxStore
{
    private static readonly ImmutableDictionary<OutboxChannel, string> Words = Enum.GetValues<OutboxChannel>().ToImmutableDictionary(c => c, c => $"'{c}'");

    private readonly IDbContextFactory<StaffFlowsDbContext> contexts;
    private readonly IWriteQueue queue;
    private readonly IRowLeases leases;
    private readonly SystemTime systemTime;

    internal OutboxStore(IDbContextFactory<StaffFlowsDbContext> contexts, IWriteQueue queue, IRowLeases leases, SystemTime systemTime) =>
        (this.contexts, this.queue, this.leases, this.systemTime) = (contexts, queue, leases, systemTime);

    /// <summary>The rows of these channels that are due first.</summary>
    public async Task<ImmutableArray<LeasedMessage>> LeaseAsync(
        IReadOnlyCollection<OutboxChannel> channels, TimeSpan lease, int limit, CancellationToken ct) =>
        channels.Count == 0
            ? []
            : [.. (await leases.LeaseAsync<OutboxMessage>(Of(channels), lease, limit, ct)).OrderBy(m => m.NextAttemptAt).Select(m => new LeasedMessage(m.Id, m.Leases))];

    /// <summary>How many rows this process holds at this moment.</summary>
    public async Task<int> CountHeldAsync(CancellationToken ct)
    {
        var now = systemTime.Now;
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Outbox.CountAsync(m => m.SettledAt == null && m.LeaseOwner == LeaseOwner.Name && m.LeasedUntil > now, ct);
    }

    /// <summary>How many were given up after a moment.</summary>
    public async Task<int> CountGivenUpAsync(DateTimeOffset since, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var after = new RowValue(Table.Of(db, typeof(OutboxMessage)).Column(nameof(OutboxMessage.SettledAt)), since);
        return await db.CountAsync($"SELECT COUNT(*) FROM outbox WHERE ending = {nameof(OutboxEnding.GivenUp)} AND settled_at > {after}", ct);
    }

    /// <summary>How many wait for other channels than these.</summary>
    public async Task<int> CountWaitingAsync(IReadOnlyCollection<OutboxChannel> served, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var waiting = 0;
        foreach (var channel in Words.Keys.Except(served))
            waiting += await db.CountAsync($"SELECT COUNT(*) FROM outbox WHERE settled_at IS NULL AND channel = {$"{channel}"}", ct);
        return waiting;
    }

    /// <summary>The row, if it is still under that lease and not settled.</summary>
    public async Task<OutboxMessage?> FindAsync(LeasedMessage leased, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await Held(db.Outbox.AsNoTracking(), leased).SingleOrDefaultAsync(ct);
    }

    /// <summary>Free at once, and due then; what is not held under that lease stays as it is.</summary>
    /// <param name="until">Null: due as before.</param>
    public async Task HandBackAsync(LeasedMessage leased, DateTimeOffset? until, CancellationToken ct) =>
        await queue.WriteAsync<int>(
            async (db, inner) => await Held(db.Outbox, leased).ExecuteUpdateAsync(
                set => set
                    .SetProperty(m => m.LeasedUntil, (DateTimeOffset?)null)
                    .SetProperty(m => m.LeaseOwner, (string?)null)
                    .SetProperty(m => m.NextAttemptAt, m => until ?? m.NextAttemptAt),
                inner),
            ct);

    /// <summary>Logs an attempt before anything goes out. The lease is spent, and the row held for as long again.</summary>
    /// <returns>The row under its new lease; null where somebody else has begun it or it is settled: then nothing may be sent.</returns>
    public async Task<OutboxMessage?> BeginAsync(LeasedMessage leased, TimeSpan lease, CancellationToken ct)
    {
        var begun = await queue.WriteAsync<List<OutboxMessage>>(
            async (db, inner) =>
            {
                var rows = await leases.RenewAsync<OutboxMessage>(db, Of(Words.Keys), leased.Id, leased.Lease, lease, inner);
                if (rows.RemoveAll(row => row.SettledAt is not null) > 0) db.ChangeTracker.Clear();
                foreach (var row in rows)
                {
                    row.Attempts++;
                    db.Deliveries.Add(new() { OutboxId = row.Id, Attempt = row.Attempts, BegunAt = systemTime.Now });
                }

                return rows;
            },
            ct);
        return begun.Value?.SingleOrDefault();
    }

    /// <summary>
    /// Completes the log of a begun attempt and settles or postpones the row, together. What was sent is settled even if the lease
    /// has lapsed meanwhile; everything else is left to whoever has the row by now.
    /// </summary>
    public async Task SettleAsync(OutboxMessage begun, DeliveryOutcome outcome, CancellationToken ct) =>
        await queue.WriteAsync<int>(
            async (db, inner) =>
            {
                var now = systemTime.Now;
                await db.Deliveries.Where(d => d.OutboxId == begun.Id && d.Attempt == begun.Attempts).ExecuteUpdateAsync(
                    set => set
                        .SetProperty(d => d.Status, outcome.Status)
                        .SetProperty(d => d.EndedAt, (DateTimeOffset?)now)
                        .SetProperty(d => d.ProviderId, outcome.ProviderId)
                        .SetProperty(d => d.Error, outcome.Error),
                    inner);
                var row = db.Outbox.Where(m => m.Id == begun.Id && m.SettledAt == null && (outcome.Ending == OutboxEnding.Sent || m.Leases == begun.Leases));
                var settledAt = outcome.Ending is null ? (DateTimeOffset?)null : now;
                return await row.ExecuteUpdateAsync(
                    set => set
                        .SetProperty(m => m.SettledAt, settledAt)
                        .SetProperty(m => m.Ending, outcome.Ending)
                        .SetProperty(m => m.NextAttemptAt, m => outcome.NextAttemptAt ?? m.NextAttemptAt)
                        .SetProperty(m => m.LeasedUntil, (DateTimeOffset?)null)
                        .SetProperty(m => m.LeaseOwner, (string?)null),
                    inner);
            },
            ct);

    private static IQueryable<OutboxMessage> Held(IQueryable<OutboxMessage> messages, LeasedMessage leased) =>
        messages.Where(m => m.Id == leased.Id && m.Leases == leased.Lease && m.SettledAt == null);

    private static LeasedTable Of(IEnumerable<OutboxChannel> channels) => new(
        "outbox", "leases", "next_attempt_at, id", "ix_outbox_next_attempt_at",
        $"settled_at IS NULL AND next_attempt_at <= @now AND channel IN ({string.Join(", ", channels.Select(c => Words[c]))})");
}
