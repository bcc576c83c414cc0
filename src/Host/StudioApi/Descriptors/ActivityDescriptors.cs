using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using StaffFlows.Engine.Execution;
using StaffFlows.Host.Localisation;

namespace StaffFlows.Host.StudioApi.Descriptors;

/// <summary>Activity types as the Studio lists them in its toolbox and fills in their properties, in one language.</summary>
internal sealed class ActivityDescriptors(Wording say, InputSpecifications specifications)
{
    private static readonly FrozenDictionary<string, LocalizedText> Categories = new Dictionary<string, LocalizedText>(StringComparer.Ordinal)
    {
        ["人事流程"] = new("人事流程", "Personnel"),
        ["公示"] = new("公示", "Publicity"),
        ["选派"] = new("选派", "Selection"),
        ["请假"] = new("请假", "Leave"),
        ["Branching"] = new("分支", "Branching"),
        ["Composition"] = new("流程调用", "Composition"),
        ["Console"] = new("调试", "Console"),
        ["Control Flow"] = new("控制", "Control Flow"),
        ["Flow"] = new("控制", "Flow"),
        ["Flowchart"] = new("流程图", "Flowchart"),
        ["Looping"] = new("循环", "Looping"),
        ["Primitives"] = new("基础", "Primitives"),
        ["Scheduling"] = new("定时", "Scheduling"),
        ["System"] = new("系统", "System"),
        ["Workflows"] = new("流程", "Workflows"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, LocalizedText> Ports = new Dictionary<string, LocalizedText>(StringComparer.Ordinal)
    {
        ["Done"] = new("完成", "Done"),
        ["True"] = new("是", "True"),
        ["False"] = new("否", "False"),
        ["Default"] = new("其他", "Default"),
        ["Then"] = new("成立时", "Then"),
        ["Else"] = new("否则", "Else"),
        ["Body"] = new("循环体", "Body"),
        ["Activities"] = new("步骤", "Activities"),
        ["Branches"] = new("分支", "Branches"),
        ["Completed"] = new("都完成", "Completed"),
        ["Canceled"] = new("已取消", "Canceled"),
        ["Cancelled"] = new("已终止", "Cancelled"),
        ["Corrected"] = new("须更正", "To be corrected"),
        ["Progress"] = new("部分办妥", "Some are settled"),
        ["Promoted"] = new("有候补递补", "A reserve moves up"),
        ["Announce"] = new("须公告", "To be announced"),
        ["NobodyLeft"] = new("已无人选", "Nobody is left"),
        ["Ended"] = new("期满", "Ended"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public JsonObject Write(ActivityDescriptor descriptor, bool isTrigger) => new()
    {
        ["typeName"] = descriptor.Type,
        ["namespace"] = descriptor.Type[..Math.Max(0, descriptor.Type.LastIndexOf('.'))],
        ["name"] = descriptor.Type[(descriptor.Type.LastIndexOf('.') + 1)..],
        ["version"] = descriptor.Version,
        ["category"] = Categories.TryGetValue(descriptor.Category, out var category) ? say.Of(category) : descriptor.Category,
        ["displayName"] = say.Of(descriptor.DisplayName),
        ["description"] = say.Of(descriptor.Description),
        ["kind"] = isTrigger ? "Trigger" : "Action",
        ["inputs"] = new JsonArray([.. descriptor.Inputs.Select((input, order) => (JsonNode)Write(descriptor.Type, input, InputEditors.Of(descriptor.Type, input), order))]),
        ["outputs"] = new JsonArray([.. descriptor.Outputs.Select(output => Write(descriptor.Type, output))]),
        ["ports"] = new JsonArray([.. descriptor.EmbeddedPorts.Select(port => Port(port, "Embedded")), .. descriptor.Ports.Select(port => Port(port, "Flow"))]),
        ["customProperties"] = new JsonObject(),
        ["constructionProperties"] = NewActivities.ValuesOf(descriptor.Type),
        ["isContainer"] = descriptor.Type is "Elsa.Flowchart" or "Elsa.Sequence" or "Elsa.Parallel",
        ["isBrowsable"] = descriptor.IsBrowsable,
        ["isStart"] = descriptor.Type is "Elsa.Start",
        ["isTerminal"] = descriptor.IsTerminal,
    };

    private JsonObject Write(string type, InputDescriptor input, InputEditor editor, int order) => new JsonObject
    {
        ["name"] = Pascal(input.Name),
        ["typeName"] = ValueTypes.AliasOf(input.ValueType),
        ["displayName"] = say.Of(input.DisplayName),
        ["description"] = Note(type, input.Name, input.Description),
        ["order"] = order,
        ["isBrowsable"] = editor.IsBrowsable,
        ["isSynthetic"] = false,
        ["isWrapped"] = editor.IsWrapped,
        ["uiHint"] = editor.Hint,
        ["category"] = null,
        ["defaultValue"] = Default(input),
        ["defaultSyntax"] = editor.Syntax,
        ["isReadOnly"] = editor.IsReadOnly,
        ["isSensitive"] = input.IsSensitive,
        ["storageDriverType"] = null,
        ["uiSpecifications"] = specifications.Of(editor),
    };

    private JsonObject Write(string type, OutputDescriptor output) => new JsonObject
    {
        ["name"] = Pascal(output.Name),
        ["typeName"] = ValueTypes.AliasOf(output.ValueType),
        ["displayName"] = say.Of(output.DisplayName),
        ["description"] = Note(type, output.Name, output.Description),
        ["order"] = 0,
        ["isBrowsable"] = true,
        ["isSynthetic"] = false,
    };

    private string Note(string type, string name, LocalizedText? given) => (DescriptorNotes.Find(type, name) ?? given) is { } note ? say.Of(note) : "";

    private JsonObject Port(string name, string type) => new JsonObject
    {
        ["name"] = name,
        ["displayName"] = Ports.TryGetValue(name, out var text) ? say.Of(text) : name,
        ["type"] = type,
        ["isBrowsable"] = true,
    };

    /// <summary>As the panel shows it; the Studio never writes it into the definition.</summary>
    private static JsonNode? Default(InputDescriptor input) => input.DefaultValue switch
    {
        null => null,
        JsonElement { ValueKind: JsonValueKind.Undefined or JsonValueKind.Null } => null,
        JsonElement json => json.GetRawText(),
        Enum named => $"{named}",
        var value => JsonSerializer.SerializeToNode(value),
    };

    /// <summary>The Studio looks for an input under its name with a small first letter.</summary>
    private static string Pascal(string name) => name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name[1..];
}
