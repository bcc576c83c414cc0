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
            ReadRights(root, fields));
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
        var (min, max) = (row.OptionalNumber("min"), row.OptionalNumber("max"));
        if (min > max) row.Reject("max", "number-limits-crossed");
        return new(
            key, type, row.Localized("label"), row.OptionalLocalized("help"), choices,
            row.OptionalInteger("maxLength", 1, 100_000), row.OptionalFlag("sensitive"))
        {
            Min = min,
            Max = max,
            Decimals = row.OptionalInteger("decimals", 0, 6),
            PerPerson = row.OptionalFlag("perPerson"),
            Table = type is FieldType.Table ? ReadTable(row) : null,
        };
    }

    private static FormTable ReadTable(JsonRow row)
    {
        var columns = row.Rows("columns", FormTable.MostColumns).Select(ReadColumn).ToImmutableArray();
        foreach (var twice in columns.GroupBy(column => column.Key).Where(group => group.Count() > 1)) row.Reject("columns", "key-duplicate", twice.Key);
        if (columns.IsEmpty) row.Reject("columns", "value-missing");

        var rows = row.Has("rows") ? row.Texts("rows", FormTable.MostRows) : [];
        var isFixed = row.OptionalFlag("fixedRows");
        if (!rows.IsEmpty && !isFixed) row.Reject("rows", "rows-not-fixed");
        if (!rows.IsEmpty && columns is [{ Type: not FieldType.Text }, ..]) row.Reject("rows", "rows-without-text");

        var most = row.OptionalInteger("maxRows", 1, FormTable.MostRows) ?? (isFixed && !rows.IsEmpty ? rows.Length : Math.Min(50, FormTable.MostCells / Math.Max(1, columns.Length)));
        if (most * columns.Length > FormTable.MostCells) row.Reject("maxRows", "table-too-many-cells", $"{FormTable.MostCells}");
        if (rows.Length > most) row.Reject("rows", "list-too-long", $"{most}");
        return new(columns, row.OptionalInteger("minRows", 0, most) ?? 0, most, isFixed, rows);
    }

    private static FormField ReadColumn(JsonRow row)
    {
        var column = ReadField(row);
        if (!FormTable.MayBeColumn(column.Type)) row.Reject("type", "column-type-invalid");
        if (column.Key is FormTable.RowId) row.Reject("key", "key-duplicate", column.Key);
        return column;
    }

    private static ImmutableDictionary<string, ImmutableDictionary<string, FieldRight>> ReadRights(JsonRow root, IReadOnlyCollection<FormField> fields)
    {
        var known = fields.Select(field => field.Key).Concat(fields.SelectMany(table => table.Columns, (table, column) => table.ColumnKey(column))).ToHashSet();
        var rights = ImmutableDictionary.CreateBuilder<string, ImmutableDictionary<string, FieldRight>>();
        if (root.OptionalRow("rights") is not { } steps) return rights.ToImmutable();

        foreach (var stepId in steps.Names.Distinct())
        {
            if (steps.Row(stepId) is not { } step) continue;

            foreach (var unknown in step.Names.Where(name => !known.Contains(name))) step.Reject(unknown, "field-unknown", unknown);
            rights[stepId] = step.Names.Where(known.Contains).Distinct().ToImmutableDictionary(name => name, step.Choice<FieldRight>);
        }

        return rights.ToImmutable();
    }
}
