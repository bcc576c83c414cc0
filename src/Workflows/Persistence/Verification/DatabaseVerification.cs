using System.Collections.Immutable;
using System.Data.Common;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;

namespace StaffFlows.Workflows.Persistence.Verification;

/// <summary>
/// Checks a database from its pages up to what its cases promise, at one moment of it. Reads only; the host may run and write meanwhile.
/// </summary>
public sealed class DatabaseVerification(IDbContextFactory<StaffFlowsDbContext> contexts)
{
    private static readonly ImmutableArray<Part> Parts =
    [
        new("file", FileCheck.PagesAsync, IsPrecondition: true),
        new("release", FileCheck.ReleaseAsync, IsPrecondition: true),
        new("audit", AuditCheck.RunAsync),
        new("instances", InstanceCheck.RunAsync),
        new("waiting", WaitingCheck.RowsAsync),
        new("cases", WaitingCheck.CasesAsync),
        new("attachments", ContentCheck.AttachmentsAsync),
        new("numbers", ContentCheck.NumbersAsync),
    ];

    public async Task<Verdict> RunAsync(Action<VerificationProgress>? progress, CancellationToken ct)
    {
        var areas = ImmutableArray.CreateBuilder<VerifiedArea>();
        await using var db = await contexts.CreateDbContextAsync(ct);
        foreach (var part in Parts)
        {
            var area = await RunAsync(part, db, progress, areas.Count == 0, ct);
            areas.Add(area);
            if (part.IsPrecondition && !area.Findings.IsEmpty) break;
        }

        return new(areas.ToImmutable());
    }

    /// <summary>A part that can't even be read to its end is a finding like any other.</summary>
    private static async Task<VerifiedArea> RunAsync(
        Part part, StaffFlowsDbContext db, Action<VerificationProgress>? progress, bool isFirst, CancellationToken ct)
    {
        var scope = new VerificationScope(db, part.Area, progress);
        try
        {
            if (isFirst) await db.BeginReadingAsync(ct);
            await part.Run(scope, ct);
        }
        catch (Exception unreadable) when (unreadable is DbException or CryptographicException or FormatException or InvalidOperationException)
        {
            scope.Find("unreadable", (unreadable.InnerException ?? unreadable).Message);
        }

        return scope.End();
    }

    /// <param name="IsPrecondition">What it finds makes the later parts meaningless.</param>
    private sealed record Part(string Area, Func<VerificationScope, CancellationToken, Task> Run, bool IsPrecondition = false);
}
