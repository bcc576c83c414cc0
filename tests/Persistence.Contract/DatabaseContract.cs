using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Persistence.Contract.Providers;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Persistence.Contract;

public sealed class Database_on_Sqlite(SqliteProvider provider) : DatabaseContract(provider), IClassFixture<SqliteProvider>;

public sealed class Database_on_PostgreSql(PostgreSqlProvider provider) : DatabaseContract(provider), IClassFixture<PostgreSqlProvider>;

public sealed class Database_on_SqlServer(SqlServerProvider provider) : DatabaseContract(provider), IClassFixture<SqlServerProvider>;

public abstract class DatabaseContract(Provider provider)
{
    private IWriteQueue Queue => provider.Get<IWriteQueue>();

    [ContractFact]
    public async Task An_empty_database_has_every_table_after_it_was_opened_and_opening_again_changes_nothing()
    {
        await provider.Get<IDatabase>().OpenAsync(default);

        await using var db = provider.Read();
        (await db.Database.GetPendingMigrationsAsync()).ShouldBeEmpty();
        (await db.Database.GetAppliedMigrationsAsync()).ShouldNotBeEmpty();
        db.Database.HasPendingModelChanges().ShouldBeFalse();
    }

    [ContractFact]
    public async Task The_database_tells_the_time_that_leases_lapse_by()
    {
        await provider.WriteAsync((db, _) =>
        {
            db.Commands.Add(new() { Id = Guid.CreateVersion7(), Kind = "Cancel", Json = "{}", CreatedAt = provider.Clock.GetUtcNow() });
            return Task.CompletedTask;
        });
        var before = await provider.Get<IDatabase>().ReadTimeAsync(default);
        await provider.Get<ICommandStore>().LeaseAsync(TimeSpan.FromHours(1), 1, default);
        var after = await provider.Get<IDatabase>().ReadTimeAsync(default);

        await using var db = provider.Read();
        (await db.Commands.SingleAsync()).LeasedUntil!.Value.ShouldBeInRange(before.AddHours(1), after.AddHours(1));
    }

    [ContractFact]
    public async Task A_refused_write_and_a_failed_one_leave_their_neighbours_alone()
    {
        var keys = Enumerable.Range(0, 30).Select(i => $"neighbour-{i}").ToList();

        var results = await Task.WhenAll(keys.Select((key, i) => WriteAsync(key, i % 3)));

        results.ShouldBe(keys.Select((_, i) => (i % 3) switch { 0 => "written", 1 => "refused", _ => "failed" }));
        await using var db = provider.Read();
        (await db.DataProtectionKeys.Where(k => k.FriendlyName.StartsWith("neighbour-")).Select(k => k.FriendlyName).ToListAsync())
            .Order().ShouldBe(keys.Where((_, i) => i % 3 == 0).Order());
    }

    [ContractFact]
    public async Task A_write_that_is_cancelled_before_its_turn_does_not_happen()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => Queue.WriteAsync<bool>(
            (db, _) =>
            {
                db.DataProtectionKeys.Add(new() { FriendlyName = "cancelled", Xml = "" });
                return Task.FromResult<Result<bool>>(true);
            },
            cancelled.Token));

        await using var db = provider.Read();
        (await db.DataProtectionKeys.AnyAsync(k => k.FriendlyName == "cancelled")).ShouldBeFalse();
    }

    [ContractFact]
    public async Task A_row_that_moved_on_is_a_conflict()
    {
        var id = Guid.CreateVersion7();
        await provider.WriteAsync((db, _) =>
        {
            db.Accounts.Add(new() { Id = id, PersonId = "P", UserName = "u", NormalizedUserName = "U", CreatedAt = Bursts.Monday });
            return Task.CompletedTask;
        });

        var result = await Queue.WriteAsync<bool>(
            async (db, ct) =>
            {
                var account = await db.Accounts.SingleAsync(a => a.Id == id, ct);
                await db.Accounts.Where(a => a.Id == id).ExecuteUpdateAsync(set => set.SetProperty(a => a.Version, 5), ct);
                account.Version++;
                return true;
            },
            default);

        (result.Rejection!.Kind, result.Rejection.Code).ShouldBe((RejectionKind.Conflict, "changed-meanwhile"));
    }

    private async Task<string> WriteAsync(string key, int kind)
    {
        try
        {
            var result = await Queue.WriteAsync<string>(
                async (db, ct) =>
                {
                    db.DataProtectionKeys.Add(new DataProtectionKey { FriendlyName = key, Xml = "<key/>" });
                    await db.SaveChangesAsync(ct);
                    return kind switch
                    {
                        0 => "written",
                        1 => new Rejection(RejectionKind.Invalid, "refused"),
                        _ => throw new InvalidDataException("failed"),
                    };
                },
                default);
            return result.Rejection?.Code ?? result.Value!;
        }
        catch (InvalidDataException failed)
        {
            return failed.Message;
        }
    }
}
