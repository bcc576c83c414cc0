using Microsoft.EntityFrameworkCore.Metadata;
using StaffFlows.CompiledModels.PostgreSql;
using StaffFlows.CompiledModels.Sqlite;
using StaffFlows.CompiledModels.SqlServer;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Persistence.PostgreSql;
using StaffFlows.Workflows.Persistence.Sqlite;
using StaffFlows.Workflows.Persistence.SqlServer;

namespace StaffFlows.CompiledModels;

/// <summary>What the build has made of the mappings of each provider.</summary>
public sealed class AllCompiledModels : ICompiledModels
{
    public IModel Make(Type context) =>
        context == typeof(SqliteStaffFlowsDbContext) ? SqliteStaffFlowsDbContextModel.Make()
        : context == typeof(PostgreSqlStaffFlowsDbContext) ? PostgreSqlStaffFlowsDbContextModel.Make()
        : context == typeof(SqlServerStaffFlowsDbContext) ? SqlServerStaffFlowsDbContextModel.Make()
        : throw new ArgumentOutOfRangeException(nameof(context), context, "No model was compiled for it.");
}
