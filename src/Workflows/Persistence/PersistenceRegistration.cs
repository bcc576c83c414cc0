using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Persistence.Appliers;
using StaffFlows.Workflows.Persistence.PostgreSql;
using StaffFlows.Workflows.Persistence.Rows;
using StaffFlows.Workflows.Persistence.Sqlite;
using StaffFlows.Workflows.Persistence.SqlServer;
using StaffFlows.Workflows.Persistence.Verification;

namespace StaffFlows.Workflows.Persistence;

/// <summary>Puts the stores into a host's services.</summary>
public static class PersistenceRegistration
{
    /// <summary>
    /// Registers every store, all of them singletons. The host adds <see cref="IFieldProtector"/> and its business clock as
    /// <see cref="TimeProvider"/>, and calls <see cref="IDatabase.OpenAsync"/> before it serves anything.
    /// </summary>
    /// <param name="models">What the build made of the mappings.</param>
    /// <param name="provider">Configuration <c>Database:Provider</c>: Sqlite, PostgreSql or SqlServer, in any case.</param>
    /// <param name="connectionString">Configuration <c>ConnectionStrings:StaffFlows</c>.</param>
    /// <exception cref="ConfigurationException">One of them can't be right.</exception>
    public static IServiceCollection AddStaffFlowsPersistence(
        this IServiceCollection services, ICompiledModels models, string? provider, string? connectionString)
    {
        if (string.IsNullOrWhiteSpace(connectionString)) throw new ConfigurationException("ConnectionStrings:StaffFlows is missing.");
        if ("Sqlite".Equals(provider, StringComparison.OrdinalIgnoreCase)) services.AddSqlite(connectionString);
        else if ("PostgreSql".Equals(provider, StringComparison.OrdinalIgnoreCase)) services.AddPostgreSql(connectionString);
        else if ("SqlServer".Equals(provider, StringComparison.OrdinalIgnoreCase)) services.AddSqlServer(connectionString);
        else throw new ConfigurationException($"Database:Provider is '{provider}' but must be Sqlite, PostgreSql or SqlServer.");

        services.AddSingleton(models);
        services.TryAddSingleton(new SystemTime(TimeProvider.System));
        services.AddSingleton<EffectAppliers>();
        services.AddSingleton<CommitWriter>();
        services.AddSingleton<Tables>();
        services.AddSingleton<BurstLoads>();
        services.AddSingleton(provider => new TaskLoads(
            provider.GetRequiredService<IDbContextFactory<StaffFlowsDbContext>>(), provider.GetRequiredService<OfficeSnapshots>(),
            provider.GetRequiredService<BurstLoads>(), provider.GetService<IRowDatabase>()));
        services.AddSingleton(provider => new StartLoads(
            provider.GetRequiredService<IDbContextFactory<StaffFlowsDbContext>>(), provider.GetRequiredService<OfficeSnapshots>(),
            provider.GetRequiredService<BurstLoads>(), provider.GetService<IRowDatabase>()));
        services.AddSingleton<IWorkflowInstanceStore, InstanceStore>();
        services.AddSingleton<ICommandStore, CommandStore>();
        services.AddSingleton(provider => new OutboxStore(
            provider.GetRequiredService<IDbContextFactory<StaffFlowsDbContext>>(), provider.GetRequiredService<IWriteQueue>(),
            provider.GetRequiredService<IRowLeases>(), provider.GetRequiredService<SystemTime>()));
        services.AddSingleton<SignalIndex>();
        services.AddSingleton<IBookmarkIndex>(provider => provider.GetRequiredService<SignalIndex>());
        services.AddSingleton<ITriggerStore>(provider => provider.GetRequiredService<SignalIndex>());
        services.AddSingleton<DefinitionStore>();
        services.AddSingleton<IWorkflowDefinitionStore>(provider => provider.GetRequiredService<DefinitionStore>());
        services.AddSingleton<KeptDraftStore>();
        services.AddSingleton<DefinitionReleases>();
        services.AddSingleton<OfficeSnapshots>();
        services.AddSingleton<RememberedFacts>();
        services.AddSingleton<IFactSource, FactSource>();
        services.AddSingleton<OrganisationStore>();
        services.AddSingleton<StationingViolations>();
        services.AddSingleton<CalendarStore>();
        services.AddSingleton<RuleStore>();
        services.AddSingleton<FormDrafts>();
        services.AddSingleton<ClockStore>();
        services.AddSingleton<AttachmentStore>();
        services.AddSingleton<DocumentStore>();
        services.AddSingleton<AuditChain>();
        services.AddSingleton<InboxReader>();
        services.AddSingleton<JournalReader>();
        services.AddSingleton<TestRunStore>();
        services.AddSingleton<DatabaseVerification>();
        return services;
    }

    private static void AddSqlite(this IServiceCollection services, string connectionString)
    {
        var file = new SqliteFile(connectionString);
        services.AddSingleton(_ => file);
        services.AddSingleton<SqliteContexts>();
        services.AddSingleton<IDbContextFactory<StaffFlowsDbContext>>(provider => provider.GetRequiredService<SqliteContexts>());
        services.AddSingleton<SqliteWriteQueue>();
        services.AddSingleton<IWriteQueue>(provider => provider.GetRequiredService<SqliteWriteQueue>());
        services.AddSingleton<SqliteReaders>();
        services.AddSingleton<IRowDatabase, SqliteRows>();
        services.AddSingleton<IDatabase, SqliteDatabase>();
        services.AddSingleton<ITimerStore, SqliteTimerStore>();
        services.AddSingleton<IRowLeases, SqliteLeases>();
    }

    private static void AddPostgreSql(this IServiceCollection services, string connectionString)
    {
        var server = PostgreSqlDatabase.Server(connectionString);
        services.AddSingleton(_ => server);
        services.AddSingleton<PostgreSqlContexts>();
        services.AddSingleton<IDbContextFactory<StaffFlowsDbContext>>(provider => provider.GetRequiredService<PostgreSqlContexts>());
        services.AddSingleton<IWriteQueue, PostgreSqlWriteQueue>();
        services.AddSingleton<IRowDatabase, PostgreSqlRows>();
        services.AddSingleton<IDatabase, PostgreSqlDatabase>();
        services.AddSingleton<ITimerStore, PostgreSqlTimerStore>();
        services.AddSingleton<IRowLeases, PostgreSqlLeases>();
    }

    private static void AddSqlServer(this IServiceCollection services, string connectionString)
    {
        services.AddSingleton(SqlServerContexts.Server(connectionString));
        services.AddSingleton<IDbContextFactory<StaffFlowsDbContext>, SqlServerContexts>();
        services.AddSingleton<IWriteQueue, SqlServerWriteQueue>();
        services.AddSingleton<IDatabase, SqlServerDatabase>();
        services.AddSingleton<ITimerStore, SqlServerTimerStore>();
        services.AddSingleton<IRowLeases, SqlServerLeases>();
    }
}
