using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace StaffFlows.Workflows.Persistence.Rows;

/// <summary>The tables of EF's model, so that a mapping is said once and serves both ways of writing.</summary>
internal sealed class Tables(IDbContextFactory<StaffFlowsDbContext> contexts)
{
    private readonly ConcurrentDictionary<Type, Table> tables = new();
    private readonly Lazy<(IModel Model, ISqlGenerationHelper Sql)> source = new(() =>
    {
        using var db = contexts.CreateDbContext();
        return (db.Model, db.GetService<ISqlGenerationHelper>());
    });

    public Table Of<T>() => Of(typeof(T));

    public Table Of(Type type) => tables.GetOrAdd(type, t => new(source.Value.Model.FindEntityType(t)!, source.Value.Sql));
}
