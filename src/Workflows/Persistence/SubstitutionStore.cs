using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Personnel;

namespace StaffFlows.Workflows.Persistence;

/// <summary>Keeps who stands in for whom; every node sees a change with its next request.</summary>
public static class SubstitutionStore
{
    /// <summary>In the caller's transaction. Refused where somebody stands in already in those days, or the two would stand in for each other.</summary>
    public static async Task<Rejection?> AddAsync(StaffFlowsDbContext db, Substitution substitution, string name, CancellationToken ct)
    {
        var (from, until) = (substitution.From, substitution.Until);
        var meeting = await db.Substitutions.AsNoTracking().Where(s => s.EndedAt == null && s.From <= until && s.Until >= from
            && (s.PersonId == substitution.PersonId || (s.PersonId == substitution.SubstituteId && s.SubstituteId == substitution.PersonId))).ToListAsync(ct);
        if (meeting.Find(s => s.PersonId == substitution.PersonId) is { } own) return new(RejectionKind.InvalidState, "substitution-overlap", $"{own.From:yyyy-MM-dd}", $"{own.Until:yyyy-MM-dd}");
        if (meeting.Count > 0) return new Rejection(RejectionKind.Invalid, "substitution-circle", name) { Fields = [new("to", "substitution-circle", name)] };

        db.Substitutions.Add(substitution);
        await RecordAsync(db, substitution, "substitution.made", substitution.CreatedAt, ct);
        return null;
    }

    /// <summary>In the caller's transaction. Its person's own, and open, or refused.</summary>
    public static async Task<Rejection?> EndAsync(StaffFlowsDbContext db, Guid id, string personId, DateTimeOffset now, CancellationToken ct)
    {
        if (await db.Substitutions.SingleOrDefaultAsync(s => s.Id == id && s.PersonId == personId && s.EndedAt == null, ct) is not { } found)
            return new(RejectionKind.NotFound, "substitution-unknown");

        found.EndedAt = now;
        await RecordAsync(db, found, "substitution.ended", now, ct);
        return null;
    }

    private static async Task RecordAsync(StaffFlowsDbContext db, Substitution substitution, string action, DateTimeOffset now, CancellationToken ct)
    {
        await db.BumpSnapshotAsync(SnapshotKinds.Substitutions, ct);
        await AuditChain.AppendAsync(db, now, [new($"substitution:{substitution.PersonId}", action, substitution.PersonId, new JsonObject
        {
            ["substitute"] = substitution.SubstituteId,
            ["from"] = $"{substitution.From:yyyy-MM-dd}",
            ["until"] = $"{substitution.Until:yyyy-MM-dd}",
            ["includesOlder"] = substitution.IncludesOlder,
        })], ct);
    }
}
