using System.Collections.Immutable;
using System.Text.Json.Nodes;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Workflows.Forms;

/// <summary>
/// Takes what a step posts into a form's data: rights, types, choices, lengths, order of dates, required fields, and the same for each
/// cell of a table. The same for pages and API. What is not posted stays as it is; an empty value clears the field.
/// </summary>
public static class FormCheck
{
    /// <param name="stepId"><see cref="Form.Start"/> or the id of the step.</param>
    /// <param name="current">The case's data; empty for a new one.</param>
    /// <param name="personId">Who writes; null where nobody does, and then nothing that persons fill in for themselves can be written.</param>
    public static FormInput Check(Form form, string stepId, JsonObject posted, JsonObject current, string? personId = null) =>
        Run(form, stepId, posted, current, personId, isDraft: false);

    /// <summary>As <see cref="Check"/>, but required fields may be empty yet: a draft is kept as far as it is.</summary>
    public static FormInput CheckDraft(Form form, string stepId, JsonObject posted, JsonObject current, string? personId = null) =>
        Run(form, stepId, posted, current, personId, isDraft: true);

    private static FormInput Run(Form form, string stepId, JsonObject posted, JsonObject current, string? personId, bool isDraft)
    {
        var errors = ImmutableArray.CreateBuilder<FieldRejection>();
        var data = stepId is Form.Start ? TableRows.WithGiven(form, current) : (JsonObject)current.DeepClone();
        var tables = form.Fields.Where(field => field.Table is not null).ToDictionary(field => field.Key, field => new TableCheck(form, stepId, field, personId, errors));
        var byKey = form.Fields.SelectMany(f => f.DataKeys, (field, key) => (field, key)).ToDictionary(x => x.key, x => x.field);

        foreach (var (key, value) in posted)
        {
            // a hidden field answers like an unknown one: it does not even tell that it is there
            if (!byKey.TryGetValue(key, out var field) || form.RightOf(stepId, field) is FieldRight.Hidden) errors.Add(new(key, "field-unknown", key));
            else if (tables.TryGetValue(key, out var table)) table.Take(value, data);
            else if (form.RightOf(stepId, field) is FieldRight.Read) RefuseWrite(key, value, current, errors);
            else Take(field, key, value, data, errors);
        }

        foreach (var field in form.Fields.Where(f => form.MayWrite(stepId, f)))
        {
            if (field.Type is FieldType.HalfDayRange) CompleteRange(data, errors);
            if (tables.TryGetValue(field.Key, out var table))
            {
                if (!isDraft) table.Require(data);
            }
            else if (!isDraft && form.RightOf(stepId, field) is FieldRight.Required) Require(field, data, errors);
        }

        return new FormInput(data, errors.ToImmutable());
    }

    /// <summary>A value sent back unchanged is no write: pages and clients return the whole form.</summary>
    private static void RefuseWrite(string key, JsonNode? value, JsonObject current, ImmutableArray<FieldRejection>.Builder errors)
    {
        if (!JsonNode.DeepEquals(value, current[key])) errors.Add(new(key, "field-read-only", key));
    }

    private static void Take(FormField field, string key, JsonNode? value, JsonObject data, ImmutableArray<FieldRejection>.Builder errors)
    {
        var (clean, error) = FieldValue.Clean(field, key, value);
        if (error is not null) errors.Add(error);
        else if (clean is null) data.Remove(key);
        else data[key] = clean;
    }

    /// <summary>A day without a half is the whole day, and the end may not be before the start.</summary>
    private static void CompleteRange(JsonObject data, ImmutableArray<FieldRejection>.Builder errors)
    {
        var (from, to) = (TextOf(data, "from"), TextOf(data, "to"));
        if (from is not null && data["fromHalf"] is null) data["fromHalf"] = "am";
        if (to is not null && data["toHalf"] is null) data["toHalf"] = "pm";
        if (from is null || to is null) return;

        // yyyy-MM-dd and am/pm sort as text
        var order = string.CompareOrdinal(from, to);
        if (order > 0 || (order == 0 && string.CompareOrdinal(TextOf(data, "fromHalf"), TextOf(data, "toHalf")) > 0))
            errors.Add(new("to", "range-end-before-start", from, to));
    }

    private static void Require(FormField field, JsonObject data, ImmutableArray<FieldRejection>.Builder errors)
    {
        foreach (var key in field.DataKeys)
            if (data[key] is null && errors.All(e => e.Field != key) && key is not ("fromHalf" or "toHalf")) errors.Add(new(key, "value-missing"));
    }

    private static string? TextOf(JsonObject data, string key) => data[key]?.GetValue<string>();
}
