using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using StaffFlows.Engine.Definitions.Json;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Runtime;
using StaffFlows.Testing;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Host.Tests.Operations;

/// <summary>Two branches arrive at an activity that runs for each arrival, which tokens know and counters do not.</summary>
public sealed class When_the_mode_of_flowcharts_is_set
{
    [Fact]
    public async Task Flowcharts_that_name_none_run_in_it_and_the_others_in_their_own()
    {
        await using var hall = await Hall.OpenAsync(settings: ("Engine:FlowchartMode", "TokenBased"));

        (await ArrivalsAsync(hall, "unnamed", null)).ShouldBe(2);
        (await ArrivalsAsync(hall, "counted", "CounterBased")).ShouldBe(1);
    }

    private static async Task<int> ArrivalsAsync(Hall hall, string definitionId, string? mode)
    {
        var definition = WorkflowDefinitionJson.Read($$"""
            {
              "id": "{{definitionId}}-v1", "definitionId": "{{definitionId}}", "name": "{{definitionId}}", "version": 1, "createdAt": "2026-11-20T01:00:00+00:00",
              "root": {
                "id": "Flowchart1", "type": "Elsa.Flowchart", "version": 1, "customProperties": { "Flowchart:ExecutionMode": {{JsonSerializer.Serialize(mode)}} },
                "activities": [
                  { "id": "fork", "type": "Elsa.FlowFork", "version": 1, "branches": { "typeName": "Object", "expression": { "type": "Object", "value": "[\"A\",\"B\"]" } } },
                  { "id": "a", "type": "Elsa.WriteLine", "version": 1 },
                  { "id": "b", "type": "Elsa.WriteLine", "version": 1 },
                  { "id": "each", "type": "Elsa.WriteLine", "version": 1, "customProperties": { "mergeMode": "Cascade" } }
                ],
                "connections": [
                  { "source": { "activity": "fork", "port": "A" }, "target": { "activity": "a", "port": "In" } },
                  { "source": { "activity": "fork", "port": "B" }, "target": { "activity": "b", "port": "In" } },
                  { "source": { "activity": "a", "port": "Done" }, "target": { "activity": "each", "port": "In" } },
                  { "source": { "activity": "b", "port": "Done" }, "target": { "activity": "each", "port": "In" } }
                ]
              }
            }
            """);
        await hall.Services.GetRequiredService<DefinitionStore>().ImportAsync(definition, publish: true, null, CancellationToken.None);
        var id = new WorkflowInstanceId(Guid.CreateVersion7(Hall.OpensAt));
        var nothing = ImmutableDictionary<string, JsonElement>.Empty;
        var outcome = await hall.Services.GetRequiredService<IWorkflowRuntime>().StartAsync(new StartWorkflow(id, definitionId, nothing, nothing, []), CancellationToken.None);
        outcome.ShouldBeOfType<BurstOutcome.Committed>().Instance.SubStatus.ShouldBe(WorkflowSubStatus.Finished);

        return (await hall.Services.GetRequiredService<JournalReader>().ReadAsync(id, CancellationToken.None)).Count(entry => entry.Event == "Completed" && entry.NodeId.EndsWith(":each", StringComparison.Ordinal));
    }
}
