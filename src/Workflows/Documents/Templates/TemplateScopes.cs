using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace StaffFlows.Workflows.Documents.Templates;

/// <summary>Where the text of a Word file stands.</summary>
internal static class TemplateScopes
{
    /// <summary>Text, headers, footers and notes.</summary>
    public static IEnumerable<(OpenXmlPart Part, OpenXmlPartRootElement Root)> Roots(this WordprocessingDocument document)
    {
        var main = document.MainDocumentPart!;
        OpenXmlPart?[] parts = [main, .. main.HeaderParts, .. main.FooterParts, main.FootnotesPart, main.EndnotesPart];
        return parts
            .OfType<OpenXmlPart>().Where(part => part.RootElement is not null).Select(part => (part, part.RootElement!));
    }

    /// <summary>What is repeated where a list begins in this paragraph: its table row, or itself outside of tables.</summary>
    public static OpenXmlElement RepeatedAt(this Paragraph paragraph) => paragraph.Ancestors<TableRow>().FirstOrDefault() is { } row ? row : paragraph;

    public static IEnumerable<Paragraph> Paragraphs(this OpenXmlElement scope) => scope is Paragraph own ? [own] : scope.Descendants<Paragraph>();
}
