using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Persistence.Model;
using StaffFlows.Workflows.Persistence.Rows;

namespace StaffFlows.Workflows.Persistence;

/// <summary>What a check of one aggregate's chain found.</summary>
/// <param name="Entries">How many entries are right, counted from the first.</param>
/// <param name="BrokenAt">The number of the first entry that is changed, missing or too many; null where the chain is whole.</param>
public sealed record AuditVerdict(string Aggregate, long Entries, long? BrokenAt)
{
    public bool IsWhole => BrokenAt is null;
}

/// <summary>
/// The record of who changed what: per aggregate a chain of entries, each covering the digest of the one before. Details
/// are covered by their digest, so that erasing them when their time is over breaks nothing.
/// </summary>
public sealed class AuditChain(IDbContextFactory<StaffFlowsDbContext> contexts)
{
    /// <summary>Adds entries in the caller's transaction, in the order given. Holds each chain's end until the commit.</summary>
    public static Task AppendAsync(
        StaffFlowsDbContext db, DateTimeOffset at, IEnumerable<AuditRecorded> records, CancellationToken ct) =>
        AppendAsync(new ContextRows(db), at, records, ct);

    internal static async Task AppendAsync(IRows rows, DateTimeOffset at, IEnumerable<AuditRecorded> records, CancellationToken ct)
    {
        var moment = InMicroseconds(at);
        foreach (var chain in records.GroupBy(r => r.Aggregate).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var head = await rows.HoldHeadAsync(chain.Key, ct);
            foreach (var record in chain)
            {
                var entry = Link(head, moment, record);
                rows.Add(entry);
                (head.Sequence, head.Digest) = (entry.Sequence, entry.Digest);
            }
        }
    }

    /// <summary>Checks every chain, or those whose aggregate starts with <paramref name="prefix"/>.</summary>
    public async Task<IReadOnlyList<AuditVerdict>> VerifyAsync(string prefix, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await VerifyAsync(db, prefix, null, ct);
    }

    /// <param name="progress">Hears how many chains of how many are checked.</param>
    internal static async Task<IReadOnlyList<AuditVerdict>> VerifyAsync(
        StaffFlowsDbContext db, string prefix, Action<int, int>? progress, CancellationToken ct)
    {
        var heads = await db.AuditHeads.AsNoTracking().Where(h => h.Aggregate.StartsWith(prefix)).ToListAsync(ct);
        var verdicts = new List<AuditVerdict>(heads.Count);
        foreach (var head in heads.OrderBy(h => h.Aggregate, StringComparer.Ordinal))
        {
            verdicts.Add(await VerifyAsync(db, head, ct));
            progress?.Invoke(verdicts.Count, heads.Count);
        }

        var headless = await db.AuditEntries
            .Where(e => e.Aggregate.StartsWith(prefix) && !db.AuditHeads.Any(h => h.Aggregate == e.Aggregate))
            .Select(e => e.Aggregate).Distinct().ToListAsync(ct);
        return [.. verdicts, .. headless.Select(aggregate => new AuditVerdict(aggregate, 0, 1))];
    }

    private static async Task<AuditVerdict> VerifyAsync(StaffFlowsDbContext db, AuditHead head, CancellationToken ct)
    {
        var (right, previous) = (0L, "");
        var entries = db.AuditEntries.AsNoTracking()
            .Where(e => e.Aggregate == head.Aggregate && e.Sequence <= head.Sequence).OrderBy(e => e.Sequence);
        await foreach (var entry in entries.AsAsyncEnumerable().WithCancellation(ct))
        {
            if (entry.Sequence != right + 1 || !IsRight(entry, previous)) return new(head.Aggregate, right, right + 1);
            (right, previous) = (entry.Sequence, entry.Digest);
        }

        var isWhole = right == head.Sequence && previous == head.Digest;
        return new(head.Aggregate, right, isWhole ? null : right == head.Sequence ? right : right + 1);
    }

    private static bool IsRight(AuditEntry entry, string previous) =>
        (entry.Details is null || CanonicalJson.Digest(entry.Details) == entry.DetailsDigest)
        && entry.Digest == Digest(entry.Aggregate, entry.Sequence, entry.At, entry.Action, entry.ActorId, entry.DetailsDigest, previous);

    private static AuditEntry Link(AuditHead head, DateTimeOffset at, AuditRecorded record)
    {
        var details = CanonicalJson.Of(record.Details);
        var detailsDigest = CanonicalJson.Digest(details);
        return new()
        {
            Aggregate = head.Aggregate,
            Sequence = head.Sequence + 1,
            At = at,
            Action = record.Action,
            ActorId = record.ActorId,
            Details = details,
            DetailsDigest = detailsDigest,
            Digest = Digest(head.Aggregate, head.Sequence + 1, at, record.Action, record.ActorId, detailsDigest, head.Digest),
        };
    }

    private static string Digest(
        string aggregate, long sequence, DateTimeOffset at, string action, string? actorId, string details, string previous) =>
        CanonicalJson.Digest(new JsonObject
        {
            ["aggregate"] = aggregate,
            ["sequence"] = sequence,
            ["at"] = at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
            ["action"] = action,
            ["actor"] = actorId,
            ["details"] = details,
            ["previous"] = previous,
        });

    /// <summary>The grain that every provider keeps; a finer moment would not have the same digest when it is read again.</summary>
    private static DateTimeOffset InMicroseconds(DateTimeOffset at) =>
        new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
}
