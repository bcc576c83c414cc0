using System.Collections.Immutable;
using Npgsql;
using NpgsqlTypes;
using StaffFlows.Benchmarks.Databases;
using StaffFlows.Benchmarks.Load;
using StaffFlows.Benchmarks.Machine;

namespace StaffFlows.Benchmarks.Anchors;

/// <summary>Each commit is one batch of prepared statements: one round trip, one transaction.</summary>
internal sealed class PostgreSqlReplay(Store before, ImmutableArray<CapturedCommit> commits, TimeProvider time) : IAnchor
{
    public async Task<Measured> RunAsync(int callers, CancellationToken ct)
    {
        var copy = await before.CopyAsync("anchor", ct);
        var connections = await OpenAsync(copy, callers, ct);
        var batches = commits.Select(ToBatch).ToList();
        var measured = await Callers.RunAsync(
            callers, batches.Count, new CpuMeter(null, copy.ServerProcess), time,
            async (caller, operation, token) =>
            {
                var batch = batches[operation];
                batch.Connection = connections[caller];
                await batch.PrepareAsync(token);
                await batch.ExecuteNonQueryAsync(token);
            }, ct);
        foreach (var batch in batches) await batch.DisposeAsync();
        foreach (var connection in connections) await connection.DisposeAsync();
        await copy.DropAsync(ct);
        return measured;
    }

    private async Task<IReadOnlyList<NpgsqlConnection>> OpenAsync(Store copy, int callers, CancellationToken ct)
    {
        var shapes = commits.SelectMany(c => c.Changes).DistinctBy(change => change.Sql).ToList();
        var connections = new List<NpgsqlConnection>();
        for (var i = 0; i < callers; i++)
        {
            var connection = (NpgsqlConnection)await copy.OpenAsync(ct);
            await using var all = ToBatch(new CapturedCommit([.. shapes]));
            all.Connection = connection;
            await all.PrepareAsync(ct);
            connections.Add(connection);
        }

        return connections;
    }

    private static NpgsqlBatch ToBatch(CapturedCommit commit)
    {
        var batch = new NpgsqlBatch();
        foreach (var change in commit.Changes)
        {
            var command = new NpgsqlBatchCommand(change.Sql);
            foreach (var value in change.Values)
                command.Parameters.Add(new NpgsqlParameter { Value = value.Content ?? DBNull.Value, NpgsqlDbType = TypeOf(value.Type) });
            batch.BatchCommands.Add(command);
        }

        return batch;
    }

    private static NpgsqlDbType TypeOf(string type) => type switch
    {
        "uuid" => NpgsqlDbType.Uuid,
        "bytea" => NpgsqlDbType.Bytea,
        "timestamptz" => NpgsqlDbType.TimestampTz,
        "date" => NpgsqlDbType.Date,
        "int4" => NpgsqlDbType.Integer,
        "int8" => NpgsqlDbType.Bigint,
        "numeric" => NpgsqlDbType.Numeric,
        "float8" => NpgsqlDbType.Double,
        "bool" => NpgsqlDbType.Boolean,
        "interval" => NpgsqlDbType.Interval,
        "jsonb" => NpgsqlDbType.Jsonb,
        "varchar" => NpgsqlDbType.Varchar,
        _ => NpgsqlDbType.Text,
    };
}
