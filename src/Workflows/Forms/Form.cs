using System.Collections.Immutable;
using System.Text.Json.Nodes;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Workflows.Forms;

public enum FieldType
{
    Text,
    LongText,
    Number,
    Date,

    /// <summary>Four keys in one row: <c>from</c>, <c>fromHalf</c>, <c>to</c>, <c>toHalf</c>.</summary>
    HalfDayRange,
    Choice,
    Person,
    Unit,
    Window,
    Attachments,

    /// <summary>Never written by a person; filled in by the procedure.</summary>
    Computed,
}

/// <summary>What a step may do with a field.</summary>
public enum FieldRight
{
    Hidden,
    Read,
    Write,
    Required,
}

/// <summary>A form at one version; cases keep theirs. 表单</summary>
/// <param name="Rights">Per step id (and <c>start</c> for the application itself): field key to right. Unnamed steps and fields are read-only.</param>
public sealed record Form(
    string Key,
    int Version,
    LocalizedText Title,
    ImmutableArray<FormSection> Sections,
    ImmutableDictionary<string, ImmutableDictionary<string, FieldRight>> Rights)
{
    /// <summary>The step id under which the application itself is written.</summary>
    public const string Start = "start";

    public IEnumerable<FormField> Fields => Sections.SelectMany(s => s.Fields);

    public FormField? FindField(string key) => Fields.FirstOrDefault(f => f.Key == key);

    /// <summary>What a step may do with a field; read where the form says nothing, and never more than that for computed ones.</summary>
    public FieldRight RightOf(string stepId, FormField field)
    {
        var right = Rights.TryGetValue(stepId, out var step) ? step.GetValueOrDefault(field.Key, FieldRight.Read) : FieldRight.Read;
        return field.Type is FieldType.Computed && right is not FieldRight.Hidden ? FieldRight.Read : right;
    }

    /// <summary>The data without what the step may not see: what its page and its API answer show.</summary>
    public JsonObject VisibleTo(string stepId, JsonObject data)
    {
        var visible = (JsonObject)data.DeepClone();
        foreach (var key in Fields.Where(f => RightOf(stepId, f) is FieldRight.Hidden).SelectMany(f => f.DataKeys)) visible.Remove(key);
        return visible;
    }
}

public sealed record FormSection(LocalizedText? Title, ImmutableArray<FormField> Fields);

/// <param name="Key">camelCase English; the API's word.</param>
/// <param name="Choices">For <see cref="FieldType.Choice"/>.</param>
/// <param name="MaxLength">Characters of a text, files of attachments; null: the type's own limit.</param>
/// <param name="Sensitive">Health-related or private: masked in lists and logs, encrypted at rest.</param>
public sealed record FormField(
    string Key,
    FieldType Type,
    LocalizedText Label,
    LocalizedText? Help,
    ImmutableArray<Choice> Choices,
    int? MaxLength,
    bool Sensitive)
{
    private static readonly ImmutableArray<string> RangeKeys = ["from", "fromHalf", "to", "toHalf"];

    /// <summary>The keys of the form's data that this field fills.</summary>
    public ImmutableArray<string> DataKeys => Type is FieldType.HalfDayRange ? RangeKeys : [Key];
}

public sealed record Choice(string Key, LocalizedText Label);

/// <summary>A form's data after a check: cleaned values, or what is wrong per field.</summary>
public sealed record FormInput(JsonObject Data, ImmutableArray<FieldRejection> Errors);
