using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Cases;

namespace StaffFlows.Workflows.Persistence.Retention;

/// <summary>What a run has erased.</summary>
/// <param name="Messages">In-app messages and sent notices beside those that went with their case.</param>
public sealed record ErasedRecords(int Cases, int Drafts, int Messages);

/// <summary>
/// Erases what has been kept long enough, by business days. A transaction per case: a run that is cut short has done whole
/// cases, and the next one goes on; two nodes at once do each case once.
/// </summary>
public sealed class RecordRetention(IDbContextFactory<StaffFlowsDbContext> contexts, IWriteQueue queue, BusinessClock clock)
{
    /// <summary>Days for which a test run is kept after it was touched the last time, in every hall.</summary>
    public const int TestRunDays = 30;

    /// <summary>Messages of a transaction.</summary>
    private const int Batch = 200;

    /// <summary>The dry run: lists what a run would erase now, and erases nothing.</summary>
    /// <param name="limit">How many cases are named.</param>
    public async Task<DueRecords> FindDueAsync(RetentionRules rules, int limit, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var (today, named, count) = (clock.Today, new List<DueCase>(), 0);
        foreach (var (procedure, rule) in await Due.RulesAsync(db, rules, ct))
        {
            var cases = Due.Cases(db, procedure, rule, today);
            count += await cases.CountAsync(ct);
            var rows = await cases.OrderBy(c => c.ClosedAt).Take(limit).Select(c => new { c.Id, c.Number, c.ClosedAt }).ToListAsync(ct);
            named.AddRange(rows.Select(c => new DueCase(c.Id, c.Number ?? "", procedure, c.ClosedAt!.Value, rule.LastDay(DayOf(c.ClosedAt.Value)))));
        }

        return new(
            [.. named.OrderBy(c => c.KeptUntil).ThenBy(c => c.Number, StringComparer.Ordinal).Take(limit)],
            count,
            rules.DraftDays is { } drafts ? await Due.Drafts(db, drafts, today).CountAsync(ct) : 0,
            rules.MessageDays is { } messages
                ? await Due.Messages(db, messages, today).CountAsync(ct) + await Due.Notices(db, messages, today).CountAsync(ct)
                : 0);
    }

    /// <param name="actorId">Null for the daily job.</param>
    public async Task<ErasedRecords> RunAsync(RetentionRules rules, string? actorId, CancellationToken ct)
    {
        await WriteAsync((db, inner) => KeptDraftStore.EraseOldAsync(db, clock.GetUtcNow(), inner), ct);
        await WriteAsync((db, inner) => Due.TestRuns(db, clock.Today).ExecuteDeleteAsync(inner), ct);      // nobody's records: neither counted nor audited
        await ForgetRequestsAsync(rules.AnsweredRequestDays, ct);
        return new(
            await EraseCasesAsync(rules, actorId, ct),
            rules.DraftDays is { } drafts ? await EraseDraftsAsync(drafts, actorId, ct) : 0,
            rules.MessageDays is { } messages ? await EraseMessagesAsync(messages, actorId, ct) : 0);
    }

    /// <summary>Keys of requests are not records either. A day of them at a time, so that nobody waits long for the writer.</summary>
    private async Task ForgetRequestsAsync(int days, CancellationToken ct)
    {
        while (await WriteAsync((db, inner) => Due.ForgetRequestsOfADayAsync(db, days, clock.Today, inner), ct) > 0)
        {
        }
    }

    private async Task<int> EraseCasesAsync(RetentionRules rules, string? actorId, CancellationToken ct)
    {
        var erased = 0;
        await using var db = await contexts.CreateDbContextAsync(ct);
        foreach (var (procedure, rule) in await Due.RulesAsync(db, rules, ct))
        {
            foreach (var id in await Due.Cases(db, procedure, rule, clock.Today).OrderBy(c => c.ClosedAt).Select(c => c.Id).ToListAsync(ct))
                erased += await WriteAsync((write, inner) => CaseErasure.EraseAsync(write, id, rule, clock.GetUtcNow(), actorId, inner), ct) ? 1 : 0;
        }

        return erased;
    }

    private async Task<int> EraseDraftsAsync(int days, string? actorId, CancellationToken ct)
    {
        var erased = 0;
        await using var db = await contexts.CreateDbContextAsync(ct);
        foreach (var id in await Due.Drafts(db, days, clock.Today).Select(c => c.Id).ToListAsync(ct))
            erased += await WriteAsync((write, inner) => EraseDraftAsync(write, id, days, actorId, inner), ct) ? 1 : 0;
        return erased;
    }

    /// <summary>Somebody may have changed or submitted it a moment ago.</summary>
    private async Task<bool> EraseDraftAsync(StaffFlowsDbContext db, Guid id, int days, string? actorId, CancellationToken ct)
    {
        if (await Due.Drafts(db, days, clock.Today).Where(c => c.Id == id).ExecuteDeleteAsync(ct) == 0) return false;

        var files = await CaseErasure.EraseAttachmentsAsync(db, id, ct);
        await CaseErasure.EraseDetailsAsync(db, id, ct);
        var details = new JsonObject { ["days"] = days, ["attachments"] = files };
        await AuditChain.AppendAsync(db, clock.GetUtcNow(), [new(CommitScope.Chain(id), CaseErasure.Action, actorId, details)], ct);
        return true;
    }

    private async Task<int> EraseMessagesAsync(int days, string? actorId, CancellationToken ct)
    {
        var erased = 0;
        while (await WriteAsync((db, inner) => EraseSomeMessagesAsync(db, days, actorId, inner), ct) is > 0 and var some) erased += some;
        return erased;
    }

    private async Task<int> EraseSomeMessagesAsync(StaffFlowsDbContext db, int days, string? actorId, CancellationToken ct)
    {
        var messages = await Due.Messages(db, days, clock.Today).OrderBy(m => m.Id).Select(m => m.Id).Take(Batch).ToListAsync(ct);
        var notices = await Due.Notices(db, days, clock.Today).OrderBy(m => m.Id).Select(m => m.Id).Take(Batch).ToListAsync(ct);
        if (messages.Count + notices.Count == 0) return 0;

        var erased = await db.Messages.Where(m => messages.Contains(m.Id)).ExecuteDeleteAsync(ct)
            + await db.Outbox.Where(m => notices.Contains(m.Id)).ExecuteDeleteAsync(ct);
        var details = new JsonObject { ["days"] = days, ["messages"] = erased };
        await AuditChain.AppendAsync(db, clock.GetUtcNow(), [new("retention", "messages.erased", actorId, details)], ct);
        return erased;
    }

    /// <summary>What somebody else changed in the same moment is left to the next run.</summary>
    private async Task<T> WriteAsync<T>(Func<StaffFlowsDbContext, CancellationToken, Task<T>> write, CancellationToken ct) =>
        (await queue.WriteAsync<T>(async (db, inner) => await write(db, inner), ct)).Value!;

    private static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, BusinessClock.Zone).DateTime);
}
