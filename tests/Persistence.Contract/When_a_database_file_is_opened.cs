using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StaffFlows.CompiledModels;
using StaffFlows.Persistence.Contract.Providers;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Persistence.Contract;

public sealed class When_a_database_file_is_opened(SqliteProvider provider) : IClassFixture<SqliteProvider>
{
    [Fact]
    public async Task A_second_process_is_turned_away_with_the_key_to_look_at()
    {
        await using var second = provider.NewNode($"Data Source={provider.File}");

        var refused = await Should.ThrowAsync<ConfigurationException>(() => second.GetRequiredService<IDatabase>().OpenAsync(default));

        refused.Message.ShouldContain("ConnectionStrings:StaffFlows");
        refused.Message.ShouldContain(provider.File);
    }

    [Fact]
    public async Task It_is_in_WAL_mode_so_that_a_reader_is_not_blocked_by_a_writer()
    {
        var (reading, writing) = (new TaskCompletionSource(), new TaskCompletionSource());
        var write = provider.WriteAsync(async (db, ct) =>
        {
            db.DataProtectionKeys.Add(new() { FriendlyName = "while-reading", Xml = "" });
            await db.SaveChangesAsync(ct);
            writing.SetResult();
            await reading.Task;
        });

        await writing.Task;
        await using var db = provider.Read();
        (await db.DataProtectionKeys.CountAsync()).ShouldBe(0);
        reading.SetResult();
        await write;
        (await db.DataProtectionKeys.CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task Nobody_writes_past_the_queue()
    {
        await using var db = provider.Read();
        db.DataProtectionKeys.Add(new() { FriendlyName = "past the queue", Xml = "" });

        await Should.ThrowAsync<DbUpdateException>(() => db.SaveChangesAsync());
    }

    [Fact]
    public async Task The_lock_of_a_migration_that_died_is_removed()
    {
        var folder = Directory.CreateTempSubdirectory("staffflows-");
        var file = $"Data Source={Path.Combine(folder.FullName, "died.db")};Pooling=False";
        await using (var connection = new SqliteConnection(file))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText =
                """
                CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL PRIMARY KEY, "Timestamp" TEXT NOT NULL);
                INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-11-21');
                """;
            await command.ExecuteNonQueryAsync();
        }

        await using (var node = provider.NewNode(file))
        {
            await node.GetRequiredService<IDatabase>().OpenAsync(default).WaitAsync(TimeSpan.FromSeconds(60));
            await using var db = await node.GetRequiredService<IDbContextFactory<StaffFlowsDbContext>>().CreateDbContextAsync();
            (await db.Cases.CountAsync()).ShouldBe(0);
        }

        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_write_inside_a_write_is_a_mistake_instead_of_waiting_for_ever() =>
        await Should.ThrowAsync<InvalidOperationException>(() =>
            provider.WriteAsync((_, _) => provider.WriteAsync((_, _) => Task.CompletedTask)));

    [Theory]
    [InlineData("Oracle", "Data Source=a.db", "Database:Provider", "a provider we do not have")]
    [InlineData("Sqlite", "", "ConnectionStrings:StaffFlows", "nothing to connect to")]
    [InlineData("Sqlite", "Data Source=:memory:", "ConnectionStrings:StaffFlows", "memory does not last")]
    [InlineData("Sqlite", "Host=server", "ConnectionStrings:StaffFlows", "another provider's connection string")]
    [InlineData("PostgreSql", "Nonsense=1", "ConnectionStrings:StaffFlows", "no such keyword")]
    public void Wrong_configuration_is_one_sentence_that_names_the_key(string database, string connection, string key, string reason) =>
        Should.Throw<ConfigurationException>(() => new ServiceCollection().AddStaffFlowsPersistence(new AllCompiledModels(), database, connection), reason)
            .Message.ShouldContain(key);
}
