using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace StaffFlows.Workflows.Persistence.PostgreSql;

/// <summary>The model on PostgreSQL, which takes moments in UTC only and keeps microseconds.</summary>
internal sealed class PostgreSqlStaffFlowsDbContext(
    DbContextOptions<PostgreSqlStaffFlowsDbContext> options, IFieldProtector protector)
    : StaffFlowsDbContext(options, protector)
{
    /// <summary>By the word's hash; two words with the same one wait for each other without need, and no harm is done.</summary>
    internal override Task HoldAsync(string word, bool isShared, CancellationToken ct) => isShared
        ? Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock_shared(hashtextextended({word}, 0))", ct)
        : Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({word}, 0))", ct);

    internal override Task BeginReadingAsync(CancellationToken ct) => Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<InUtc>();

    private sealed class InUtc() : ValueConverter<DateTimeOffset, DateTimeOffset>(
        moment => moment.ToUniversalTime(), moment => moment);
}
