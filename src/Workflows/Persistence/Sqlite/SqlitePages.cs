using Microsoft.EntityFrameworkCore;
using StaffFlows.Workflows.Persistence.Verification;

namespace StaffFlows.Workflows.Persistence.Sqlite;

/// <summary>What SQLite itself finds in its file: broken pages and indexes, references into nothing.</summary>
internal static class SqlitePages
{
    public static async Task CheckAsync(VerificationScope scope, CancellationToken ct)
    {
        var pages = await scope.Db.Database.SqlQuery<long>($"SELECT page_count AS \"Value\" FROM pragma_page_count").ToListAsync(ct);
        scope.Look(0, pages.Single());
        var broken = await scope.Db.Database.SqlQuery<string>($"SELECT integrity_check AS \"Value\" FROM pragma_integrity_check").ToListAsync(ct);
        foreach (var line in broken.Where(line => line != "ok")) scope.Find("file-broken", line);
        var dangling = await scope.Db.Database.SqlQuery<string>(
            $"SELECT \"table\" || ' ' || COALESCE(\"rowid\", '') || ' -> ' || parent AS \"Value\" FROM pragma_foreign_key_check").ToListAsync(ct);
        foreach (var row in dangling) scope.Find("reference-dangling", row);
        scope.Look(pages.Single(), pages.Single());
    }
}
