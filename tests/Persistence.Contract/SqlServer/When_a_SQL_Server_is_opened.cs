using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using StaffFlows.CompiledModels;
using StaffFlows.Persistence.Contract.Providers;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Persistence.SqlServer;

namespace StaffFlows.Persistence.Contract.SqlServer;

public sealed class When_a_SQL_Server_is_opened
{
    [Fact]
    public void The_migrations_make_one_idempotent_script_and_nothing_of_the_model_is_missing_in_it()
    {
        using var db = Context();

        TransactSql.Parse(db.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.Idempotent)).ScriptTokenStream.Count.ShouldBeGreaterThan(1000);
        db.Database.HasPendingModelChanges().ShouldBeFalse();
        SecondTranslation.Schema.Columns.Keys.ShouldBe([.. db.Model.GetEntityTypes().Select(e => e.GetTableName()!), HistoryRepository.DefaultTableName], ignoreOrder: true);
    }

    [Fact]
    public void The_newest_migration_is_named()
    {
        using var db = Context();

        db.Newest.GetCustomAttribute<MigrationAttribute>()!.Id.ShouldBe(db.Database.GetMigrations().Last());
    }

    [Fact]
    public void Text_is_compared_by_its_characters_whatever_the_collation_of_the_database()
    {
        using var db = Context();

        db.GetService<IDesignTimeModel>().Model.GetEntityTypes().SelectMany(e => e.GetProperties())
            .Where(p => p.GetColumnType().Contains("char", StringComparison.Ordinal) && p.GetCollation() != "Latin1_General_100_BIN2")
            .Select(p => $"{p.DeclaringType.DisplayName()}.{p.Name}").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("time", "ends at 24 hours; the clock's offset doesn't")]
    [InlineData("uniqueidentifier", "sorts by its last bytes, so the newest id is not the last")]
    [InlineData("datetime2", "forgets the offset")]
    [InlineData("float", "can't keep half days")]
    public void No_column_is_of_a_type_that_loses_something(string type, string because)
    {
        using var db = Context();

        db.Model.GetEntityTypes().SelectMany(e => e.GetProperties()).Where(p => p.GetColumnType() == type)
            .Select(p => $"{p.DeclaringType.DisplayName()}.{p.Name}").ShouldBeEmpty(because);
    }

    [Fact]
    public async Task An_empty_database_with_snapshots_is_migrated()
    {
        var server = Server(snapshots: true);
        await using var node = RecordedNode.On(server);

        await node.GetRequiredService<IDatabase>().OpenAsync(default);

        server.Statements.ShouldContain(sql => sql.Contains("CREATE TABLE [cases]", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_database_without_snapshots_is_refused_before_anything_is_written()
    {
        var server = Server(snapshots: false);
        await using var node = RecordedNode.On(server);

        var refused = await Should.ThrowAsync<ConfigurationException>(() => node.GetRequiredService<IDatabase>().OpenAsync(default));

        refused.Message.ShouldBe(
            "The SQL Server database of ConnectionStrings:StaffFlows needs READ_COMMITTED_SNAPSHOT; an administrator turns it on with "
            + "ALTER DATABASE [staffflows] SET READ_COMMITTED_SNAPSHOT ON WITH ROLLBACK IMMEDIATE.");
        server.Statements.ShouldNotContain(sql => sql.Contains("CREATE", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("no connection string")]
    [InlineData("Server=db")]
    [InlineData("Database=staffflows")]
    [InlineData("Server=db;Database=staffflows;Encrypt=perhaps")]
    public void A_connection_string_that_can_t_be_right_is_refused_at_once(string wrong) =>
        Should.Throw<ConfigurationException>(() => new ServiceCollection().AddStaffFlowsPersistence(new AllCompiledModels(), "SqlServer", wrong))
            .Message.ShouldStartWith("ConnectionStrings:StaffFlows");

    [Fact]
    public async Task A_server_that_does_not_answer_is_named_by_its_key()
    {
        await using var node = new ServiceCollection()
            .AddSingleton<IFieldProtector>(new AesProtector()).AddSingleton<TimeProvider>(new FakeClock()).AddLogging()
            .AddStaffFlowsPersistence(new AllCompiledModels(), "SqlServer", "Server=tcp:127.0.0.1,1;Database=staffflows;User ID=u;Password=p;Connect Timeout=2;ConnectRetryCount=0")
            .BuildServiceProvider();

        (await Should.ThrowAsync<ConfigurationException>(() => node.GetRequiredService<IDatabase>().OpenAsync(default)))
            .Message.ShouldStartWith("The SQL Server database of ConnectionStrings:StaffFlows can't be used: ");
    }

    private static SqlServerStaffFlowsDbContext Context() => new(new RecordedServer(SecondTranslation.Schema).Options);

    private static RecordedServer Server(bool snapshots) => new(SecondTranslation.Schema)
    {
        Answer = sql =>
            sql.Contains("is_read_committed_snapshot_on", StringComparison.Ordinal) ? RecordedServer.Rows("Value", snapshots)
            : sql.Contains("sp_getapplock", StringComparison.Ordinal) ? RecordedServer.Rows("result", 0)
            : null,
    };
}
