using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace StaffFlows.Workflows.Persistence.Mappings;

internal static class SnakeCase
{
    /// <summary>Runs last: tables are named by their mappings, everything in them is named here.</summary>
    public static void NameInSnakeCase(this ModelBuilder model)
    {
        foreach (var entity in model.Model.GetEntityTypes())
        {
            var table = entity.GetTableName()!;
            foreach (var property in entity.GetProperties())
                property.SetColumnName(Snake(property.Name));
            foreach (var key in entity.GetKeys())
                key.SetName($"pk_{table}");
            foreach (var index in entity.GetIndexes())
                index.SetDatabaseName($"ix_{table}_{string.Join('_', index.Properties.Select(p => Snake(p.Name)))}");
            foreach (var foreignKey in entity.GetForeignKeys())
                foreignKey.SetConstraintName($"fk_{table}_{string.Join('_', foreignKey.Properties.Select(p => Snake(p.Name)))}");
        }
    }

    private static string Snake(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
}
