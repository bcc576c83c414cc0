using Microsoft.EntityFrameworkCore;
using Npgsql;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Drills.Cluster;

/// <summary>What the nodes have written, looked at past them.</summary>
internal sealed class Records(IDrillDatabase nodes) : IAsyncDisposable
{
    private readonly NpgsqlDataSource database = NpgsqlDataSource.Create(nodes.ConnectionString);

    public async Task<T> ReadAsync<T>(string sql, params object[] values) => (T)(await ListAsync(sql, row => row.GetValue(0), values)).Single();

    public async Task<IReadOnlyList<T>> ListAsync<T>(string sql, Func<NpgsqlDataReader, T> read, params object[] values)
    {
        await using var command = database.CreateCommand(sql);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        await using var rows = await command.ExecuteReaderAsync();
        var found = new List<T>();
        while (await rows.ReadAsync()) found.Add(read(rows));
        return found;
    }

    /// <summary>Timers that a process holds leases of at this moment.</summary>
    public Task<IReadOnlyList<Guid>> LeasedByAsync(int processId) => ListAsync(
        "SELECT bookmark_id FROM timers WHERE leased_until > clock_timestamp() AND lease_owner LIKE '%:' || $1", row => row.GetGuid(0), $"{processId}");

    /// <summary>
    /// Everything that would be there twice if something had been done twice: messages and outbox rows of one burst, decisions,
    /// timers in the journals, case numbers.
    /// </summary>
    public async Task<IReadOnlyList<string>> DoublesAsync() => [.. await DoubleRowsAsync(), .. await DoubleTimersAsync()];

    private async Task<IReadOnlyList<string>> DoubleRowsAsync() => await ListAsync(
        """
        SELECT 'message ' || person_id || ' ' || text_key FROM messages GROUP BY person_id, text_key, case_id, task_id, created_at HAVING COUNT(*) > 1
        UNION ALL
        SELECT 'reminder of ' || task_id FROM messages WHERE text_key = 'task.reminder' GROUP BY person_id, task_id HAVING COUNT(*) > 1
        UNION ALL
        SELECT 'outbox ' || recipient_id || ' ' || text_key FROM outbox GROUP BY channel, recipient_id, text_key, case_id, arguments, created_at HAVING COUNT(*) > 1
        UNION ALL
        SELECT 'decision ' || aggregate FROM audit_entries WHERE action = 'task.completed' GROUP BY aggregate, details::jsonb ->> 'task' HAVING COUNT(*) > 1
        UNION ALL
        SELECT 'numbers: ' || COUNT(*) || ' up to ' || MAX(number) FROM cases WHERE number IS NOT NULL
        GROUP BY LEFT(number, -6) HAVING COUNT(*) <> MAX(RIGHT(number, 6)::int)
        """,
        row => row.GetString(0));

    /// <summary>What the journals say of all that ran, by applicant. They are encrypted, and read as the product reads them.</summary>
    public async Task<ILookup<string, JournalEntry>> JournalsAsync()
    {
        await using var stored = Drills.Records.Of(nodes);
        await using var db = await stored.OpenAsync();
        var entries = new List<(string Applicant, JournalEntry Entry)>();
        foreach (var run in await db.Cases.Where(c => c.InstanceId != null).Select(c => new { c.ApplicantId, c.InstanceId }).ToListAsync())
            entries.AddRange((await stored.JournalAsync(run.InstanceId!.Value)).Select(entry => (run.ApplicantId, entry)));
        return entries.ToLookup(e => e.Applicant, e => e.Entry);
    }

    private async Task<IEnumerable<string>> DoubleTimersAsync() => (await JournalsAsync())
        .SelectMany(of => of.Where(entry => entry.DueAt is not null).GroupBy(entry => (entry.ActivityExecutionId, entry.DueAt)).Where(fired => fired.Count() > 1)
            .Select(fired => $"timer of {of.Key} {fired.Key.DueAt:O}"));

    public ValueTask DisposeAsync() => database.DisposeAsync();
}
