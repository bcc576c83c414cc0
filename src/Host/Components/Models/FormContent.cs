using System.Collections.Immutable;
using System.Text.Json.Nodes;
using StaffFlows.Workflows.Forms;

namespace StaffFlows.Host.Components.Models;

/// <summary>A form with what stands in it, for one step and one reader.</summary>
/// <param name="Rights">The step's rights by field key; a field that is not named is read-only.</param>
/// <param name="Errors">Sentences in the reader's language, by field key (<c>to</c>, <c>reason</c>).</param>
/// <param name="People">Whom a person field offers, by field key.</param>
/// <param name="Notes">What is said below a field, by field key: balance, day by day, rule.</param>
/// <param name="Display">Words for values that the data only names by id (unit, window, person), by field key.</param>
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

    public FieldRight RightTo(FormField field) => Rights.GetValueOrDefault(field.Key, FieldRight.Read);

    public bool IsEditable => Form.Fields.Any(f => RightTo(f) is FieldRight.Write or FieldRight.Required);

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
