using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Persistence.Contract.Providers;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Persistence.Model;
using StaffFlows.Workflows.Persistence.Rows;

namespace StaffFlows.Persistence.Contract;

/// <summary>What gathers behind the one writer of the file is written in one transaction, but each entry is answered for itself.</summary>
public sealed class When_one_of_a_group_is_refused_on_Sqlite(SqliteProvider provider) : IClassFixture<SqliteProvider>
{
    private const string Counted = "UPDATE fact_versions SET version = version + 1 WHERE kind = 'counted' AND id = $1";

    [Fact]
    public async Task Whoever_is_refused_leaves_nothing_and_the_others_are_written()
    {
        var refused = await BetweenTwoOthersAsync(() => WriteAsync(Count("between"), Count("nobody")));

        (await refused).ShouldBe(CommitScope.Conflict);
    }

    [Fact]
    public async Task Whoever_fails_leaves_nothing_and_the_others_are_written()
    {
        var failed = await BetweenTwoOthersAsync(
            () => WriteAsync(Count("between"), new("INSERT INTO fact_versions (kind, id, version) VALUES ('counted', 'before', 0)", [])));

        await Should.ThrowAsync<SqliteException>(failed);
    }

    [Fact]
    public async Task Whoever_has_given_up_leaves_nothing_and_the_others_are_written()
    {
        using var givingUp = new CancellationTokenSource();

        var givenUp = await BetweenTwoOthersAsync(() =>
        {
            var write = provider.Get<IRowDatabase>().WriteAsync([Count("between")], givingUp.Token);
            givingUp.Cancel();
            return write;
        });

        await Should.ThrowAsync<OperationCanceledException>(givenUp);
    }

    /// <summary>Gathers behind the busy writer one entry that counts, this one, and another one that counts.</summary>
    private async Task<Task<Rejection?>> BetweenTwoOthersAsync(Func<Task<Rejection?>> write)
    {
        await provider.WriteAsync(async (db, ct) =>
        {
            await db.FactVersions.Where(f => f.Kind == "counted").ExecuteDeleteAsync(ct);
            db.FactVersions.AddRange(new[] { "before", "between", "after" }.Select(id => new FactVersion { Kind = "counted", Id = id }));
        });
        var (inside, door) = (new TaskCompletionSource(), new TaskCompletionSource());
        var busy = provider.WriteAsync((_, _) =>
        {
            inside.SetResult();
            return door.Task;
        });
        await inside.Task;
        var before = WriteAsync(Count("before"));
        var between = write();
        var after = WriteAsync(Count("after"));
        door.SetResult();
        await busy;

        (await before, await after).ShouldBe((null, null));
        await between.ContinueWith(_ => { }, TaskScheduler.Default);
        (await CountedAsync()).ShouldBe(new Dictionary<string, long> { ["before"] = 1, ["between"] = 0, ["after"] = 1 }, ignoreOrder: true);
        return between;
    }

    private async Task<Dictionary<string, long>> CountedAsync()
    {
        await using var db = provider.Read();
        return await db.FactVersions.Where(f => f.Kind == "counted").ToDictionaryAsync(f => f.Id, f => f.Version);
    }

    private RowStatement Count(string id) =>
        new(Counted, [new(provider.Get<Tables>().Of<FactVersion>().Column(nameof(FactVersion.Id)), id)]) { WhenMissed = CommitScope.Conflict };

    private Task<Rejection?> WriteAsync(params RowStatement[] statements) => provider.Get<IRowDatabase>().WriteAsync(statements, default);
}
