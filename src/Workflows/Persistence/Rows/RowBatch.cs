using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Leave;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Workflows.Persistence.Rows;

/// <summary>
/// Collects everything that a commit writes, to be sent as one batch. Nothing is locked meanwhile: each statement says what must
/// still be as it was read. Rows that the load did not bring are read when they are asked for.
/// </summary>
/// <param name="known">What the load brought; its rows are changed in place.</param>
internal sealed class RowBatch(IRowDatabase database, Tables tables, OfficeSnapshots offices, KnownRows known, OfficeSnapshot? office) : IRows
{
    private readonly List<RowStatement> first = [];
    private readonly List<(FactKey Key, long Version)> held = [];
    private readonly List<RowStatement> moving = [];
    private readonly List<Deleted> deleted = [];
    private readonly List<Added> added = [];
    private readonly List<AnsweredRequest> answers = [];
    private readonly HashSet<FactKey> moved = [];
    private LateNumber? number;

    public async ValueTask<T?> FindAsync<T>(object key, CancellationToken ct)
        where T : class
    {
        if (known.Find<T>(key, out var row)) return row;

        var table = tables.Of<T>();
        await database.ReadAsync([new(table.SelectByKey, [new(table.Key[0], key)], reader => row = known.Take(key, (T)table.Read(reader, 0)))], ct);
        if (row is null) known.Miss<T>(key);
        return row;
    }

    public async ValueTask<IReadOnlyList<T>> ListAsync<T, TOwner>(Belonging<T, TOwner> which, TOwner owner, CancellationToken ct)
        where T : class
        where TOwner : notnull
    {
        var (table, rows) = (tables.Of<T>(), new List<T>());
        var column = table.Column(which.PropertyName);
        await database.ReadAsync([new(table.SelectBy(column), [new(column, owner)], reader =>
        {
            var row = (T)table.Read(reader, 0);
            rows.Add(known.Take(KeyOf(table, row), row));
        })], ct);
        return [.. rows, .. AddedTo(table).OfType<T>().Where(row => which.Holds(row, owner) && !rows.Contains(row))];
    }

    public void Add<T>(T row)
        where T : class => Add(row, keepsPresent: false);

    public ValueTask AddMissingAsync<T>(T row, CancellationToken ct)
        where T : class
    {
        Add(row, keepsPresent: true);
        return ValueTask.CompletedTask;
    }

    public ValueTask DeleteAsync<T, TOwner>(Belonging<T, TOwner> which, TOwner owner, CancellationToken ct)
        where T : class
        where TOwner : notnull
    {
        var table = tables.Of<T>();
        foreach (var rows in added.Where(g => g.Table == table)) rows.Rows.RemoveAll(row => which.Holds((T)row, owner));
        var column = table.Column(which.PropertyName);
        var group = deleted.Find(g => g.Column == column);
        if (group is null) deleted.Add(group = new(table, column, []));
        group.Owners.Add(owner);
        return ValueTask.CompletedTask;
    }

    public T Replace<T>(T found, T row)
        where T : class
    {
        known.Replace(KeyOf(tables.Of<T>(), found), row);
        return row;
    }

    public ValueTask<bool> BeginAsync(StoredInstance instance, CancellationToken ct)
    {
        first.Add(tables.Of<StoredInstance>().Insert([instance], keepsPresent: false));
        return ValueTask.FromResult(true);
    }

    public ValueTask HoldAsync(string word, bool isShared, CancellationToken ct)
    {
        if (database.HoldWord(isShared) is { } sql)
            first.Add(new(sql, [new(tables.Of<FactVersion>().Column(nameof(FactVersion.Id)), word)]) { IsQuestion = true, IsContended = !isShared });
        return ValueTask.CompletedTask;
    }

    public ValueTask<Rejection?> ExpectVersionAsync(string definitionVersionId, Rejection missing, CancellationToken ct)
    {
        var table = tables.Of<StoredDefinition>();
        first.Add(new($"SELECT 1 FROM {table.Name} WHERE {table.Key[0].Name} = $1", [new(table.Key[0], definitionVersionId)]) { IsQuestion = true, WhenMissed = missing });
        return ValueTask.FromResult<Rejection?>(null);
    }

    public ValueTask NumberAsync(Case @case, string pattern, DateTimeOffset now, CancellationToken ct)
    {
        number = new LateNumber(tables, @case, pattern, now);
        return ValueTask.CompletedTask;
    }

    public ValueTask<bool> MoveOnAsync(StoredInstance instance, long expected, CancellationToken ct)
    {
        var table = tables.Of<StoredInstance>();
        first.Add(table.Replace(instance, new(table.Column(nameof(StoredInstance.Version)), expected)));
        return ValueTask.FromResult(true);
    }

    public ValueTask<bool> HoldFactAsync(FactKey key, long version, CancellationToken ct)
    {
        held.Add((key, version));
        return ValueTask.FromResult(true);
    }

