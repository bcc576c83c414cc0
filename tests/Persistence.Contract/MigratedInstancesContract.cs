using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Persistence.Contract.Providers;

namespace StaffFlows.Persistence.Contract;

public sealed class Migrated_instances_on_Sqlite(SqliteProvider provider) : MigratedInstancesContract(provider), IClassFixture<SqliteProvider>;

public sealed class Migrated_instances_on_PostgreSql(PostgreSqlProvider provider) : MigratedInstancesContract(provider), IClassFixture<PostgreSqlProvider>;

public sealed class Migrated_instances_on_SqlServer(SqlServerProvider provider) : MigratedInstancesContract(provider), IClassFixture<SqlServerProvider>;

/// <summary>Instances that go to another version of their definition.</summary>
public abstract class MigratedInstancesContract(Provider provider)
{
    private IWorkflowInstanceStore Store => provider.Get<IWorkflowInstanceStore>();

    [ContractFact]
    public async Task Lists_show_the_new_version_and_a_bookmark_goes_on_under_its_new_node()
    {
        var (timer, other) = (Bursts.Bookmark(Bursts.Monday.AddHours(1)), Bursts.Bookmark());
        var instance = Bursts.Instance() with { Bookmarks = [timer, other] };
        (await Store.CommitAsync(instance.Commit() with { Created = instance.Bookmarks }, default)).ShouldBeCommitted();
        var moved = timer with { NodeId = "Workflow1:Flowchart1:renamed" };
        var migrated = instance with { Version = 1, DefinitionVersionId = "leave-v2", DefinitionVersion = 2, Bookmarks = [moved, other] };

        (await Store.CommitAsync(migrated.Commit() with { Created = [moved], Burned = [moved] }, default)).ShouldBeCommitted();

        await using var db = provider.Read();
        var row = await db.Instances.SingleAsync(i => i.Id == instance.Id.Value);
        (row.DefinitionVersionId, row.DefinitionVersion).ShouldBe(("leave-v2", 2));
        var bookmarks = await db.Bookmarks.Where(b => b.InstanceId == instance.Id.Value).ToDictionaryAsync(b => b.Id, b => b.NodeId);
        bookmarks.ShouldBe(new Dictionary<Guid, string> { [timer.Id.Value] = moved.NodeId, [other.Id.Value] = other.NodeId }, ignoreOrder: true);
        (await db.Timers.SingleAsync(t => t.InstanceId == instance.Id.Value)).DueAt.ShouldBe(timer.DueAt!.Value);
    }
}
