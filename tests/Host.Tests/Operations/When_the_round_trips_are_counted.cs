using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Npgsql;
using StaffFlows.Testing;

namespace StaffFlows.Host.Tests.Operations;

/// <summary>
/// What a decision costs the database over the whole HTTP pipeline. Trips are Npgsql's own spans beneath the request's (a batch is one);
/// commits are the transactions that wrote rows: PostgreSQL marks each row with its own.
/// </summary>
public sealed class When_the_round_trips_are_counted
{
    [PostgreSqlFact]
    public async Task Completing_a_task_is_two_of_them_and_one_commit()
    {
        var database = new PostgreSqlDatabase();
        await database.CreateAsync();
        try
        {
            await using var hall = await Hall.OpenAsync(settings: [("Database:Provider", "PostgreSql"), ("ConnectionStrings:StaffFlows", database.ConnectionString)]);
            await CompleteAsync(hall, database, "2026-11-30");      // the node gets to know its definitions and statements

            var (trips, commits) = await CompleteAsync(hall, database, "2026-12-07");

            trips.Count.ShouldBe(2, string.Join("\n---\n", trips));
            commits.ShouldBe(1);
        }
        finally
        {
            await database.DropAsync();
        }
    }

    /// <summary>The window's head agrees to a leave whose stand-in has accepted.</summary>
    private static async Task<(IReadOnlyCollection<string> Trips, int Commits)> CompleteAsync(Hall hall, PostgreSqlDatabase database, string day)
    {
        var task = await hall.TaskIdAsync("u022", await hall.AcceptedAsync(day, day));
        var head = await hall.AsAsync("u022");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"/api/v1/tasks/{task}/complete", UriKind.Relative))
        {
            Content = JsonContent.Create(new { outcome = "agree", opinion = "同意。" }),
        };
        request.Headers.Add("Idempotency-Key", $"{Guid.NewGuid():N}");

        await using var server = NpgsqlDataSource.Create(database.ConnectionString);
        var before = await TransactionsAsync(server);
        var trips = await TripsAsync(async () =>
        {
            request.Headers.Add("traceparent", Activity.Current!.Id);
            (await Answer.ReadAsync(await head.Client.SendAsync(request))).Expect()["state"]!.GetValue<string>().ShouldBe("completed");
        });
        return (trips, (await TransactionsAsync(server)).Except(before).Count());
    }

    /// <summary>The statements that are sent beneath the activity in which <paramref name="ask"/> runs, one text per trip.</summary>
    private static async Task<IReadOnlyCollection<string>> TripsAsync(Func<Task> ask)
    {
        var trips = new ConcurrentQueue<(ActivityTraceId Trace, string Text)>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Npgsql" or "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.Source.Name is "Npgsql")
                    trips.Enqueue((activity.TraceId, string.Join(' ', activity.TagObjects.Select(tag => tag.Value))));
            },
        };
        ActivitySource.AddActivityListener(listener);
        using var request = new Activity("request").SetIdFormat(ActivityIdFormat.W3C).Start();
        await ask();
        return [.. trips.Where(trip => trip.Trace == request.TraceId).Select(trip => trip.Text)];
    }

    /// <summary>The transactions that wrote the rows of the tables of a case.</summary>
    private static async Task<IReadOnlyList<string>> TransactionsAsync(NpgsqlDataSource server)
    {
        string[] tables = ["workflow_instances", "bookmarks", "timers", "journal", "cases", "case_participants", "case_entries", "user_tasks", "task_candidates", "messages", "outbox", "answered_requests", "audit_entries", "audit_heads", "fact_versions", "leave_entries"];
        await using var command = server.CreateCommand(string.Join(" UNION ", tables.Select(table => $"SELECT xmin::text FROM {table}")));
        await using var rows = await command.ExecuteReaderAsync();
        var found = new List<string>();
        while (await rows.ReadAsync()) found.Add(rows.GetString(0));
        return found;
    }

    [AttributeUsage(AttributeTargets.Method)]
    private sealed class PostgreSqlFactAttribute : FactAttribute
    {
        public PostgreSqlFactAttribute()
        {
            if (PostgreSqlDatabase.Server is null) Skip = PostgreSqlDatabase.Absent;
        }
    }
}
