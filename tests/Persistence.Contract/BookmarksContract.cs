using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Persistence.Contract.Providers;

namespace StaffFlows.Persistence.Contract;

public sealed class Bookmarks_on_Sqlite(SqliteProvider provider) : BookmarksContract(provider), IClassFixture<SqliteProvider>;

public sealed class Bookmarks_on_PostgreSql(PostgreSqlProvider provider) : BookmarksContract(provider), IClassFixture<PostgreSqlProvider>;

public sealed class Bookmarks_on_SqlServer(SqlServerProvider provider) : BookmarksContract(provider), IClassFixture<SqlServerProvider>;

public abstract class BookmarksContract(Provider provider)
{
    private IWorkflowInstanceStore Store => provider.Get<IWorkflowInstanceStore>();

    private IBookmarkIndex Index => provider.Get<IBookmarkIndex>();

    [ContractFact]
    public async Task A_stimulus_finds_what_waits_for_it_oldest_first_within_what_it_is_about()
    {
        var (first, second) = (await WaitingAsync("arrival", "c-1", 1), await WaitingAsync("arrival", "c-2", 0));
        await WaitingAsync("departure", "c-1", 0);

        (await Index.FindAsync("arrival", null, null, default)).Select(e => e.BookmarkId).ShouldBe([second.Bookmark, first.Bookmark]);
        (await Index.FindAsync("arrival", first.Instance, null, default)).ShouldBe([new BookmarkEntry(first.Instance, first.Bookmark)]);
        (await Index.FindAsync("arrival", null, "c-2", default)).ShouldBe([new BookmarkEntry(second.Instance, second.Bookmark)]);
        (await Index.FindAsync("arrival", first.Instance, "c-2", default)).ShouldBeEmpty();
        (await Index.FindAsync("nothing", null, null, default)).ShouldBeEmpty();
    }

    [ContractFact]
    public async Task What_has_ended_waits_nowhere_however_it_ended()
    {
        foreach (var end in new[] { WorkflowSubStatus.Finished, WorkflowSubStatus.Cancelled, WorkflowSubStatus.Faulted })
        {
            var (instance, _) = await WaitingAsync($"ends-{end}", null, 0);
            (await RowsAsync(instance)).ShouldBe((2, 1));

            var loaded = (await Store.FindAsync(instance, default))!;
            (await Store.CommitAsync((loaded with { SubStatus = end }).Commit() with { Created = [Bursts.Bookmark(Bursts.Monday)] }, default)).ShouldBeCommitted();

            (await RowsAsync(instance)).ShouldBe((0, 0), $"{end}");
            (await Index.FindAsync($"ends-{end}", null, null, default)).ShouldBeEmpty();
        }
    }

    [ContractFact]
    public async Task What_ends_in_its_first_burst_leaves_nothing_behind()
    {
        var instance = Bursts.Instance().Ended();
        (await Store.CommitAsync(instance.Commit() with { Created = [Bursts.Bookmark(Bursts.Monday)] }, default)).ShouldBeCommitted();

        (await RowsAsync(instance.Id)).ShouldBe((0, 0));
    }

    private async Task<(WorkflowInstanceId Instance, BookmarkId Bookmark)> WaitingAsync(string hash, string? correlationId, int minutes)
    {
        var instance = Bursts.Instance() with { CorrelationId = correlationId };
        var bookmark = Bursts.Bookmark() with { Hash = hash, CreatedAt = Bursts.Monday.AddMinutes(minutes) };
        (await Store.CommitAsync(instance.Commit() with { Created = [bookmark, Bursts.Bookmark(Bursts.Monday.AddDays(1))] }, default)).ShouldBeCommitted();
        return (instance.Id, bookmark.Id);
    }

    private async Task<(int Bookmarks, int Timers)> RowsAsync(WorkflowInstanceId id)
    {
        await using var db = provider.Read();
        return (await db.Bookmarks.CountAsync(b => b.InstanceId == id.Value), await db.Timers.CountAsync(t => t.InstanceId == id.Value));
    }
}
