using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StaffFlows.Engine.Definitions.Json;
using StaffFlows.Engine.Execution;
using StaffFlows.Testing;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Host.Tests.Administration;

/// <summary>A procedure that the clock starts every day, and that starts another one and waits for it.</summary>
public sealed class When_schedules_are_due_on_the_way
{
    private const string Daily = """
        {
          "id": "daily-v1", "definitionId": "daily", "name": "Daily", "version": 1, "isLatest": true, "isPublished": true, "createdAt": "2026-11-20T01:00:00+00:00",
          "root": {
            "id": "Flowchart1", "type": "Elsa.Flowchart", "version": 1,
            "activities": [
              { "id": "clock", "type": "Elsa.Timer", "version": 1, "canStartWorkflow": true, "interval": { "typeName": "TimeSpan", "expression": { "type": "Literal", "value": "1.00:00:00" } } },
              { "id": "dispatch", "type": "Elsa.DispatchWorkflow", "version": 1,
                "workflowDefinitionId": { "typeName": "String", "expression": { "type": "Literal", "value": "hourly" } },
                "waitForCompletion": { "typeName": "Boolean", "expression": { "type": "Literal", "value": "true" } } }
            ],
            "connections": [ { "source": { "activity": "clock", "port": "Done" }, "target": { "activity": "dispatch", "port": "In" } } ]
          }
        }
        """;

    private const string AnHour = """
        {
          "id": "hourly-v1", "definitionId": "hourly", "name": "An hour", "version": 1, "isLatest": true, "isPublished": true, "createdAt": "2026-11-20T01:00:00+00:00",
          "root": {
            "id": "Flowchart1", "type": "Elsa.Flowchart", "version": 1,
            "activities": [ { "id": "wait", "type": "Elsa.Delay", "version": 1, "timeSpan": { "typeName": "TimeSpan", "expression": { "type": "Literal", "value": "01:00:00" } } } ],
            "connections": []
          }
        }
        """;

    [Fact]
    public async Task Each_start_and_what_it_sets_off_has_its_own_time_before_the_clock_answers()
    {
        await using var hall = await Hall.OpenAsync();
        var definitions = hall.Services.GetRequiredService<DefinitionStore>();
        foreach (var json in new[] { AnHour, Daily })
            (await definitions.ImportAsync(WorkflowDefinitionJson.Read(json), publish: true, null, CancellationToken.None)).Rejection.ShouldBeNull();

        await hall.AdvanceToAsync(Hall.OpensAt.AddDays(3).AddMinutes(30));

        await using var db = hall.Services.GetRequiredService<IDbContextFactory<StaffFlowsDbContext>>().CreateDbContext();
        var runs = await db.Instances.Where(i => i.DefinitionId == "daily" || i.DefinitionId == "hourly").ToListAsync();
        runs.Where(i => i.DefinitionId == "daily").OrderBy(i => i.CreatedAt).Select(i => (After(i.CreatedAt), i.FinishedAt is { } at ? After(at) : null)).ShouldBe(
        [
            ("1.00:00", "1.01:00"), ("2.00:00", "2.01:00"), ("3.00:00", (string?)null),
        ]);
        runs.Where(i => i.DefinitionId == "hourly").OrderBy(i => i.CreatedAt).Select(i => (After(i.CreatedAt), i.SubStatus)).ShouldBe(
        [
            ("1.00:00", WorkflowSubStatus.Finished), ("2.00:00", WorkflowSubStatus.Finished), ("3.00:00", WorkflowSubStatus.Suspended),
        ]);
    }

    /// <summary>Days, hours and minutes since the hall opened.</summary>
    private static string After(DateTimeOffset moment) => (moment - Hall.OpensAt).ToString(@"d\.hh\:mm", System.Globalization.CultureInfo.InvariantCulture);
}
