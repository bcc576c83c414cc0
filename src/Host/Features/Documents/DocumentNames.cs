using StaffFlows.Host.Localisation;

namespace StaffFlows.Host.Features.Documents;

/// <summary>What documents and their files are called.</summary>
internal static class DocumentNames
{
    /// <summary>登记备案表 · 张明.</summary>
    public static string Of(CaseDocument document, Wording say) => document.Draft.PartName is { } part ? $"{say.Of(document.Kind.Name)} · {part}" : say.Of(document.Kind.Name);

    /// <summary>GS-2026-000017 公示.docx, in Chinese as the paper is.</summary>
    public static string FileOf(MadeDocument made) => $"{made.Number} {made.Document.Kind.Name.Zh}{(made.Document.Draft.PartName is { } part ? $" {part}" : "")}.docx";

    public static string Address(Guid caseId, CaseDocument document, string? file = null) =>
        $"/cases/{caseId}/documents/{document.Kind.Key}{file}{(document.Draft.Part.Length > 0 ? $"?of={Uri.EscapeDataString(document.Draft.Part)}" : "")}";
}
