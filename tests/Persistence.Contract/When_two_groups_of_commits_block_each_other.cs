using Microsoft.EntityFrameworkCore;
using Npgsql;
using StaffFlows.Engine.Execution;
using StaffFlows.Persistence.Contract.Providers;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Persistence.Model;
using StaffFlows.Workflows.Persistence.Rows;

namespace StaffFlows.Persistence.Contract;

/// <summary>
/// What is committed at the same moment goes in one batch, which holds the rows of all its commits. Where two batches want each other's
/// rows, the server ends one of them. On the other databases one batch is written at a time.
/// </summary>
public sealed class When_two_groups_of_commits_block_each_other_on_PostgreSql(PostgreSqlProvider provider) : IClassFixture<PostgreSqlProvider>
{
    /// <summary>So many batches are under way at once. Each begins with a commit that waits for a row of its own, and others gather behind it.</summary>
    private static readonly string[] Doors = [.. Enumerable.Range(0, Math.Max(2, Environment.ProcessorCount)).Select(i => $"door {i}")];

    private static readonly string[] Rows = [.. Doors, "left", "right", "on the way right", "on the way left"];

    [ContractFact]
    public async Task Each_commit_is_written_once_and_nobody_is_refused()
    {
        await provider.WriteAsync((db, _) =>
        {
            db.FactVersions.AddRange(Rows.Select(row => new FactVersion { Kind = "counted", Id = row }));
            return Task.CompletedTask;
        });
        var (first, second, rest, ways) = (await HoldAsync(Doors[0]), await HoldAsync(Doors[1]), await HoldAsync(Doors[2..]), await HoldAsync(Rows[^2..]));
        List<Task<Rejection?>> commits = [.. Doors.Select(CommitAsync)];
        await SeeWaitingAsync(Doors.Length);

        commits.AddRange(new[] { "left", "on the way right", "right" }.Select(CommitAsync));
        await LetGoAsync(first, commits[0]);
        await SeeWaitingAsync(Doors.Length);
        commits.AddRange(new[] { "right", "on the way left", "left" }.Select(CommitAsync));
        await LetGoAsync(second, commits[1]);
        await SeeWaitingAsync(Doors.Length);
        await ways.DisposeAsync();
        await rest.DisposeAsync();

        (await Task.WhenAll(commits)).ShouldAllBe(refusal => refusal == null);
        await using var db = provider.Read();
        (await db.FactVersions.Where(f => f.Kind == "counted").ToDictionaryAsync(f => f.Id, f => f.Version))
            .ShouldBe(Rows.ToDictionary(row => row, row => row is "left" or "right" ? 2L : 1), ignoreOrder: true);
        await SeeDeadlockAsync();
    }

    /// <summary>A commit that counts itself in a row.</summary>
    private Task<Rejection?> CommitAsync(string row)
    {
        var id = provider.Get<Tables>().Of<FactVersion>().Column(nameof(FactVersion.Id));
        return provider.Get<IRowDatabase>().WriteAsync(
            [new("UPDATE fact_versions SET version = version + 1 WHERE kind = 'counted' AND id = $1", [new(id, row)]) { WhenMissed = CommitScope.Conflict }], default);
    }

    /// <summary>Holds the rows until it is disposed.</summary>
    private async Task<StaffFlowsDbContext> HoldAsync(params string[] rows)
    {
        var db = provider.Read();
        await db.Database.BeginTransactionAsync();
        await db.Database.ExecuteSqlAsync($"SELECT 1 FROM fact_versions WHERE kind = 'counted' AND id = ANY ({rows}) FOR UPDATE");
        return db;
    }

    private static async Task LetGoAsync(StaffFlowsDbContext door, Task<Rejection?> whoWaits)
    {
        await door.DisposeAsync();
        await whoWaits;
    }

    private Task SeeWaitingAsync(int count) => SeeAsync(
        $"SELECT count(*) = {count} AS \"Value\" FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'");

    /// <summary>Connections report what they met at their end.</summary>
    private Task SeeDeadlockAsync()
    {
        provider.Get<NpgsqlDataSource>().Clear();
        return SeeAsync($"SELECT deadlocks = 1 AS \"Value\" FROM pg_stat_database WHERE datname = current_database()");
    }

    private async Task SeeAsync(FormattableString question)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await using var db = provider.Read();
        while (!await db.Database.SqlQuery<bool>(question).SingleAsync(patience.Token)) await Task.Yield();
    }
}
