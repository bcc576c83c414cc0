using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Definitions.Json;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Tests.Engine.Support;

namespace StaffFlows.Engine.Tests.Engine.Releases;

/// <summary>
/// An instance as a release has stored it, half way, with what is left to do and what must come of it.
/// </summary>
/// <param name="Steps">
/// An activity to answer, <c>t of child</c> for one of another instance, <c>event Go</c>, <c>after 01:00:00</c> to let time pass, or <c>retry</c>.
/// </param>
internal sealed record KeptInstance(WorkflowDefinition Definition, string Instance, ImmutableArray<string> Steps, ImmutableArray<string> Lines)
{
    /// <summary>Other definitions that it uses or starts.</summary>
    public ImmutableArray<WorkflowDefinition> OtherDefinitions { get; init; } = [];

    /// <summary>Instances that it waits for.</summary>
    public ImmutableArray<string> OtherInstances { get; init; } = [];

    public static KeptInstance Read(string json)
    {
        var kept = (JsonObject)JsonNode.Parse(json)!;

        return new(
            WorkflowDefinitionJson.Read((JsonObject)kept["definition"]!), kept["instance"]!.ToJsonString(),
            [.. kept["steps"]!.AsArray().Select(step => (string)step!)], [.. kept["lines"]!.AsArray().Select(line => (string)line!)])
        {
            OtherDefinitions = [.. (kept["otherDefinitions"]?.AsArray() ?? []).Select(other => WorkflowDefinitionJson.Read((JsonObject)other!))],
            OtherInstances = [.. (kept["otherInstances"]?.AsArray() ?? []).Select(other => other!.ToJsonString())],
        };
    }

    public string Write() => new JsonObject
    {
        ["definition"] = WorkflowDefinitionJson.Write(Definition),
        ["instance"] = JsonNode.Parse(Instance),
        ["steps"] = new JsonArray([.. Steps.Select(step => (JsonNode)step)]),
        ["lines"] = new JsonArray([.. Lines.Select(line => (JsonNode)line)]),
        ["otherDefinitions"] = new JsonArray([.. OtherDefinitions.Select(WorkflowDefinitionJson.Write)]),
        ["otherInstances"] = new JsonArray([.. OtherInstances.Select(other => JsonNode.Parse(other))]),
    }.ToJsonString(new JsonSerializerOptions { WriteIndented = true });

    /// <summary>Takes the instance in as an upgraded host would find it, and goes on to the end.</summary>
    public async Task<Scenario> GoOnAsync()
    {
        var scenario = new Scenario(Definition).And([.. OtherDefinitions]);
        foreach (var instance in OtherInstances.Prepend(Instance).Select(json => WorkflowInstanceJson.Read(json)))
        {
            await scenario.Store.CommitAsync(new(instance, 0, instance.Bookmarks, [], [], [], [], instance.UpdatedAt), CancellationToken.None);
        }

        foreach (var step in Steps) await TakeAsync(scenario, step);

        return scenario;
    }

    public static async Task TakeAsync(Scenario scenario, string step)
    {
        scenario.Restart();
        if (step == "retry")
        {
            await scenario.Runtime.RetryAsync(new(Scenario.Id, [], []), CancellationToken.None);
        }
        else if (step.StartsWith("after ", StringComparison.Ordinal))
        {
            scenario.Clock.Advance(TimeSpan.Parse(step[6..], System.Globalization.CultureInfo.InvariantCulture));
        }
        else if (step.StartsWith("event ", StringComparison.Ordinal))
        {
            await scenario.PublishEventAsync(step[6..], "heard");
        }
        else if (step.Split(" of ") is [var activity, var definition])
        {
            await scenario.AnswerAsync(scenario.Others.First(other => other.DefinitionId == definition && !other.IsFinished), activity);
        }
        else
        {
            await scenario.AnswerAsync(step);
        }

        await scenario.SettleAsync();
    }
}
