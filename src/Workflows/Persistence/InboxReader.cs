using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Workflows.Persistence;

/// <summary>Reads pages and counts of the inbox, each in one round trip.</summary>
public sealed class InboxReader(IDbContextFactory<StaffFlowsDbContext> contexts)
{
    private const int MaxSize = 100;
    private const int Countable = InboxCounts.Exact + 1;

    private readonly ConcurrentDictionary<InboxQuery, PersonQuery<Line>> firstPages = new();
    private readonly PersonQuery<InboxCounts> counts = new(Counts);

    public async Task<InboxPage> ReadAsync(InboxQuery query, Viewer viewer, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var page = IsAskedAllDay(query) && viewer.Represents.IsEmpty
            ? await firstPages.GetOrAdd(query, first => new((any, person) => Lines(any, first, person))).ReadAsync(db, viewer.PersonId).ToListAsync(ct)
            : await Lines(db, query, viewer).ToListAsync(ct);
        var total = page.Count > 0 ? page[0].Total : query.Page > 1 ? await Count(db, query, viewer).CountAsync(ct) : 0;
        return new([.. page.Select(line => line.Row.ToItem())], total);
    }

    public async Task<InboxCounts> CountAsync(Viewer viewer, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return viewer.Represents.IsEmpty ? await counts.ReadAsync(db, viewer.PersonId).SingleAsync(ct) : await Counts(db, viewer).SingleAsync(ct);
    }

    /// <summary>Few enough to keep the translation of each: the list as it is opened, and what comes next after a decision.</summary>
    private static bool IsAskedAllDay(InboxQuery query) => query is { Page: 1, Size: 1 or 20, Search: null };

    private static IQueryable<Line> Lines(StaffFlowsDbContext db, InboxQuery query, Viewer viewer)
    {
        var size = Math.Clamp(query.Size, 1, MaxSize);
        var skip = (Math.Max(query.Page, 1) - 1) * size;
        var rows = IsOfTasks(query) ? Tasks(db, query, viewer, skip, size) : Cases(db, query, viewer).Skip(skip).Take(size);
        var count = Count(db, query, viewer);
        return rows.Select(row => new Line { Row = row, Total = count.Count() });
    }

    private static IQueryable<Guid> Count(StaffFlowsDbContext db, InboxQuery query, Viewer viewer) => IsOfTasks(query)
        ? InboxTasks.Matching(db, query).Show(query.View, viewer).Take(Countable).Select(t => t.Id)
        : Cases(db, query, viewer).Take(Countable).Select(c => c.Id);

    private static bool IsOfTasks(InboxQuery query) => query.View is InboxView.Todo or InboxView.Done;

    private static IQueryable<InboxCounts> Counts(StaffFlowsDbContext db, Viewer viewer)
    {
        var (todo, done) = (db.UserTasks.Show(InboxView.Todo, viewer), db.UserTasks.Show(InboxView.Done, viewer));
        var (started, drafts) = (db.Cases.Show(InboxView.Started, viewer), db.Cases.Show(InboxView.Drafts, viewer));
        var copies = db.CaseCopies.Where(c => c.PersonId == viewer.PersonId);
        var unread = db.Messages.Where(m => m.PersonId == viewer.PersonId && m.ReadAt == null);

        // The clock's table has exactly one row to hang the counts on
        return db.Clock.Select(_ => new InboxCounts(
            todo.Take(Countable).Count(), done.Take(Countable).Count(), started.Take(Countable).Count(),
            drafts.Take(Countable).Count(), copies.Take(Countable).Count(), unread.Take(Countable).Count()));
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
            HolderId = r.Task.AssigneeId,
            AskedAs = r.Task.AskedAs,
            AskedById = r.Task.AskedById,
            Urged = r.Task.Urged,
        });

    /// <summary>By when the copy was sent.</summary>
    private static IQueryable<Row> Copies(StaffFlowsDbContext db, InboxQuery query, Viewer viewer)
    {
        var cases = query.Search is { } search ? db.Cases.Where(c => c.Title.Contains(search) || c.Number!.Contains(search)) : db.Cases;
        return db.CaseCopies.Where(copy => copy.PersonId == viewer.PersonId)
            .Join(cases, copy => copy.CaseId, c => c.Id, (copy, c) => new { copy, c })
            .OrderByDescending(both => both.copy.CopiedAt).ThenByDescending(both => both.c.Id).Select(both => new Row
            {
                Id = both.c.Id,
                CaseId = both.c.Id,
                CaseNumber = both.c.Number,
                Procedure = both.c.Procedure,
                Title = both.c.Title,
                Status = both.c.Status,
                ApplicantId = both.c.ApplicantId,
                CreatedAt = both.copy.CopiedAt,
                ClosedAt = both.c.ClosedAt,
                DefinitionVersionId = both.c.DefinitionVersionId,
                AskedById = both.copy.ById,
            });
    }

    private static IQueryable<Row> Cases(StaffFlowsDbContext db, InboxQuery query, Viewer viewer)
    {
        if (query.View is InboxView.Cc) return Copies(db, query, viewer);

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

    /// <summary>One line of a page, and how many there are in all.</summary>
    private sealed class Line
    {
        public required Row Row { get; init; }
        public required int Total { get; init; }
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
        public string? HolderId { get; init; }
        public AskedAs? AskedAs { get; init; }
        public string? AskedById { get; init; }
        public int Urged { get; init; }

        public InboxItem ToItem() => new(
            Id, CaseId, CaseNumber, Procedure, Title, Status, ApplicantId, Step, Outcome, CreatedAt, DueAt, ClosedAt,
            Reasons?.ToImmutableArray() ?? [])
        {
            DefinitionVersionId = DefinitionVersionId,
            StepId = StepId,
            DueIsProvisional = DueIsProvisional,
            IsShared = IsShared,
            HolderId = HolderId,
            AskedAs = AskedAs,
            AskedById = AskedById,
            Urged = Urged,
        };
    }
}
