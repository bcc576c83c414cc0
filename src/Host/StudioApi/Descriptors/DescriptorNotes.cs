using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Host.StudioApi.Descriptors;

/// <summary>A sentence for each input and output of the activities that are built in, from <c>notes.json</c>; whoever adds an input adds its sentence.</summary>
internal static class DescriptorNotes
{
    private static readonly FrozenDictionary<string, LocalizedText> All = Read();

    /// <summary>Null for what the built-in ones don't have.</summary>
    public static LocalizedText? Find(string activityType, string name) => All.TryGetValue($"{activityType}.{name}", out var note) ? note : null;

    private static FrozenDictionary<string, LocalizedText> Read()
    {
        using var content = Assembly.GetExecutingAssembly().GetManifestResourceStream("studio.notes.json")!;
        return JsonSerializer.Deserialize<Dictionary<string, LocalizedText>>(content, JsonSerializerOptions.Web)!.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
