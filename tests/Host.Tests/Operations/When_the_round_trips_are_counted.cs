using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using StaffFlows.Engine.Definitions.Json;
using StaffFlows.Testing;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Host.Tests.Operations;

/// <summary>
/// What a decision costs the database over the whole HTTP pipeline. Trips are Npgsql's own spans beneath the request's (a batch is one);
/// commits are the transactions that wrote rows: PostgreSQL marks each row with its own.
/// </summary>
public sealed class When_the_round_trips_are_counted(PostgreSqlHall fixture) : IClassFixture<PostgreSqlHall>
{
    private const string OneTask = """
        {
          "id": "one-task-v1", "definitionId": "one-task", "name": "One task", "version": 1, "isLatest": true, "isPublished": true,
          "createdAt": "2026-11-20T01:00:00+00:00",
          "customProperties": { "StaffFlows:Procedure": { "key": "one-task", "form": "leave", "numberPattern": "YB-{year}-{0:000000}" } },
          "root": {
            "id": "Flowchart1", "type": "Elsa.Flowchart", "version": 1, "start": "decide", "connections": [],
            "activities": [ {
              "id": "decide", "type": "StaffFlows.UserTask", "version": 1,
              "stepName": { "typeName": "String", "expression": { "type": "Literal", "value": "办理" } },
              "assignee": { "typeName": "String", "expression": { "type": "Literal", "value": "user:u022" } },
              "mode": { "typeName": "String", "expression": { "type": "Literal", "value": "one" } },
              "outcomeLabels": { "typeName": "Object", "expression": { "type": "Object", "value": "[{\"key\":\"agree\",\"zh\":\"同意\",\"en\":\"Agree\",\"intent\":\"positive\",\"opinionRequired\":false}]" } }
            } ]
          }
        }
        """;

    [PostgreSqlFact]
    public async Task Completing_a_task_is_two_of_them_and_one_commit()
    {
        await CompleteAsync("2035-04-02");                      // the node gets to know its definitions and statements

        var (trips, commits) = await CompleteAsync("2035-04-09");

        trips.Count.ShouldBe(2, string.Join("\n---\n", trips));
        commits.ShouldBe(1);
    }

    [PostgreSqlFact]
    public async Task Starting_a_case_is_two_of_them_and_one_commit()
    {
        await fixture.Hall.Services.GetRequiredService<DefinitionStore>().ImportAsync(WorkflowDefinitionJson.Read(OneTask), publish: true, null, CancellationToken.None);
        await StartAsync("one-task", "2035-04-02", "YB-2035-0");

        var (trips, commits) = await StartAsync("one-task", "2035-04-09", "YB-2035-0");

        trips.Count.ShouldBe(2, string.Join("\n---\n", trips));
        commits.ShouldBe(1);
    }

    [PostgreSqlFact]
    public async Task Applying_for_leave_takes_two_more_for_the_ledger()
    {
        await StartAsync("leave", "2035-04-16", "QJ-2035-0");

        var (trips, commits) = await StartAsync("leave", "2035-04-23", "QJ-2035-0");

        trips.Count.ShouldBe(4, string.Join("\n---\n", trips));
        commits.ShouldBe(1);
    }

    private async Task<(IReadOnlyCollection<string> Trips, int Commits)> StartAsync(string procedure, string day, string number)
    {
        var applicant = await fixture.Hall.AsAsync("u030");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"/api/v1/procedures/{procedure}/cases", UriKind.Relative))
        {
            Content = JsonContent.Create(new { form = Leave.Form(day, day), draft = false }),
        };
        return await CountAsync(applicant, request, answer => answer["number"]!.GetValue<string>().ShouldStartWith(number));
    }

    /// <summary>The window's head agrees to a leave whose stand-in has accepted.</summary>
    private async Task<(IReadOnlyCollection<string> Trips, int Commits)> CompleteAsync(string day)
    {
        var task = await fixture.Hall.TaskIdAsync("u022", await fixture.Hall.AcceptedAsync(day, day));
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"/api/v1/tasks/{task}/complete", UriKind.Relative))
        {
            Content = JsonContent.Create(new { outcome = "agree", opinion = "同意。" }),
        };
        return await CountAsync(await fixture.Hall.AsAsync("u022"), request, answer => answer["state"]!.GetValue<string>().ShouldBe("completed"));
    }

    private async Task<(IReadOnlyCollection<string> Trips, int Commits)> CountAsync(Staff by, HttpRequestMessage request, Action<JsonNode> check)
    {
        request.Headers.Add("Idempotency-Key", $"{Guid.NewGuid():N}");
        await using var server = NpgsqlDataSource.Create(fixture.ConnectionString);
        var before = await TransactionsAsync(server);
        var trips = await TripsAsync(async () =>
        {
            request.Headers.Add("traceparent", Activity.Current!.Id);
            check((await Answer.ReadAsync(await by.Client.SendAsync(request))).Expect());
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
        string[] tables = ["workflow_instances", "bookmarks", "timers", "journal", "cases", "case_participants", "case_entries", "user_tasks", "task_candidates", "messages", "outbox", "answered_requests", "audit_entries", "audit_heads", "fact_versions", "leave_entries", "case_counters"];
        await using var command = server.CreateCommand(string.Join(" UNION ", tables.Select(table => $"SELECT xmin::text FROM {table}")));
        await using var rows = await command.ExecuteReaderAsync();
        var found = new List<string>();
        while (await rows.ReadAsync()) found.Add(rows.GetString(0));
        return found;
    }
}
