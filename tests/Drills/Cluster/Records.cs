using Microsoft.EntityFrameworkCore;
using Npgsql;

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

    /// <summary>Journals are encrypted, and read as the product reads them.</summary>
    private async Task<IReadOnlyList<string>> DoubleTimersAsync()
    {
        await using var stored = Drills.Records.Of(nodes);
        await using var db = await stored.OpenAsync();
        var doubles = new List<string>();
        foreach (var instance in await db.Journal.Select(j => j.InstanceId).Distinct().ToListAsync())
        {
            var fired = (await stored.JournalAsync(instance)).Where(entry => entry.DueAt is not null);
            doubles.AddRange(fired.GroupBy(entry => (entry.ActivityExecutionId, entry.DueAt)).Where(g => g.Count() > 1).Select(g => $"timer of {instance} {g.Key.DueAt:O}"));
        }

        return doubles;
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();
}
