using System.Text.Json.Nodes;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Workflows.Forms;

/// <summary>A form in the words of its file, as <see cref="FormFile"/> reads it.</summary>
internal static class FormJson
{
    public static JsonObject Write(Form form) => new()
    {
        ["key"] = form.Key,
        ["version"] = Math.Max(1, form.Version),
        ["title"] = Text(form.Title),
        ["sections"] = new JsonArray([.. form.Sections.Select(section => (JsonNode)new JsonObject
        {
            ["title"] = section.Title is { } title ? Text(title) : null,
            ["fields"] = new JsonArray([.. section.Fields.Select(Write)]),
        })]),
        ["rights"] = new JsonObject(form.Rights.OrderBy(step => step.Key, StringComparer.Ordinal).Select(step => KeyValuePair.Create(
            step.Key, (JsonNode?)new JsonObject(step.Value.OrderBy(right => right.Key, StringComparer.Ordinal).Select(right => KeyValuePair.Create(right.Key, (JsonNode?)Word(right.Value))))))),
    };

    public static string Word<T>(T value) where T : struct, Enum => $"{value}" is var name ? char.ToLowerInvariant(name[0]) + name[1..] : "";

    private static JsonNode Write(FormField field) => new JsonObject
    {
        ["key"] = field.Key,
        ["type"] = Word(field.Type),
        ["label"] = Text(field.Label),
        ["help"] = field.Help is { } help ? Text(help) : null,
        ["choices"] = field.Choices.IsDefaultOrEmpty ? null : new JsonArray([.. field.Choices.Select(choice => (JsonNode)new JsonObject { ["key"] = choice.Key, ["label"] = Text(choice.Label) })]),
        ["maxLength"] = field.MaxLength,
        ["sensitive"] = field.Sensitive,
        ["min"] = field.Min,
        ["max"] = field.Max,
        ["decimals"] = field.Decimals,
        ["perPerson"] = field.PerPerson,
        ["columns"] = field.Table is { } table ? new JsonArray([.. table.Columns.Select(Write)]) : null,
        ["minRows"] = field.Table?.MinRows,
        ["maxRows"] = field.Table?.MaxRows,
        ["fixedRows"] = field.Table?.IsFixed,
        ["rows"] = field.Table is { Rows.IsDefaultOrEmpty: false } given ? new JsonArray([.. given.Rows.Select(row => (JsonNode)row)]) : null,
    };

    private static JsonObject Text(LocalizedText text) => new() { ["zh"] = text.Zh, ["en"] = text.En };
}