    public IReadOnlySet<FactKey> Moved => moved;

    public ValueTask BumpFactAsync(FactKey key, CancellationToken ct)
    {
        moved.Add(key);
        moving.Add(FactStatements.MoveOn(tables.Of<FactVersion>(), key));
        return ValueTask.CompletedTask;
    }

    public async ValueTask<AuditHead> HoldHeadAsync(string aggregate, CancellationToken ct)
    {
        if (await FindAsync<AuditHead>(aggregate, ct) is { } head) return head;

        head = new AuditHead { Aggregate = aggregate };
        Add(head);
        return head;
    }

    public ValueTask<Rejection?> ExpectNoLeaveAsync(LeaveEntry entry, Rejection overlap, CancellationToken ct)
    {
        moving.Add(LeaveStatements.Overlapping(tables.Of<StoredLeaveEntry>(), entry) with { WhenFound = overlap });
        return ValueTask.FromResult<Rejection?>(null);
    }

    public async ValueTask<IReadOnlyList<Reachable>> FindReachableAsync(IReadOnlyList<string> personIds, CancellationToken ct)
    {
        var organisation = (office ?? await offices.ReadAsync(ct)).Organisation;
        return [.. personIds.Select(organisation.FindPerson).OfType<Personnel.Person>().Select(
            p => new Reachable(p.Id, !string.IsNullOrEmpty(p.Email), !string.IsNullOrEmpty(p.Mobile)))];
    }

    public ValueTask<bool> AnswerAsync(AnsweredRequest answer, CancellationToken ct)
    {
        answers.Add(answer);
        return ValueTask.FromResult(true);
    }

    /// <summary>
    /// In the order in which they are to be run: instance and facts, rows that go, changed rows, new rows, answers. Once a number is drawn
    /// all other starts wait for the commit, so only its case, what belongs to that, and the answer come after it.
    /// </summary>
    public IReadOnlyList<RowStatement> Statements()
    {
        var written = Changed().Concat(Inserted()).ToList();
        var answered = answers.Select(answer => tables.Of<AnsweredRequest>().Insert([answer], keepsPresent: false) with { WhenDuplicate = RequestRepeated });
        List<RowStatement> start = [.. first, .. held.SelectMany(Held), .. moving, .. deleted.Select(group => group.Table.Delete(group.Column, group.Owners))];
        return number is null
            ? [.. start, .. written.Select(w => w.Statement), .. answered]
            :
            [
                .. start, .. written.Where(w => !BelongsToCase(w.Table)).Select(w => w.Statement), number.Draw,
                .. written.Where(w => BelongsToCase(w.Table)).Select(w => w.Statement).Concat(answered).Select(number.Into),
            ];
    }

    public static readonly Rejection RequestRepeated = new(RejectionKind.InvalidState, "request-repeated");

    private static object KeyOf(Table table, object row) => table.Key is [var only] ? only.Of(row).Value! : row;

    private void Add<T>(T row, bool keepsPresent)
        where T : class
    {
        var table = tables.Of<T>();
        var group = added.Find(g => g.Table == table && g.KeepsPresent == keepsPresent);
        if (group is null) added.Add(group = new(table, keepsPresent, []));
        if (keepsPresent && group.Rows.Exists(present => table.HaveSameKey(present, row))) return;
        group.Rows.Add(row);
        if (table.Key.Count == 1) known.Add(KeyOf(table, row), row);
    }

    private IEnumerable<RowStatement> Held((FactKey Key, long Version) fact)
    {
        var facts = tables.Of<FactVersion>();
        return moved.Contains(fact.Key) ? [FactStatements.Hold(facts, fact.Key, fact.Version)] : FactStatements.Share(facts, fact.Key, fact.Version, database.SharedLock);
    }

    private IEnumerable<(Table Table, RowStatement Statement)> Changed()
    {
        foreach (var row in known.Read)
        {
            var table = tables.Of(row.Row.GetType());
            if (table.Update(row.Before!, row.Row) is { } update) yield return (table, update);
        }
    }

    private IEnumerable<(Table Table, RowStatement Statement)> Inserted() => added.Where(group => group.Rows.Count > 0)
        .SelectMany(group => group.Rows.Chunk(group.Table.MostRows).Select(rows => (group.Table, group.Table.Insert(rows, group.KeepsPresent))));

    private bool BelongsToCase(Table table) => table == tables.Of<Case>() || table.Owners.Any(owner => BelongsToCase(tables.Of(owner)));

    private IEnumerable<object> AddedTo(Table table) => added.Where(group => group.Table == table).SelectMany(group => group.Rows);

    private sealed record Deleted(Table Table, Column Column, List<object> Owners);

    private sealed record Added(Table Table, bool KeepsPresent, List<object> Rows);
}
