using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using StaffFlows.Persistence.Contract.Providers;
using StaffFlows.Testing;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Persistence.Contract;

public sealed class Migrations_on_Sqlite(SqliteProvider provider) : MigrationsContract(provider), IClassFixture<SqliteProvider>
{
    protected override Task<(string ConnectionString, Func<Task> DropAsync)> EmptyAsync()
    {
        var folder = Directory.CreateTempSubdirectory("staffflows-");
        return Task.FromResult<(string, Func<Task>)>(($"Data Source={Path.Combine(folder.FullName, "old.db")}", () =>
        {
            folder.Delete(recursive: true);
            return Task.CompletedTask;
        }));
    }
}

public sealed class Migrations_on_PostgreSql(PostgreSqlProvider provider) : MigrationsContract(provider), IClassFixture<PostgreSqlProvider>
{
    protected override async Task<(string ConnectionString, Func<Task> DropAsync)> EmptyAsync()
    {
        var database = new PostgreSqlDatabase();
        await database.CreateAsync();
        return (database.ConnectionString, database.DropAsync);
    }
}

public sealed class Migrations_on_SqlServer(SqlServerProvider provider) : MigrationsContract(provider), IClassFixture<SqlServerProvider>
{
    protected override async Task<(string ConnectionString, Func<Task> DropAsync)> EmptyAsync()
    {
        var database = new SqlServerTestDatabase();
        await database.CreateAsync();
        return (database.ConnectionString, database.DropAsync);
    }
}

/// <summary>A database of each earlier release, with data in it, opened by this one.</summary>
public abstract class MigrationsContract(Provider provider)
{
    protected abstract Task<(string ConnectionString, Func<Task> DropAsync)> EmptyAsync();

    [ContractFact]
    public async Task From_every_earlier_release_everything_is_kept_and_what_was_published_stays_sealed()
    {
        await using var db = provider.Read();
        var releases = db.Database.GetMigrations().SkipLast(1).ToList();
        releases.ShouldNotBeEmpty();
        foreach (var release in releases) await ShouldOpenAsync(release);
    }

    /// <summary>A release opens a database by the newest migration that its context names; one that is forgotten there would never run.</summary>
    [ContractFact]
    public async Task The_newest_one_is_named()
    {
        await using var db = provider.Read();
        db.Newest.GetCustomAttribute<MigrationAttribute>()!.Id.ShouldBe(db.Database.GetMigrations().Last());
        (await NewestMigration.IsThereAsync(db, default)).ShouldBeTrue();
    }

    private async Task ShouldOpenAsync(string release)
    {
        var (connection, dropAsync) = await EmptyAsync();
        await using (var node = provider.NewNode(connection))
        {
            await FillAsync(node, release);
            await node.GetRequiredService<IDatabase>().OpenAsync(default);

            var store = node.GetRequiredService<DefinitionStore>();
            (await store.ReadVersionsAsync("old", default)).Select(v => (v.Version, v.IsLatest, v.IsPublished, v.IsDraft))
                .ShouldBe([(3, true, false, true), (2, false, true, false), (1, false, false, false)], release);
            (await store.SaveDraftAsync(Definitions.Of("old", "changed"), null, default)).Value!.Version.ShouldBe(3, release);
            await using var db = await node.GetRequiredService<IDbContextFactory<StaffFlowsDbContext>>().CreateDbContextAsync();
            (await db.Database.GetPendingMigrationsAsync()).ShouldBeEmpty(release);
            (await db.Instances.SingleAsync()).ShouldSatisfyAllConditions(
                release,
                i => i.DefinitionVersionId.ShouldBe("old-v2"), i => i.Version.ShouldBe(7), i => i.State.ShouldBe("the state"), i => i.ParentInstanceId.ShouldBeNull());
        }

        await dropAsync();
    }

    /// <summary>
    /// As the first release left it, and the later ones up to <paramref name="release"/> took it over: one version superseded, one
    /// published, one a draft; an instance that runs.
    /// </summary>
    private async Task FillAsync(IServiceProvider node, string release)
    {
        await using var db = await node.GetRequiredService<IDbContextFactory<StaffFlowsDbContext>>().CreateDbContextAsync();
        await db.Database.OpenConnectionAsync();
        if (provider.Name == "Sqlite") await db.Database.ExecuteSqlRawAsync("PRAGMA query_only = OFF");
        var migrator = db.GetService<IMigrator>();
        await migrator.MigrateAsync("Initial");

        object createdAt = provider.Name == "Sqlite" ? Bursts.Monday.UtcTicks : Bursts.Monday.ToUniversalTime();
        var json = """{"id":"x","definitionId":"old","version":1,"root":{"type":"Elsa.Flowchart","id":"flow"}}""";
        foreach (var (version, isLatest, isPublished) in new[] { (1, false, false), (2, false, true), (3, true, false) })
            await db.Database.ExecuteSqlAsync(
                $"""
                 INSERT INTO workflow_definitions (id, definition_id, version, name, is_latest, is_published, created_at, json, content_hash)
                 VALUES ({$"old-v{version}"}, 'old', {version}, 'old', {isLatest}, {isPublished}, {createdAt}, {json}, 'hash')
                 """);
        await db.Database.ExecuteSqlAsync(
            $"""
             INSERT INTO workflow_instances (id, definition_id, definition_version_id, definition_version, version, sub_status, created_at, updated_at, incident_count, state)
             VALUES ({Guid.CreateVersion7()}, 'old', 'old-v2', 2, 7, 'Suspended', {createdAt}, {createdAt}, 0, {node.GetRequiredService<IFieldProtector>().Protect("the state")})
             """);
        await migrator.MigrateAsync(release);
    }
}
