using System.Collections.Immutable;
using System.Text.Json.Nodes;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Forms;
using StaffFlows.Workflows.Personnel;

namespace StaffFlows.Workflows.Cases;

/// <summary>The words that the patterns of a procedure may ask for: of the case, and of its form.</summary>
public static class CaseWords
{
    public const string Applicant = "applicant";
    public const string Unit = "unit";
    public const string Window = "window";
    public const string Procedure = "procedure";

    public const int MaxTitle = 200;

    /// <summary>Those that need no form.</summary>
    public static ImmutableArray<string> Always { get; } = [Procedure, Applicant, Unit, Window];

    public static LocalizedText? Find(string word, LocalizedText procedure, Person applicant, Form form, JsonObject data, Organisation organisation) => word switch
    {
        Procedure => procedure,
        Applicant => new(applicant.Name, applicant.Name),
        Unit => Same(organisation.HomeUnitOf(applicant).Name),
        Window => WindowOf(form, data, organisation) ?? Same(organisation.WindowOf(applicant)?.Name),
        _ => form.Fields.FirstOrDefault(field => field.DataKeys.Contains(word)) is { } field ? FieldText.Of(field, word, data, organisation) : null,
    };

    /// <summary>
    /// The title of a case by its procedure's pattern; in Chinese, and without what is sensitive: titles stand in lists and messages.
    /// Where nothing but the applicant would be left, the procedure's name stands before him.
    /// </summary>
    /// <param name="known">Words that a step has found, before all others.</param>
    public static string Title(
        CaseHeader header, Form form, JsonObject data, Organisation organisation, IReadOnlyDictionary<string, string>? known = null)
    {
        var applicant = organisation.People[header.ApplicantId];
        var open = form with { Sections = [.. form.Sections.Select(section => section with { Fields = [.. section.Fields.Where(field => !field.Sensitive).Select(field => field.WithoutSensitiveColumns())] })] };
        var name = header.ProcedureName ?? header.Procedure;
        var title = TextPattern.Fill(header.TitlePattern ?? "", word =>
            known?.GetValueOrDefault(word) ?? Find(word, new(name, name), applicant, open, data, organisation)?.Zh);
        if (title.Length == 0 || title == applicant.Name) title = $"{name} · {applicant.Name}";
        return title.Length <= MaxTitle ? title : $"{title[..(MaxTitle - 1)]}…";
    }

    /// <summary>The windows that the form is about, those of the posts of a selection among them; null where it names none.</summary>
    private static LocalizedText? WindowOf(Form form, JsonObject data, Organisation organisation)
    {
        if (form.Fields.FirstOrDefault(field => field.Type is FieldType.Window) is { } own) return FieldText.Of(own, own.Key, data, organisation);
        if (form.Fields.FirstOrDefault(field => field.Columns.Any(column => column.Type is FieldType.Window)) is not { } table) return null;

        var column = table.Columns.First(column => column.Type is FieldType.Window);
        var windows = TableRows.In(data, table).Select(row => FieldText.Of(column, column.Key, row, organisation)?.Zh).OfType<string>().Distinct().ToList();
        return windows.Count == 0 ? null : Same(string.Join('、', windows));
    }

    private static LocalizedText? Same(string? text) => text is null ? null : new(text, text);
}
