using StaffFlows.Testing;

namespace StaffFlows.Workflows.Specs;

/// <summary>A spec on a database of the run's PostgreSQL server.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PostgreSqlFactAttribute : FactAttribute
{
    public PostgreSqlFactAttribute()
    {
        if (PostgreSqlDatabase.Server is null) Skip = PostgreSqlDatabase.Absent;
    }
}
