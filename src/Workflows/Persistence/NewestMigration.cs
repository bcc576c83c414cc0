using System.Data.Common;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;

namespace StaffFlows.Workflows.Persistence;

/// <summary>Whether a database is as new as this release. EF's own look loads every type of the assembly to find the migrations in it.</summary>
public static class NewestMigration
{
    /// <exception cref="DbException">It can't be read, or nothing was ever migrated in it.</exception>
    public static async Task<bool> IsThereAsync(StaffFlowsDbContext db, CancellationToken ct)
    {
        var newest = db.Newest.GetCustomAttribute<MigrationAttribute>()!.Id;
        return (await db.ReadAsync($"""SELECT "MigrationId" FROM "__EFMigrationsHistory" WHERE "MigrationId" = {newest}""", row => row.GetString(0), ct)).Count > 0;
    }

    /// <summary>Whether there is something to migrate; where nothing can be read of it, EF says why.</summary>
    internal static async Task<bool> IsPendingAsync(StaffFlowsDbContext db, CancellationToken ct)
    {
        try
        {
            if (await IsThereAsync(db, ct)) return false;
        }
        catch (DbException)
        {
            // The database is empty, or EF fails as well.
        }

        return (await db.Database.GetPendingMigrationsAsync(ct)).Any();
    }
}
