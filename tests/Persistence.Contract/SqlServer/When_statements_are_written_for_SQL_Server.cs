using System.Data;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Persistence.Contract.SqlServer;

/// <summary>Each statement that is written by hand, put to the server's own parser and the names of the migrated tables.</summary>
public sealed class When_statements_are_written_for_SQL_Server
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);
    private static readonly FactKey Fact = new("leave", "LX0030");

    [Fact]
    public async Task Timers_and_triggers_are_leased_together_and_their_ids_come_back_whole()
    {
        var (timer, instance, trigger) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        var due = new DataTable();
        due.Columns.Add("Id", typeof(byte[]));
        due.Columns.Add("InstanceId", typeof(byte[]));
        due.Columns.Add("IsTrigger", typeof(bool));
        due.Columns.Add("DueAt", typeof(DateTimeOffset));
        due.Rows.Add(trigger.ToByteArray(true), trigger.ToByteArray(true), true, Bursts.Monday.AddMinutes(1));
        due.Rows.Add(timer.ToByteArray(true), instance.ToByteArray(true), false, Bursts.Monday);
        var server = Server(sql => sql.Contains("@due", StringComparison.Ordinal) ? due : RecordedServer.Rows("Value", Bursts.Monday));
        await using var node = RecordedNode.On(server);

        var leased = await node.GetRequiredService<ITimerStore>().LeaseDueAsync(Bursts.Monday.AddHours(1), Lease, 5, default);

        leased.Leased.ShouldBe([new TimerEntry(new(instance), new(timer), Bursts.Monday)]);
        leased.Triggers.ShouldBe([new DueTrigger(trigger, Bursts.Monday.AddMinutes(1))]);
        leased.NextDueAt.ShouldBe(Bursts.Monday);
        (server.Statements.Count, server.Commits).ShouldBe((3, 1));
    }

    [Fact]
    public async Task Nothing_is_written_while_nothing_is_due()
    {
        var server = Server(_ => RecordedServer.Rows("Value", Bursts.Monday));
        await using var node = RecordedNode.On(server);

        var leased = await node.GetRequiredService<ITimerStore>().LeaseDueAsync(Bursts.Monday.AddTicks(-1), Lease, 5, default);

        leased.Leased.ShouldBeEmpty();
        (server.Statements.Count, server.Commits).ShouldBe((1, 0));
    }

    [Fact]
    public async Task Commands_are_leased()
    {
        var command = new EngineCommand.Cancel(Guid.CreateVersion7(), new(Guid.CreateVersion7()));
        RecordedServer? server = null;
        server = Server(sql => sql.Contains("OUTPUT inserted", StringComparison.Ordinal) ? CommandRows(command) : RecordedServer.Rows("Value", 1));
        await using var node = RecordedNode.On(server);

        var leased = await node.GetRequiredService<ICommandStore>().LeaseAsync(Lease, 5, default);

        leased.ShouldHaveSingleItem().Command.ShouldBe(command);
        leased[0].Attempt.ShouldBe(1);
        server.Commits.ShouldBe(1);
    }

    [Fact]
    public async Task Messages_are_leased_begun_and_settled()
    {
        var id = Guid.CreateVersion7();
        var server = Server(sql => sql.Contains("OUTPUT inserted", StringComparison.Ordinal) ? OutboxRows(id) : RecordedServer.Rows("Value", 1));
        await using var node = RecordedNode.On(server);
        var store = node.GetRequiredService<OutboxStore>();

        var leased = (await store.LeaseAsync([OutboxChannel.Mail, OutboxChannel.Sms], Lease, 5, default)).ShouldHaveSingleItem();
        var begun = (await store.BeginAsync(leased, Lease, default)).ShouldNotBeNull();
        await store.SettleAsync(begun, new(DeliveryStatus.Sent, "7", null, OutboxEnding.Sent, null), default);

        (leased, begun.Id).ShouldBe((new LeasedMessage(id, 1), id));
        server.Commits.ShouldBe(3);
    }

    [Fact]
    public async Task Facts_snapshots_numbers_chains_and_words_are_held()
    {
        var server = Server(sql =>
            sql.Contains("audit_heads WITH", StringComparison.Ordinal) ? HeadRows("case:1")
            : sql.Contains("AS [Value]", StringComparison.Ordinal) ? RecordedServer.Rows("Value", 7L)
            : null);
        await using var node = RecordedNode.On(server);

        var result = await node.GetRequiredService<IWriteQueue>().WriteAsync<string>(
            async (db, ct) =>
            {
                await db.HoldAsync("definition:leave", isShared: true, ct);
                await db.HoldAsync("correlation:c", isShared: false, ct);
                await db.BumpFactAsync(Fact, ct);
                await db.BumpSnapshotAsync("Calendar", ct);
                await AuditChain.AppendAsync(db, Bursts.Monday, [new AuditRecorded("case:1", "case.opened", "LX0030", new JsonObject())], ct);
                return $"{await db.HoldFactAsync(Fact, ct)} {await CaseNumbers.AllotAsync(db, "QJ-{year}-{0:000000}", Bursts.Monday, ct)}";
            },
            default);

        result.Value.ShouldBe("7 QJ-2026-000007");
        (server.Statements.Count, server.Commits).ShouldBe((8, 1));
    }

    [Fact]
    public async Task A_burst_is_committed_with_its_facts_bookmarks_and_timers()
    {
        var server = Server(sql => sql.Contains("AS [Value]", StringComparison.Ordinal) ? RecordedServer.Rows("Value", 7L) : null);
        await using var node = RecordedNode.On(server);
        var burst = (Bursts.Instance() with { Version = 1 }).Commit() with
        {
            FactsRead = [new(Fact, 7)],
            Burned = [Bursts.Bookmark()],
            Created = [Bursts.Bookmark(Bursts.Monday)],
        };

        (await node.GetRequiredService<IWorkflowInstanceStore>().CommitAsync(burst, default)).ShouldBeOfType<CommitResult.Committed>();
        server.Commits.ShouldBe(1);
    }

    /// <summary>EF wraps some of these, once or twice, and others not.</summary>
    [Theory]
    [InlineData(1205, 2, "a deadlock")]
    [InlineData(2601, 2, "somebody else's row in a unique index")]
    [InlineData(2627, 2, "somebody else's row under the key")]
    [InlineData(51205, 2, "a deadlock of words")]
    [InlineData(208, 1, "a table that is not there will not be there next time")]
    public async Task A_write_that_lost_a_race_is_run_again(int error, int runs, string because)
    {
        var (reads, saves) = (0, 0);
        var server = Server(sql =>
            sql.Contains("fact_versions", StringComparison.Ordinal) ? ++reads == 1 ? throw RecordedNode.Error(error, because) : RecordedServer.Rows("Value", 7L)
            : sql.Contains("data_protection_keys", StringComparison.Ordinal) && ++saves == 1 ? throw RecordedNode.Error(error, because)
            : null);
        await using var node = RecordedNode.On(server);
        var queue = node.GetRequiredService<IWriteQueue>();
        Task<Result<long>> ReadAsync() => queue.WriteAsync<long>(async (db, ct) => await db.HoldFactAsync(Fact, ct), default);
        Task<Result<bool>> SaveAsync() => queue.WriteAsync<bool>(
            (db, _) =>
            {
                db.DataProtectionKeys.Add(new() { FriendlyName = "key", Xml = "<key/>" });
                return Task.FromResult<Result<bool>>(true);
            },
            default);

        if (runs > 1)
        {
            (await ReadAsync()).Value.ShouldBe(7, because);
            (await SaveAsync()).Value.ShouldBeTrue(because);
        }
        else
        {
            await Should.ThrowAsync<Exception>(ReadAsync);
            await Should.ThrowAsync<Exception>(SaveAsync);
        }

        (reads, saves, server.Commits).ShouldBe((runs, runs, 2 * (runs - 1)));
    }

    private static RecordedServer Server(Func<string, DataTable?> answer) => new(SecondTranslation.Schema) { Answer = answer };

    private static DataTable HeadRows(string aggregate)
    {
        var rows = RecordedServer.Rows("aggregate", aggregate);
        rows.Columns.Add("sequence", typeof(long));
        rows.Columns.Add("digest", typeof(string));
        (rows.Rows[0]["sequence"], rows.Rows[0]["digest"]) = (0L, "");
        return rows;
    }

    private static DataTable OutboxRows(Guid id)
    {
        var rows = RecordedServer.Rows("id", id.ToByteArray(true));
        foreach (var (name, value) in new (string, object)[]
        {
            ("channel", "Mail"), ("recipient_id", "E030"), ("text_key", "task.assigned"), ("arguments", "[]"), ("case_id", Guid.Empty.ToByteArray(true)),
            ("created_at", Bursts.Monday), ("next_attempt_at", Bursts.Monday), ("attempts", 0), ("settled_at", DBNull.Value), ("ending", DBNull.Value),
            ("leased_until", Bursts.Monday), ("lease_owner", "here"), ("leases", 1),
        })
        {
            rows.Columns.Add(name, value is DBNull ? name is "ending" ? typeof(string) : typeof(DateTimeOffset) : value.GetType());
            rows.Rows[0][name] = value;
        }

        return rows;
    }

    private static DataTable CommandRows(EngineCommand command)
    {
        var stored = StoredCommand.Of(command, Bursts.Monday);
        var rows = RecordedServer.Rows("id", stored.Id.ToByteArray(true));
        foreach (var (name, value) in new (string, object)[]
        {
            ("kind", stored.Kind), ("json", new Providers.AesProtector().Protect(stored.Json)), ("created_at", stored.CreatedAt),
            ("leased_until", Bursts.Monday), ("lease_owner", "here"), ("attempts", 1),
        })
        {
            rows.Columns.Add(name, value.GetType());
            rows.Rows[0][name] = value;
        }

        return rows;
    }
}
