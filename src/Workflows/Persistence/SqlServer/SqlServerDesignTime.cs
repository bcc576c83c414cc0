using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace StaffFlows.Workflows.Persistence.SqlServer;

/// <summary>Lets <c>dotnet ef migrations add</c> build the model without a host.</summary>
internal sealed class SqlServerDesignTime : IDesignTimeDbContextFactory<SqlServerStaffFlowsDbContext>
{
    public SqlServerStaffFlowsDbContext CreateDbContext(string[] args) => new(
        new DbContextOptionsBuilder<SqlServerStaffFlowsDbContext>()
            .UseSqlServer(sql => sql.UseCompatibilityLevel(SqlServerStaffFlowsDbContext.OldestServer)).Options);
}
