using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace StaffFlows.Workflows.Persistence.PostgreSql;

/// <summary>Lets <c>dotnet ef migrations add</c> build the model without a host.</summary>
internal sealed class PostgreSqlDesignTime : IDesignTimeDbContextFactory<PostgreSqlStaffFlowsDbContext>
{
    public PostgreSqlStaffFlowsDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgreSqlStaffFlowsDbContext>().UseNpgsql().Options);
}
