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

    /// <summary>Ticked or not; what is not ticked is empty.</summary>
    Checkbox,

    /// <summary>Rows of fields; see <see cref="FormTable"/>.</summary>
    Table,
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
/// <param name="Rights">
/// Per step id (and <c>start</c> for the application itself): field key, or <c>table.column</c>, to right. Unnamed steps and fields are
/// read-only, unnamed columns as their table.
/// </param>
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
    /// <remarks>Writing a table is adding and removing rows, unless they are fixed.</remarks>
    public FieldRight RightOf(string stepId, FormField field) => Capped(field, Named(stepId, field.Key) ?? FieldRight.Read);

    /// <summary>What a step may do with a column of a table that it may see.</summary>
    public FieldRight RightOf(string stepId, FormField table, FormField column)
    {
        var whole = RightOf(stepId, table);
        if (whole is FieldRight.Hidden) return FieldRight.Hidden;
        return Capped(column, Named(stepId, table.ColumnKey(column)) ?? (whole is FieldRight.Required ? FieldRight.Write : whole));
    }

    /// <summary>Whether a step may write the field, or something in it.</summary>
    public bool MayWrite(string stepId, FormField field) =>
        RightOf(stepId, field) >= FieldRight.Write || field.Columns.Any(column => RightOf(stepId, field, column) >= FieldRight.Write);

    /// <summary>What a step may do, by field key and <c>table.column</c>.</summary>
    public ImmutableDictionary<string, FieldRight> RightsAt(string stepId) => RightsBy(field => RightOf(stepId, field), (table, column) => RightOf(stepId, table, column));

    /// <summary>A right for each field, and for each column of its tables.</summary>
    public ImmutableDictionary<string, FieldRight> RightsBy(Func<FormField, FieldRight> ofField, Func<FormField, FormField, FieldRight> ofColumn) =>
        Fields.Select(field => KeyValuePair.Create(field.Key, ofField(field)))
            .Concat(Fields.SelectMany(table => table.Columns, (table, column) => KeyValuePair.Create(table.ColumnKey(column), ofColumn(table, column))))
            .ToImmutableDictionary();

    /// <summary>The data without what the step may not see: what its page and its API answer show.</summary>
    public JsonObject VisibleTo(string stepId, JsonObject data) => Without(RightsAt(stepId), data);

    /// <summary>The data without the fields and columns that are hidden.</summary>
    public JsonObject Without(ImmutableDictionary<string, FieldRight> rights, JsonObject data)
    {
        var visible = (JsonObject)data.DeepClone();
        foreach (var field in Fields)
        {
            if (rights[field.Key] is FieldRight.Hidden)
                foreach (var key in field.DataKeys) visible.Remove(key);
            else if (field.Table is not null)
                foreach (var row in TableRows.In(visible, field))
                foreach (var column in field.Columns.Where(column => rights[field.ColumnKey(column)] is FieldRight.Hidden))
                {
                    row.Remove(column.Key);
                    (row[FieldText.English] as JsonObject)?.Remove(column.Key);
                }
        }

        return visible;
    }

    private FieldRight? Named(string stepId, string key) =>
        Rights.TryGetValue(stepId, out var step) && step.TryGetValue(key, out var right) ? right : null;

    private static FieldRight Capped(FormField field, FieldRight right) => field.Type is FieldType.Computed && right is not FieldRight.Hidden ? FieldRight.Read : right;
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

    /// <summary>The smallest number, itself allowed; null: none.</summary>
    public decimal? Min { get; init; }

    /// <summary>The greatest number, itself allowed; null: none.</summary>
    public decimal? Max { get; init; }

    /// <summary>How many decimals a number may have; null: as many as it likes.</summary>
    public int? Decimals { get; init; }

    /// <summary>
    /// Of a column: each person who decides the step writes a value of his own, which nobody else sees until the step is over. The data
    /// holds them by person id.
    /// </summary>
    public bool PerPerson { get; init; }

    /// <summary>For <see cref="FieldType.Table"/>, else null.</summary>
    public FormTable? Table { get; init; }

    /// <summary>Of a table; no other field has any.</summary>
    public ImmutableArray<FormField> Columns => Table?.Columns ?? [];

    /// <summary>Something in it is masked where others look.</summary>
    public bool IsSensitive => Sensitive || Columns.Any(column => column.Sensitive || column.PerPerson);

    /// <summary>As it may be read where anybody looks: in lists and messages.</summary>
    public FormField WithoutSensitiveColumns() =>
        Table is null ? this : this with { Table = Table with { Columns = Table.Columns.RemoveAll(column => column.Sensitive || column.PerPerson) } };

    /// <summary>The keys of the form's data that this field fills.</summary>
    public ImmutableArray<string> DataKeys => Type is FieldType.HalfDayRange ? RangeKeys : [Key];

    /// <summary>By which rights name a column of this table.</summary>
    public string ColumnKey(FormField column) => $"{Key}.{column.Key}";
}

public sealed record Choice(string Key, LocalizedText Label);

/// <summary>A form's data after a check: cleaned values, or what is wrong per field.</summary>
public sealed record FormInput(JsonObject Data, ImmutableArray<FieldRejection> Errors);
