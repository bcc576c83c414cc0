using System.Collections.Immutable;
using StaffFlows.Workflows.DataFiles;

namespace StaffFlows.Workflows.Forms;

/// <summary>Reads a form's JSON (<c>workflows/forms/*.json</c>): sections with fields, and per step a right for each field.</summary>
public static class FormFile
{
    private const int MaxSections = 20;
    private const int MaxFields = 100;
    private const int MaxChoices = 200;

    public static Reading<Form> Read(ReadOnlyMemory<byte> utf8) => JsonFile.Read(utf8, root =>
    {
        var sections = root.Rows("sections", MaxSections).Select(ReadSection).ToImmutableArray();
        var fields = sections.SelectMany(s => s.Fields).ToList();
        foreach (var twice in fields.SelectMany(f => f.DataKeys).GroupBy(k => k).Where(g => g.Count() > 1))
            root.Reject("sections", "key-duplicate", twice.Key);

        return new Form(
            root.Text("key", 50), root.OptionalInteger("version", 1, int.MaxValue) ?? 1, root.Localized("title"), sections,
            ReadRights(root, [.. fields.Select(f => f.Key)]));
    });

    private static FormSection ReadSection(JsonRow row) =>
        new(row.OptionalLocalized("title"), [.. row.Rows("fields", MaxFields).Select(ReadField)]);

    private static FormField ReadField(JsonRow row)
    {
        var type = row.Choice<FieldType>("type");
        var key = row.Text("key", 50);
        if (key.Length > 0 && !(char.IsAsciiLetterLower(key[0]) && key.All(char.IsAsciiLetterOrDigit))) row.Reject("key", "field-key-invalid", key);

        var choices = row.Has("choices") || type is FieldType.Choice
            ? row.Rows("choices", MaxChoices).Select(c => new Choice(c.Text("key", 50), c.Localized("label"))).ToImmutableArray()
            : [];
        return new(
            key, type, row.Localized("label"), row.OptionalLocalized("help"), choices,
            row.OptionalInteger("maxLength", 1, 100_000), row.OptionalFlag("sensitive"));
    }

    private static ImmutableDictionary<string, ImmutableDictionary<string, FieldRight>> ReadRights(JsonRow root, ImmutableHashSet<string> fields)
    {
        var rights = ImmutableDictionary.CreateBuilder<string, ImmutableDictionary<string, FieldRight>>();
        if (root.OptionalRow("rights") is not { } steps) return rights.ToImmutable();

        foreach (var stepId in steps.Names.Distinct())
        {
            if (steps.Row(stepId) is not { } step) continue;

            foreach (var unknown in step.Names.Where(name => !fields.Contains(name))) step.Reject(unknown, "field-unknown", unknown);
            rights[stepId] = step.Names.Where(fields.Contains).Distinct().ToImmutableDictionary(name => name, step.Choice<FieldRight>);
        }

        return rights.ToImmutable();
    }
}
