using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Host.Features.Procedures;

/// <summary>What is wrong with typed settings, field by field, in the order of the form.</summary>
/// <param name="others">All other definitions.</param>
/// <param name="isUsed">Cases have the present key: it stays.</param>
internal sealed partial class ProcedureCheck(OfficeSnapshot office, ImmutableArray<ManagedProcedure> others, ProcedureSettings? present, bool isUsed)
{
    private const int MaxName = 40;
    private const int MaxDescription = 200;
    private const int MaxOrder = 9999;

    public ImmutableArray<FieldRejection> Check(ProcedureForm form) =>
    [
        .. Lengths(form),
        .. Key(form.Key),
        .. office.FindForm(form.Form) is null ? [new FieldRejection("form", "procedure-form-unknown", form.Form)] : Array.Empty<FieldRejection>(),
        .. Starters(form),
        .. Number(form),
        .. Words("titlePattern", form.TitlePattern, form.Form),
        .. Words("summaryPattern", form.SummaryPattern, form.Form),
        .. int.TryParse(form.Order, NumberStyles.None, CultureInfo.InvariantCulture, out var order) && order <= MaxOrder ? [] : new[] { new FieldRejection("order", "procedure-order-invalid", $"{MaxOrder}") },
    ];

    private static IEnumerable<FieldRejection> Lengths(ProcedureForm form)
    {
        if (form.NameZh.Length == 0) yield return new("nameZh", "value-missing");
        foreach (var (field, text, max) in new[]
        {
            ("nameZh", form.NameZh, MaxName), ("nameEn", form.NameEn, MaxName), ("category", form.Category, MaxName), ("categoryEn", form.CategoryEn, MaxName),
            ("descriptionZh", form.DescriptionZh, MaxDescription), ("descriptionEn", form.DescriptionEn, MaxDescription),
            ("titlePattern", form.TitlePattern, TextPattern.MaxLength), ("summaryPattern", form.SummaryPattern, TextPattern.MaxLength),
        })
        {
            if (text.Length > max) yield return new(field, "text-too-long", $"{max}");
        }
    }

    private IEnumerable<FieldRejection> Key(string key)
    {
        if (key.Length == 0) yield return new("key", "value-missing");
        else if (!KeyShape.IsMatch(key)) yield return new("key", "procedure-key-invalid");
        else if (others.FirstOrDefault(other => other.Settings?.Key == key || other.DefinitionId == key) is { } owner) yield return new("key", "procedure-key-taken", owner.Name.Zh);
        else if (isUsed && present is not null && present.Key != key) yield return new("key", "procedure-key-used", present.Key);
    }

    private IEnumerable<FieldRejection> Starters(ProcedureForm form)
    {
        if (form.Everybody) yield break;
        if (form.Roles.IsEmpty) yield return new("starters", "procedure-roles-missing");
        foreach (var role in form.Roles.Where(role => !office.Organisation.Roles.ContainsKey(role))) yield return new("starters", "procedure-role-unknown", role);
    }

    private IEnumerable<FieldRejection> Number(ProcedureForm form)
    {
        if (form.NumberPattern.Length == 0) yield break;
        if (!NumberPattern.IsUsable(form.NumberPattern)) yield return new("numberPattern", "procedure-number-invalid");
        else if (others.FirstOrDefault(other => other.Settings is { } theirs && NumberPattern.Collide(theirs.NumberPattern, form.NumberPattern)) is { } owner)
            yield return new("numberPattern", "procedure-number-taken", owner.Name.Zh);
    }

    private IEnumerable<FieldRejection> Words(string field, string pattern, string formKey)
    {
        if (!TextPattern.IsReadable(pattern)) yield return new(field, "procedure-braces");
        if (office.FindForm(formKey) is not { } form) yield break;

        foreach (var word in TextPattern.WordsOf(pattern).Where(word => !CaseWords.Always.Contains(word) && !form.Fields.Any(f => f.DataKeys.Contains(word))))
            yield return new(field, "procedure-word-unknown", word);
    }

    [GeneratedRegex("^[a-z][a-z0-9-]{1,39}$", RegexOptions.NonBacktracking)]
    private static partial Regex KeyShape { get; }
}
