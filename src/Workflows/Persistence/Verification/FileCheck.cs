using Microsoft.EntityFrameworkCore;

namespace StaffFlows.Workflows.Persistence.Verification;

/// <summary>The database as its engine sees it. Servers keep their pages themselves; there only the release is looked at.</summary>
internal static class FileCheck
{
    public static Task PagesAsync(VerificationScope scope, CancellationToken ct) => scope.Db.CheckPagesAsync(scope, ct);

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
