using StaffFlows.Testing;

[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace StaffFlows.Drills;

/// <summary>A drill with a PostgreSQL server of its own.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ServerFactAttribute : FactAttribute
{
    public ServerFactAttribute() => Skip = PostgreSqlServer.Absent;
}

/// <summary>A drill on a database of the run's PostgreSQL server.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgreSqlFactAttribute : FactAttribute
{
    public PostgreSqlFactAttribute()
    {
        if (PostgreSqlDatabase.Server is null) Skip = PostgreSqlDatabase.Absent;
    }
}
