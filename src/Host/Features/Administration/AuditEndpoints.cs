using System.Collections.Immutable;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using StaffFlows.Host.Accounts;
using StaffFlows.Host.Api;
using StaffFlows.Host.Components.Models;
using StaffFlows.Host.Localisation;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Persistence.Model;
using StaffFlows.Workflows.Personnel;

namespace StaffFlows.Host.Features.Administration;

/// <summary><c>/admin/audit</c>: the newest entries of all chains or one case's, and the check of their digests.</summary>
internal sealed class AuditPage(
    IDbContextFactory<StaffFlowsDbContext> contexts, AuditChain chain, OfficeSnapshots office, BusinessClock clock, Sentences sentences, IStringLocalizer<Texts> texts)
{
    private const int Size = 50;

    public async Task<AuditModel?> ReadAsync(Guid? caseId, bool check, int page, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var number = caseId is { } id ? await db.Cases.Where(c => c.Id == id).Select(c => c.Number).SingleOrDefaultAsync(ct) : null;
        if (caseId is not null && number is null) return null;

        var prefix = caseId is { } shown ? $"case:{shown:N}" : "";
        var entries = db.AuditEntries.AsNoTracking().Where(e => prefix == "" || e.Aggregate == prefix);
        var total = await entries.CountAsync(ct);
        var rows = await entries.OrderByDescending(e => e.At).ThenBy(e => e.Aggregate).ThenByDescending(e => e.Sequence)
            .Skip((page - 1) * Size).Take(Size)
            .Select(e => new Row(e, db.AuditEntries.Where(b => b.Aggregate == e.Aggregate && b.Sequence == e.Sequence - 1).Select(b => b.Digest).FirstOrDefault()))
            .ToListAsync(ct);

        var verdicts = check ? await chain.VerifyAsync(prefix, ct) : [];
        var broken = verdicts.Where(v => !v.IsWhole).ToDictionary(v => v.Aggregate, v => v.BrokenAt!.Value);
        var organisation = (await office.ReadAsync(ct)).Organisation;
        var address = caseId is null ? "/admin/audit" : $"/admin/audit?case={caseId}";
        return new AuditModel(
            check ? await SummariseAsync(db, verdicts, ct) : null, caseId?.ToString(), number,
            [.. rows.Select(row => Line(row, organisation, broken))], new Paging(page, Size, total, address));
    }

    private async Task<AuditResult> SummariseAsync(StaffFlowsDbContext db, IReadOnlyList<AuditVerdict> verdicts, CancellationToken ct)
    {
        BrokenEntry? first = null;
        if (verdicts.FirstOrDefault(v => !v.IsWhole) is { BrokenAt: { } number } broken)
        {
            var at = await db.AuditEntries.Where(e => e.Aggregate == broken.Aggregate && e.Sequence == number)
                .Select(e => (DateTimeOffset?)e.At).SingleOrDefaultAsync(ct);
            first = new BrokenEntry(broken.Aggregate, number, at ?? clock.Now, sentences.Of("audit-broken", [broken.Aggregate, $"{number}"]));
        }

        return new AuditResult(verdicts.Count, (int)verdicts.Sum(v => v.Entries), clock.Now, first);
    }

    private AuditLine Line(Row row, Organisation organisation, Dictionary<string, long> broken)
    {
        var entry = row.Entry;
        var by = entry.ActorId is null ? sentences.Of("audit-by-procedure", []) : organisation.FindPerson(entry.ActorId)?.Name ?? entry.ActorId;
        var isBroken = broken.TryGetValue(entry.Aggregate, out var number) && entry.Sequence >= number;
        return new AuditLine(What(entry.Action), $"{entry.Aggregate} #{entry.Sequence}", by, entry.At, entry.Digest, row.Previous, isBroken);
    }

    /// <summary>Actions on cases are worded beside the pages, the host's own beside its sentences.</summary>
    private string What(string action)
    {
        if (sentences.Knows($"audit.{action}")) return sentences.Of($"audit.{action}", []);

        var text = texts[$"audit.action.{action}"];
        return text.ResourceNotFound ? action : text.Value;
    }

    private sealed record Row(AuditEntry Entry, string? Previous);
}

internal static class AuditEndpoints
{
    public static void MapAuditPage(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/admin/audit", async (AuditPage page, [FromQuery(Name = "case")] Guid? caseId, bool? check, [FromQuery(Name = "page")] int? number, CancellationToken ct) =>
                await page.ReadAsync(caseId, check == true, Math.Max(1, number ?? 1), ct) is { } model ? Pages.Show<AuditView>(model) : Pages.NotFound())
            .RequireAuthorization(Policies.Auditor).ExcludeFromDescription();
        pages.MapPost("/admin/audit/verify", ([FromForm(Name = "case")] Guid? caseId) =>
                Pages.SeeOther(caseId is null ? "/admin/audit?check=true" : $"/admin/audit?case={caseId}&check=true"))
            .RequireAuthorization(Policies.Auditor).ExcludeFromDescription();
    }
}
