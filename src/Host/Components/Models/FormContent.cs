using System.Collections.Immutable;
using System.Text.Json.Nodes;
using StaffFlows.Workflows.Forms;

namespace StaffFlows.Host.Components.Models;

/// <summary>A form with what stands in it, for one step and one reader.</summary>
/// <param name="Rights">The step's rights by field key and <c>table.column</c>; a field that is not named is read-only.</param>
/// <param name="Errors">Sentences in the reader's language, by the name of the control (<c>to</c>, <c>scores[0].score</c>).</param>
/// <param name="People">Whom a person field offers, by field key and <c>table.column</c>.</param>
/// <param name="Notes">What is said below a field, by field key: balance, day by day, rule.</param>
/// <param name="Display">Words for values that the data only names by id (unit, window, person), by the name of the control.</param>
public sealed record FormContent(
    Form Form,
    ImmutableDictionary<string, FieldRight> Rights,
    JsonObject Values,
    ImmutableDictionary<string, string> Errors,
    ImmutableDictionary<string, ImmutableArray<PersonGroup>> People,
    ImmutableDictionary<string, FieldNote> Notes,
    ImmutableDictionary<string, string> Display,
    ImmutableDictionary<string, ImmutableArray<AttachmentLink>> Attachments)
{
    public static FormContent Of(Form form, ImmutableDictionary<string, FieldRight> rights, JsonObject values) => new(
        form,
        rights,
        values,
        ImmutableDictionary<string, string>.Empty,
        ImmutableDictionary<string, ImmutableArray<PersonGroup>>.Empty,
        ImmutableDictionary<string, FieldNote>.Empty,
        ImmutableDictionary<string, string>.Empty,
        ImmutableDictionary<string, ImmutableArray<AttachmentLink>>.Empty);

    /// <summary>What stands before the names of controls: <c>scores[0].</c> within a row of a table, else nothing.</summary>
    public string Prefix { get; private init; } = "";

    /// <summary>What stands before the keys of rights: <c>scores.</c> within a table, else nothing.</summary>
    private string Scope { get; init; } = "";

    public bool IsRow => Prefix.Length > 0;

    /// <summary>What the decision needs, though the form leaves it open: by field key and <c>table.column</c>, for which outcomes in words; empty words for all of them.</summary>
    public ImmutableDictionary<string, string> Needed { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>On a phone its tables of several rows open at a touch, but for those that say where each row stands.</summary>
    public bool FoldsTables { get; init; }

    public FieldRight RightTo(FormField field) => Rights.GetValueOrDefault(Scope + field.Key, FieldRight.Read);

    /// <summary>The field, or something in it.</summary>
    public bool MayWrite(FormField field) =>
        RightTo(field) is not FieldRight.Hidden && (RightTo(field) >= FieldRight.Write || field.Columns.Any(column => Rights.GetValueOrDefault(field.ColumnKey(column)) >= FieldRight.Write));

    public bool MayChangeRows(FormField table) => table.Table is { IsFixed: false } && RightTo(table) >= FieldRight.Write;

    public bool IsEditable => Form.Fields.Any(MayWrite);

    /// <summary>The rows of a table, each as a form of its own whose controls are named by it.</summary>
    /// <param name="atLeastOne">An empty row where there is none.</param>
    public ImmutableArray<FormContent> Rows(FormField table, bool atLeastOne = false)
    {
        var rows = TableRows.In(Values, table).ToList();
        if (rows.Count == 0 && atLeastOne) rows.Add([]);
        return [.. rows.Select((row, i) => this with { Values = row, Prefix = $"{table.Key}[{i}].", Scope = $"{table.Key}." })];
    }

    public ImmutableArray<FormField> ColumnsOf(FormField table) => table.Columns.RemoveAll(column => Rights.GetValueOrDefault(table.ColumnKey(column), FieldRight.Read) is FieldRight.Hidden);

    public string Name(FormField field) => Prefix + field.Key;

    public string? ErrorOf(FormField field) => Errors.GetValueOrDefault(Name(field));

    public string? WordOf(FormField field) => Display.GetValueOrDefault(Name(field));

    /// <summary>Something stands in it; a count and a range of days always do.</summary>
    public bool IsFilled(FormField field) => field.Type is FieldType.Computed or FieldType.HalfDayRange || WordOf(field) is { Length: > 0 } || Values[field.Key] switch
    {
        null => false,
        JsonArray rows => rows.Count > 0,
        var value => value.ToString().Length > 0,
    };

    public ImmutableArray<PersonGroup> PeopleFor(FormField field) => People.GetValueOrDefault(Scope + field.Key, []);

    /// <summary>The value as text; null where there is none.</summary>
    public string? Text(string key) => Values[key] switch
    {
        null => null,
        JsonValue value => value.ToString(),
        var other => other.ToJsonString(),
    };
}

/// <summary>A sentence below a field, with a run of days where it explains a count.</summary>
public sealed record FieldNote(string? Text, Tone Tone = Tone.None, ImmutableArray<DayCell> Days = default, string? DaysLabel = null);

/// <summary>A stored file. <paramref name="Href"/> sends it as an attachment.</summary>
/// <param name="Bytes">Size in bytes.</param>
public sealed record AttachmentLink(string Id, string Name, long Bytes, string Href);
