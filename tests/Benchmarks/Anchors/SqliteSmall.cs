using Microsoft.Data.Sqlite;
using StaffFlows.Benchmarks.Databases;
using StaffFlows.Benchmarks.Load;
using StaffFlows.Benchmarks.Machine;

namespace StaffFlows.Benchmarks.Anchors;

/// <summary>The load on a connection of the caller's own, the writes through one writer with group commit.</summary>
internal sealed class SqliteSmall(Store any, int operations, TimeProvider time) : IAnchor
{
    public async Task<Measured> RunAsync(int callers, CancellationToken ct)
    {
        var store = new SqliteStore(Path.GetDirectoryName(((SqliteStore)any).File)!, "small");
        await store.DropAsync(ct);
        await store.ExecuteAsync(SmallRows.Create("BLOB"), ct);
        Measured measured;
        await using (var group = new SqliteGroup((SqliteConnection)await store.OpenAsync(ct)))
        {
            await group.WriteAsync(writer =>
            {
                for (var operation = 0; operation < operations; operation++)
                    writer.Execute(SmallRows.Insert, SmallRows.Id(operation), 1L, SmallRows.State(operation));
            });
            var readers = new List<SqliteConnection>();
            for (var i = 0; i < callers; i++) readers.Add((SqliteConnection)await store.OpenAsync(ct));
            measured = await Callers.RunAsync(callers, operations, new CpuMeter(null, null), time, async (caller, operation, _) =>
            {
                var id = SmallRows.Id(operation);
                var state = Load(readers[caller], id);
                state[0]++;
                await group.WriteAsync(writer =>
                {
                    writer.Execute(SmallRows.Update, state, id, 1L);
                    for (var row = 0; row < SmallRows.Added; row++) writer.Execute(SmallRows.Add, SmallRows.RowId(operation, row), id, SmallRows.Content);
                });
            }, ct);
            foreach (var reader in readers) await reader.DisposeAsync();
        }

        await store.DropAsync(ct);
        return measured;
    }

    private static byte[] Load(SqliteConnection reader, string id)
    {
        using var command = reader.CreateCommand();
        command.CommandText = SmallRows.Load;
        command.Parameters.AddWithValue("$1", id);
        return (byte[])command.ExecuteScalar()!;
    }
}
