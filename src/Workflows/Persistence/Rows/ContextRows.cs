using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Leave;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Workflows.Persistence.Rows;

/// <summary>Rows of an EF context with an open transaction. Can do everything, at a round trip or more each.</summary>
internal sealed class ContextRows(StaffFlowsDbContext db) : IRows
{
    private readonly HashSet<FactKey> moved = [];

    public StaffFlowsDbContext Db { get; } = db;

    public ValueTask<T?> FindAsync<T>(object key, CancellationToken ct)
        where T : class => Db.Set<T>().FindAsync([key], ct);

    public async ValueTask<IReadOnlyList<T>> ListAsync<T, TOwner>(Belonging<T, TOwner> which, TOwner owner, CancellationToken ct)
        where T : class
        where TOwner : notnull
    {
        await Db.Set<T>().Where(Whose(which, owner)).LoadAsync(ct);
        return [.. Db.Set<T>().Local.Where(row => which.Holds(row, owner))];
    }

    public void Add<T>(T row)
        where T : class => Db.Add(row);

    public async ValueTask AddMissingAsync<T>(T row, CancellationToken ct)
        where T : class
    {
        var key = Db.Model.FindEntityType(typeof(T))!.FindPrimaryKey()!.Properties.Select(p => p.PropertyInfo!.GetValue(row)).ToArray();
        if (await Db.Set<T>().FindAsync(key, ct) is null) Db.Add(row);
    }

    public async ValueTask DeleteAsync<T, TOwner>(Belonging<T, TOwner> which, TOwner owner, CancellationToken ct)
        where T : class
        where TOwner : notnull
    {
        foreach (var row in Db.Set<T>().Local.Where(row => which.Holds(row, owner)).ToList()) Db.Entry(row).State = EntityState.Detached;
        await Db.Set<T>().Where(Whose(which, owner)).ExecuteDeleteAsync(ct);
    }

    public T Replace<T>(T found, T row)
        where T : class
    {
        Db.Entry(found).CurrentValues.SetValues(row);
        return found;
    }

    public async ValueTask<bool> BeginAsync(StoredInstance instance, CancellationToken ct)
    {
        if (await FindAsync<StoredInstance>(instance.Id, ct) is not null) return false;

        Db.Add(instance);
        return true;
    }

    public async ValueTask HoldAsync(string word, bool isShared, CancellationToken ct) => await Db.HoldAsync(word, isShared, ct);

    public async ValueTask<Rejection?> ExpectVersionAsync(string definitionVersionId, Rejection missing, CancellationToken ct) =>
        await Db.Definitions.AnyAsync(d => d.Id == definitionVersionId, ct) ? null : missing;

    public async ValueTask NumberAsync(Case @case, string pattern, DateTimeOffset now, CancellationToken ct)
    {
        await Db.SaveChangesAsync(ct);
        @case.Number = await CaseNumbers.AllotAsync(Db, pattern, now, ct);
    }

    public async ValueTask<bool> MoveOnAsync(StoredInstance instance, long expected, CancellationToken ct) =>
        await Db.Instances.Where(i => i.Id == instance.Id && i.Version == expected).ExecuteUpdateAsync(
            set => set
                .SetProperty(i => i.DefinitionVersionId, instance.DefinitionVersionId)
                .SetProperty(i => i.DefinitionVersion, instance.DefinitionVersion)
                .SetProperty(i => i.Version, instance.Version)
                .SetProperty(i => i.SubStatus, instance.SubStatus)
                .SetProperty(i => i.Name, instance.Name)
                .SetProperty(i => i.CorrelationId, instance.CorrelationId)
                .SetProperty(i => i.UpdatedAt, instance.UpdatedAt)
                .SetProperty(i => i.FinishedAt, instance.FinishedAt)
                .SetProperty(i => i.IncidentCount, instance.IncidentCount)
                .SetProperty(i => i.State, instance.State),
            ct) == 1;

    public async ValueTask<bool> HoldFactAsync(FactKey key, long version, CancellationToken ct) => await Db.HoldFactAsync(key, ct) == version;

    public IReadOnlySet<FactKey> Moved => moved;

    public async ValueTask BumpFactAsync(FactKey key, CancellationToken ct)
    {
        moved.Add(key);
        await Versions.BumpFactAsync(Db, key, ct);
    }

    public async ValueTask<AuditHead> HoldHeadAsync(string aggregate, CancellationToken ct) =>
        (await Db.AuditHeads.FromSql(Db.Held.AuditHead(aggregate)).ToListAsync(ct)).Single();

    public async ValueTask<Rejection?> ExpectNoLeaveAsync(LeaveEntry entry, Rejection overlap, CancellationToken ct)
    {
        var (from, to) = (entry.Range.From, entry.Range.To);
        var others = await Db.LeaveEntries.AsNoTracking()
            .Where(e => e.PersonId == entry.PersonId && e.CaseId != entry.CaseId && e.State != LeaveState.Released)
            .Where(e => e.From <= to && e.To >= from)
            .ToListAsync(ct);
        return others.Exists(other => other.Range.Overlaps(entry.Range)) ? overlap : null;
    }

    public async ValueTask<IReadOnlyList<Reachable>> FindReachableAsync(IReadOnlyList<string> personIds, CancellationToken ct) =>
        await Db.People.AsNoTracking().Where(p => personIds.Contains(p.Id))
            .Select(p => new Reachable(p.Id, p.Email != null && p.Email != "", p.Mobile != null && p.Mobile != ""))
            .ToListAsync(ct);

    public async ValueTask<bool> AnswerAsync(AnsweredRequest answer, CancellationToken ct)
    {
        if (await Db.AnsweredRequests.AnyAsync(r => r.UserId == answer.UserId && r.Key == answer.Key, ct)) return false;

        Db.AnsweredRequests.Add(answer);
        return true;
    }

    private static Expression<Func<T, bool>> Whose<T, TOwner>(Belonging<T, TOwner> which, TOwner owner)
        where T : class
        where TOwner : notnull
    {
        // The owner as a captured value, so that EF sends it as a parameter and keeps the translation.
        var captured = new { Value = owner };
        return Expression.Lambda<Func<T, bool>>(
            Expression.Equal(which.Column.Body, Expression.Property(Expression.Constant(captured), nameof(captured.Value))), which.Column.Parameters);
    }
}
