using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace StaffFlows.Workflows.Documents.Templates;

/// <summary>
/// The text of a paragraph across the runs into which Word has cut it. What is put in takes the look of the run in which the
/// placeholder begins.
/// </summary>
internal sealed class ParagraphText
{
    private readonly List<(Text Element, int Start)> pieces = [];

    public ParagraphText(Paragraph paragraph)
    {
        var text = new StringBuilder();
        foreach (var element in paragraph.Descendants().Where(e => e.Parent is Run && e.Ancestors<Paragraph>().First() == paragraph))
        {
            if (element is Text piece)
            {
                pieces.Add((piece, text.Length));
                text.Append(piece.Text);
            }
            else if (element is Break or TabChar or CarriageReturn)
            {
                text.Append('\n');
            }
        }

        Value = text.ToString();
    }

    public string Value { get; }

    /// <summary>Tokens are replaced from the last to the first, so that places stay what they are.</summary>
    public void Replace(Token token, string value) =>
        Replace(token, [.. value.ReplaceLineEndings("\n").Split('\n').SelectMany((line, index) => index == 0 ? new OpenXmlElement[] { Line(line) } : [new Break(), Line(line)])]);

    public void Replace(Token token, params OpenXmlElement[] content)
    {
        var touched = pieces.Where(p => p.Start < token.End && p.Start + p.Element.Text.Length > token.Start).ToList();
        var (first, last) = (touched[0], touched[^1]);
        var rest = last.Element.Text[(token.End - last.Start)..];
        foreach (var (between, _) in touched.Skip(1)) between.Text = "";

        Set(first.Element, first.Element.Text[..(token.Start - first.Start)]);
        OpenXmlElement after = first.Element;
        foreach (var element in content) after = after.InsertAfterSelf(element);
        if (last.Element == first.Element) after.InsertAfterSelf(Line(rest));
        else Set(last.Element, rest);
    }

    private static Text Line(string text) => new(text) { Space = SpaceProcessingModeValues.Preserve };

    private static void Set(Text element, string text) => (element.Text, element.Space) = (text, SpaceProcessingModeValues.Preserve);
}
