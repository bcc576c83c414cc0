using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using StaffFlows.Engine.Definitions.Json;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Workflows.Sandboxes;

/// <summary>A sandbox between two answers, as text. Commands are not in it: a sandbox is put away only when everything in it waits.</summary>
internal static class SandboxJson
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    public static string Write(Sandbox sandbox) => JsonSerializer.Serialize(
        new Content(
            WorkflowDefinitionJson.Write(sandbox.Definition), sandbox.Ahead,
            [.. sandbox.Instances.Select(instance => new Run(WorkflowInstanceJson.Write(instance), instance.Version, JournalJson.Write(sandbox.JournalOf(instance.Id))))],
            [.. sandbox.Asked], [.. sandbox.Unsent]),
        Form);

    public static Sandbox Read(Guid id, string text)
    {
        var content = JsonSerializer.Deserialize<Content>(text, Form)!;
        var sandbox = new Sandbox(new(id), WorkflowDefinitionJson.Read(content.Definition)) { Ahead = content.Ahead };
        sandbox.Restore(
            content.Runs.Select(run => (WorkflowInstanceJson.Read(run.State) with { Version = run.Version }, JournalJson.Read(run.Journal))), content.Asked, content.Unsent);
        return sandbox;
    }

    private sealed record Content(JsonObject Definition, TimeSpan Ahead, ImmutableArray<Run> Runs, ImmutableArray<AskedTask> Asked, ImmutableArray<UnsentMessage> Unsent);

    private sealed record Run(string State, long Version, string Journal);
}
