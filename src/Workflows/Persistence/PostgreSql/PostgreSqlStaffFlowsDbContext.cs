using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace StaffFlows.Workflows.Persistence.PostgreSql;

/// <summary>The model on PostgreSQL, which takes moments in UTC only and keeps microseconds.</summary>
internal sealed class PostgreSqlStaffFlowsDbContext(
    DbContextOptions<PostgreSqlStaffFlowsDbContext> options, IFieldProtector protector)
    : StaffFlowsDbContext(options, protector)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<InUtc>();

    private sealed class InUtc() : ValueConverter<DateTimeOffset, DateTimeOffset>(
        moment => moment.ToUniversalTime(), moment => moment);
}
