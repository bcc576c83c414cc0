using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Cases;

/// <summary>A case beside the one that is shown.</summary>
internal sealed record RelatedCase(Guid Id, string? Number, string Title, CaseStatus Status);

/// <summary>The case that started this one and those that it started, as far as the viewer may see each of them.</summary>
/// <param name="Started">In the order in which they were started.</param>
internal sealed record CaseRelatives(RelatedCase? Starter, ImmutableArray<RelatedCase> Started)
{
    public static async Task<CaseRelatives> ReadAsync(StaffFlowsDbContext db, Case of, Viewer by, CancellationToken ct)
    {
        var (id, starterId) = (of.Id, of.ParentCaseId);
        var found = await db.Cases.AsNoTracking().VisibleTo(by)
            .Where(c => c.ParentCaseId == id || c.Id == starterId)
            .OrderBy(c => c.Id)
            .Select(c => new RelatedCase(c.Id, c.Number, c.Title, c.Status))
            .ToListAsync(ct);
        return new(found.Find(c => c.Id == starterId), [.. found.Where(c => c.Id != starterId)]);
    }
}
