using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.Primitives;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Cases;

namespace StaffFlows.Host.Features.Procedures;

/// <summary>The settings as they were typed, right or wrong.</summary>
/// <param name="Everybody">Whoever is on post may start it; otherwise the holders of <paramref name="Roles"/>.</param>
public sealed record ProcedureForm(
    string Key,
    string NameZh,
    string NameEn,
    string Category,
    string CategoryEn,
    string DescriptionZh,
    string DescriptionEn,
    string Form,
    string NumberPattern,
    string TitlePattern,
    string SummaryPattern,
    bool Everybody,
    ImmutableArray<string> Roles,
    string Order)
{
    public const string UsualForm = "general";

    /// <summary>As they are; proposals where it has none yet.</summary>
    internal static ProcedureForm Of(ManagedProcedure procedure) => procedure.Settings is not { } settings
        ? new("", procedure.Latest.Name ?? "", "", "", "", "", "", UsualForm, "", "{subject} · {applicant}", "", true, [], "100")
        : new(
            settings.Key, settings.Name.Zh, Other(settings.Name), settings.Category.Zh, Other(settings.Category), settings.Description.Zh, Other(settings.Description),
            settings.Form, settings.NumberPattern, settings.TitlePattern, settings.SummaryPattern,
            Parts(settings).Contains(ProcedureSettings.Everybody),
            [.. Parts(settings).Where(p => p.StartsWith(ProcedureSettings.RolePrefix, StringComparison.Ordinal)).Select(p => p[ProcedureSettings.RolePrefix.Length..])],
            settings.Order.ToString(CultureInfo.InvariantCulture));

    internal static ProcedureForm Read(IFormCollection posted)
    {
        return new(
            Text("key"), Text("nameZh"), Text("nameEn"), Text("category"), Text("categoryEn"), Text("descriptionZh"), Text("descriptionEn"), Text("form"),
            Text("numberPattern"), Text("titlePattern"), Text("summaryPattern"), posted["starters"] != "roles", [.. posted["roles"].OfType<string>().Distinct()], Text("order"));

        string Text(string name) => posted.TryGetValue(name, out var value) && value is not [] ? Shorten(value) : "";
    }

    /// <summary>Checked before by <see cref="ProcedureCheck"/>.</summary>
    internal ProcedureSettings ToSettings() => new(
        Key, Form, new(NameZh, NameEn), new(Category, CategoryEn), new(DescriptionZh, DescriptionEn), NumberPattern.Length > 0 ? NumberPattern : ProcedureSettings.UsualNumber(Key),
        TitlePattern.Length > 0 ? TitlePattern : ProcedureSettings.UsualTitle, SummaryPattern,
        Everybody ? ProcedureSettings.Everybody : string.Join(" | ", Roles.Select(role => ProcedureSettings.RolePrefix + role)),
        int.Parse(Order, CultureInfo.InvariantCulture));

    private static string[] Parts(ProcedureSettings settings) => settings.MayStart.Split('|', StringSplitOptions.TrimEntries);

    private static string Other(LocalizedText text) => text.En == text.Zh ? "" : text.En;

    private static string Shorten(StringValues value) => value.ToString().Trim() is var text && text.Length > 500 ? text[..500] : text;
}
