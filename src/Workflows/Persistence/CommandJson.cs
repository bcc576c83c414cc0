using System.Text.Json;
using System.Text.Json.Serialization;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Workflows.Persistence;

/// <summary>The stored form of the engine's commands. Kinds and member names are a promise to commands that wait through an update.</summary>
internal static class CommandJson
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters =
        {
            new IdJson<WorkflowInstanceId>(id => id.Value, value => new(value)),
            new IdJson<BookmarkId>(id => id.Value, value => new(value)),
        },
    };

    public static string KindOf(EngineCommand command) => command switch
    {
        EngineCommand.Start => "Start",
        EngineCommand.Resume => "Resume",
        EngineCommand.Signal => "Signal",
        EngineCommand.Cancel => "Cancel",
        _ => throw new ArgumentOutOfRangeException(nameof(command), command.GetType().Name, "No such command."),
    };

    public static string Write(EngineCommand command) => JsonSerializer.Serialize(command, command.GetType(), Form);

    /// <exception cref="InvalidDataException">A later release wrote it.</exception>
    public static EngineCommand Read(string kind, string json) => kind switch
    {
        "Start" => JsonSerializer.Deserialize<EngineCommand.Start>(json, Form)!,
        "Resume" => JsonSerializer.Deserialize<EngineCommand.Resume>(json, Form)!,
        "Signal" => JsonSerializer.Deserialize<EngineCommand.Signal>(json, Form)!,
        "Cancel" => JsonSerializer.Deserialize<EngineCommand.Cancel>(json, Form)!,
        _ => throw new InvalidDataException($"There is no kind of command '{kind}' in this release."),
    };

    private sealed class IdJson<T>(Func<T, Guid> valueOf, Func<Guid, T> of) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => of(reader.GetGuid());

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(valueOf(value));
    }
}
