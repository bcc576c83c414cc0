using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;

namespace StaffFlows.Workflows.Persistence.Rows;

/// <summary>The tables of EF's model, so that a mapping is said once and serves both ways of writing.</summary>
internal sealed class Tables(IDbContextFactory<StaffFlowsDbContext> contexts)
{
    private readonly ConcurrentDictionary<Type, Table> tables = new();

    public Table Of<T>() => Of(typeof(T));

    public Table Of(Type type) => tables.GetOrAdd(type, t =>
    {
        using var db = contexts.CreateDbContext();
        return Table.Of(db, t);
    });
}
