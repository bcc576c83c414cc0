using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Workflows.Persistence;

/// <summary>Reads pages and counts of the inbox, each in one round trip.</summary>
public sealed class InboxReader(IDbContextFactory<StaffFlowsDbContext> contexts)
{
    private const int MaxSize = 100;
    private const int Countable = InboxCounts.Exact + 1;

    public async Task<InboxPage> ReadAsync(InboxQuery query, Viewer viewer, CancellationToken ct)
    {
        var size = Math.Clamp(query.Size, 1, MaxSize);
        var skip = (Math.Max(query.Page, 1) - 1) * size;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var (rows, count) = query.View is InboxView.Todo or InboxView.Done
            ? (Tasks(db, query, viewer, skip, size), InboxTasks.Matching(db, query).Show(query.View, viewer).Take(Countable).Select(t => t.Id))
            : (Cases(db, query, viewer).Skip(skip).Take(size), Cases(db, query, viewer).Take(Countable).Select(c => c.Id));
        var page = await rows.Select(row => new { Row = row, Total = count.Count() }).ToListAsync(ct);
        var total = page.Count > 0 ? page[0].Total : skip > 0 ? await count.CountAsync(ct) : 0;
        return new([.. page.Select(p => p.Row.ToItem())], total);
    }

    public async Task<InboxCounts> CountAsync(Viewer viewer, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var (todo, done) = (db.UserTasks.Show(InboxView.Todo, viewer), db.UserTasks.Show(InboxView.Done, viewer));
        var (started, drafts) = (db.Cases.Show(InboxView.Started, viewer), db.Cases.Show(InboxView.Drafts, viewer));
        var unread = db.Messages.Where(m => m.PersonId == viewer.PersonId && m.ReadAt == null);

        // The clock's table has exactly one row to hang the counts on
        return await db.Clock.Select(_ => new InboxCounts(
            todo.Take(Countable).Count(), done.Take(Countable).Count(), started.Take(Countable).Count(),
            drafts.Take(Countable).Count(), 0, unread.Take(Countable).Count())).SingleAsync(ct);
    }

    private static IQueryable<Row> Tasks(StaffFlowsDbContext db, InboxQuery query, Viewer viewer, int skip, int size) => InboxTasks.Page(db, query, viewer, skip, size)
        .Select(r => new Row
        {
            Id = r.Task.Id,
            CaseId = r.Case.Id,
            CaseNumber = r.Case.Number,
            Procedure = r.Case.Procedure,
            Title = r.Case.Title,
            Status = r.Case.Status,
            ApplicantId = r.Case.ApplicantId,
            Step = r.Task.StepName,
            Outcome = r.Task.Outcome,
            CreatedAt = r.Task.CreatedAt,
            DueAt = r.Task.DueAt,
            ClosedAt = r.Task.ClosedAt,
            Reasons = r.Task.Reasons,
            DefinitionVersionId = r.Case.DefinitionVersionId,
            StepId = r.Task.StepId,
            DueIsProvisional = r.Task.DueIsProvisional,
            IsShared = r.Task.AssigneeId == null,
        });

    private static IQueryable<Row> Cases(StaffFlowsDbContext db, InboxQuery query, Viewer viewer)
    {
        var cases = db.Cases.Show(query.View, viewer);
        if (query.Search is { } search) cases = cases.Where(c => c.Title.Contains(search) || c.Number!.Contains(search));
        return cases.OrderByDescending(c => c.CreatedAt).ThenByDescending(c => c.Id).Select(c => new Row
        {
            Id = c.Id,
            CaseId = c.Id,
            CaseNumber = c.Number,
            Procedure = c.Procedure,
            Title = c.Title,
            Status = c.Status,
            ApplicantId = c.ApplicantId,
            CreatedAt = c.CreatedAt,
            ClosedAt = c.ClosedAt,
            DefinitionVersionId = c.DefinitionVersionId,
        });
    }

    private sealed class Row
    {
        public required Guid Id { get; init; }
        public required Guid CaseId { get; init; }
        public required string? CaseNumber { get; init; }
        public required string Procedure { get; init; }
        public required string Title { get; init; }
        public required Cases.CaseStatus Status { get; init; }
        public required string ApplicantId { get; init; }
        public string? Step { get; init; }
        public string? Outcome { get; init; }
        public required DateTimeOffset CreatedAt { get; init; }
        public DateTimeOffset? DueAt { get; init; }
        public required DateTimeOffset? ClosedAt { get; init; }
        public IReadOnlyList<Reason>? Reasons { get; init; }
        public string? DefinitionVersionId { get; init; }
        public string? StepId { get; init; }
        public bool DueIsProvisional { get; init; }
        public bool IsShared { get; init; }

        public InboxItem ToItem() => new(
            Id, CaseId, CaseNumber, Procedure, Title, Status, ApplicantId, Step, Outcome, CreatedAt, DueAt, ClosedAt,
            Reasons?.ToImmutableArray() ?? [])
        {
            DefinitionVersionId = DefinitionVersionId,
            StepId = StepId,
            DueIsProvisional = DueIsProvisional,
            IsShared = IsShared,
        };
    }
}
