using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using StaffFlows.Engine.Definitions.Json;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Runtime;
using StaffFlows.Testing;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Host.Tests.Administration;

/// <summary>Two waits in a row, the second longer than a day: a jump over both must not let the first see the end of the jump.</summary>
public sealed class When_timers_are_due_on_the_way
{
    private const string TwoWaits = """
        {
          "id": "two-waits-v1", "definitionId": "two-waits", "name": "Two waits", "version": 1, "isLatest": true, "isPublished": true,
          "createdAt": "2026-11-20T01:00:00+00:00",
          "root": {
            "id": "Flowchart1", "type": "Elsa.Flowchart", "version": 1, "start": "short",
            "activities": [
              { "id": "short", "type": "Elsa.Delay", "version": 1, "timeSpan": { "typeName": "TimeSpan", "expression": { "type": "Literal", "value": "01:00:00" } } },
              { "id": "long", "type": "Elsa.Delay", "version": 1, "timeSpan": { "typeName": "TimeSpan", "expression": { "type": "Literal", "value": "1.00:00:00" } } }
            ],
            "connections": [ { "source": { "activity": "short", "port": "Done" }, "target": { "activity": "long", "port": "In" } } ]
          }
        }
        """;

    [Fact]
    public async Task Each_sees_its_own_time()
    {
        await using var hall = await Hall.OpenAsync();
        var id = await StartAsync(hall);

        await hall.AdvanceToAsync(Hall.At(2026, 11, 30));

        (await CompletedAtAsync(hall, id)).ShouldBe([Hall.At(2026, 11, 23, 10), Hall.At(2026, 11, 24, 10)]);
    }

    [Fact]
    public async Task One_that_came_due_while_the_hall_was_closed_fires_when_it_opens()
    {
        await using var hall = await Hall.OpenAsync();
        var id = await StartAsync(hall);

        await hall.RestartAsync(downFor: TimeSpan.FromHours(3));
        await hall.SettleAsync();

        (await CompletedAtAsync(hall, id)).ShouldBe([Hall.At(2026, 11, 23, 12)]);
    }

    private static async Task<WorkflowInstanceId> StartAsync(Hall hall)
    {
        var definition = WorkflowDefinitionJson.Read(TwoWaits);
        await hall.Services.GetRequiredService<DefinitionStore>().ImportAsync(definition, publish: true, null, CancellationToken.None);
        var id = new WorkflowInstanceId(Guid.CreateVersion7(Hall.OpensAt));
        var nothing = ImmutableDictionary<string, JsonElement>.Empty;
        var outcome = await hall.Services.GetRequiredService<IWorkflowRuntime>().StartAsync(new StartWorkflow(id, "two-waits", nothing, nothing, []), CancellationToken.None);
        outcome.ShouldBeOfType<BurstOutcome.Committed>();
        return id;
    }

    private static async Task<List<DateTimeOffset>> CompletedAtAsync(Hall hall, WorkflowInstanceId id) =>
        [.. (await hall.Services.GetRequiredService<JournalReader>().ReadAsync(id, CancellationToken.None))
            .Where(e => e.Event == "Completed" && (e.NodeId.Split(':')[^1] is "short" or "long")).Select(e => e.At)];
}
