using Npgsql;
using StaffFlows.Benchmarks.Databases;
using StaffFlows.Benchmarks.Load;
using StaffFlows.Benchmarks.Machine;

namespace StaffFlows.Benchmarks.Anchors;

/// <summary>Two round trips: the load, then everything else as one batch.</summary>
internal sealed class PostgreSqlSmall(Store any, int operations, TimeProvider time) : IAnchor
{
    public async Task<Measured> RunAsync(int callers, CancellationToken ct)
    {
        var store = new PostgreSqlStore(((PostgreSqlStore)any).Server, "small");
        await store.DropAsync(ct);
        await store.CreateAsync(ct);
        await store.ExecuteAsync(SmallRows.Create("bytea"), ct);
        var connections = new List<NpgsqlConnection>();
        for (var i = 0; i < callers; i++) connections.Add((NpgsqlConnection)await store.OpenAsync(ct));
        for (var operation = 0; operation < operations; operation++)
            await RunAsync(connections[0], [(SmallRows.Insert, [SmallRows.Id(operation), 1L, SmallRows.State(operation)])], ct);

        var measured = await Callers.RunAsync(callers, operations, new CpuMeter(null, store.ServerProcess), time, async (caller, operation, token) =>
        {
            var id = SmallRows.Id(operation);
            await using var load = new NpgsqlCommand(SmallRows.Load, connections[caller]) { Parameters = { new() { Value = id } } };
            await load.PrepareAsync(token);
            var state = (byte[])(await load.ExecuteScalarAsync(token))!;
            state[0]++;
            await RunAsync(
                connections[caller],
                [
                    (SmallRows.Update, [state, id, 1L]),
                    .. Enumerable.Range(0, SmallRows.Added).Select(row => (SmallRows.Add, new object[] { SmallRows.RowId(operation, row), id, SmallRows.Content })),
                ], token);
        }, ct);
        foreach (var connection in connections) await connection.DisposeAsync();
        await store.DropAsync(ct);
        return measured;
    }

    private static async Task RunAsync(NpgsqlConnection connection, IEnumerable<(string Sql, object[] Values)> statements, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var (sql, values) in statements)
        {
            var command = new NpgsqlBatchCommand(sql);
            foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
            batch.BatchCommands.Add(command);
        }

        await batch.PrepareAsync(ct);
        await batch.ExecuteNonQueryAsync(ct);
    }
}
