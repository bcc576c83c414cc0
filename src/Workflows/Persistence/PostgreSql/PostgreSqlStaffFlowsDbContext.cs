using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Persistence.Model;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Workflows.Persistence.PostgreSql;

/// <summary>The model on PostgreSQL, which takes moments in UTC only and keeps microseconds.</summary>
internal sealed class PostgreSqlStaffFlowsDbContext(DbContextOptions<PostgreSqlStaffFlowsDbContext> options)
    : StaffFlowsDbContext(options)
{
    internal override Type Newest => typeof(Migrations.InboxIndexes);

    /// <summary>By the word's hash; two words with the same one wait for each other without need, and no harm is done.</summary>
    internal override Task HoldAsync(string word, bool isShared, CancellationToken ct) => isShared
        ? Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock_shared(hashtextextended({word}, 0))", ct)
        : Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({word}, 0))", ct);

    internal override Task BeginReadingAsync(CancellationToken ct) => Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<InUtc>();

    /// <summary>
    /// Rows that are written again soon find room on their page, in per cent: their new version then needs no index entries where no
    /// indexed column changed, and the log holds only what differs.
    /// </summary>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        Fill<StoredInstance>(modelBuilder, 50);
        Fill<UserTask>(modelBuilder, 70);
        Fill<Case>(modelBuilder, 80);
        Fill<AuditHead>(modelBuilder, 70);
    }

    private static void Fill<T>(ModelBuilder model, int percent)
        where T : class => model.Entity<T>().HasStorageParameter("fillfactor", percent);

    internal sealed class InUtc() : ValueConverter<DateTimeOffset, DateTimeOffset>(
        moment => moment.ToUniversalTime(), moment => moment);
}
