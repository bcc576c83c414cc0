using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace StaffFlows.Workflows.Persistence.Sqlite;

/// <summary>Lets <c>dotnet ef migrations add</c> build the model without a host.</summary>
internal sealed class SqliteDesignTime : IDesignTimeDbContextFactory<SqliteStaffFlowsDbContext>
{
    public SqliteStaffFlowsDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteStaffFlowsDbContext>().UseSqlite().Options);
}
