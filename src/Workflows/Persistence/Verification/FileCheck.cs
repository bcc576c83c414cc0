using Microsoft.EntityFrameworkCore;

namespace StaffFlows.Workflows.Persistence.Verification;

/// <summary>The database as its engine sees it. Servers keep their pages themselves; there only the release is looked at.</summary>
internal static class FileCheck
{
    public static async Task PagesAsync(VerificationScope scope, CancellationToken ct)
    {
        if (!scope.Db.Database.IsSqlite()) return;

        var pages = await scope.Db.Database.SqlQuery<long>($"SELECT page_count AS \"Value\" FROM pragma_page_count").ToListAsync(ct);
        scope.Look(0, pages.Single());
        var broken = await scope.Db.Database.SqlQuery<string>($"SELECT integrity_check AS \"Value\" FROM pragma_integrity_check").ToListAsync(ct);
        foreach (var line in broken.Where(line => line != "ok")) scope.Find("file-broken", line);
        var dangling = await scope.Db.Database.SqlQuery<string>(
            $"SELECT \"table\" || ' ' || COALESCE(\"rowid\", '') || ' -> ' || parent AS \"Value\" FROM pragma_foreign_key_check").ToListAsync(ct);
        foreach (var row in dangling) scope.Find("reference-dangling", row);
        scope.Look(pages.Single(), pages.Single());
    }

    public static async Task ReleaseAsync(VerificationScope scope, CancellationToken ct)
    {
        var known = scope.Db.Database.GetMigrations().ToHashSet();
        var applied = (await scope.Db.Database.GetAppliedMigrationsAsync(ct)).ToList();
        scope.Look(applied.Count, known.Count);
        if (applied.Count == 0) scope.Find("not-ours");
        else if (applied.Find(a => !known.Contains(a)) is { } newer) scope.Find("newer-release", newer);
        else if (applied.Count < known.Count) scope.Find(Verdict.OlderRelease);
    }
}
