using System.Collections.Immutable;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using StaffFlows.Workflows.Documents.Templates;
using Pictures = DocumentFormat.OpenXml.Drawing.Wordprocessing;

namespace StaffFlows.Workflows.Documents.Printing;

/// <summary>Reads a filled Word file for the page that prints it. Page numbers are the browser's business.</summary>
public static class DocumentReading
{
    public static PrintedDocument Read(ReadOnlyMemory<byte> file)
    {
        using var stream = new MemoryStream(file.ToArray(), writable: false);
        using var document = WordprocessingDocument.Open(stream, isEditable: false);
        var main = document.MainDocumentPart!;
        var body = main.Document.Body!;
        var reader = new Reader(new(main));
        var section = body.Elements<SectionProperties>().LastOrDefault();
        return new(
            [
                .. main.HeaderParts.SelectMany(part => reader.Margin(part.Header)),
                .. reader.Blocks(body),
                .. main.FooterParts.SelectMany(part => reader.Margin(part.Footer)),
            ],
            section?.GetFirstChild<PageSize>()?.Orient?.Value is PageOrientationValues.Landscape);
    }

    private sealed class Reader(StyleChain styles)
    {
        /// <summary>A header or footer, unless it is empty but for the page's number.</summary>
        public IEnumerable<PrintedBlock> Margin(OpenXmlCompositeElement margin) =>
            Blocks(margin).Where(block => block is not PrintedBlock.Paragraph paragraph || paragraph.Runs.Any(run => run.Text.Any(char.IsLetterOrDigit) || run.CodeAddress is not null));

        public ImmutableArray<PrintedBlock> Blocks(OpenXmlElement container) => [.. container.ChildElements.SelectMany(Blocks1)];

        private IEnumerable<PrintedBlock> Blocks1(OpenXmlElement element) => element switch
        {
            Paragraph paragraph => [Of(paragraph)],
            Table table => [Of(table)],
            SdtBlock { SdtContentBlock: { } content } => Blocks(content),
            _ => [],
        };

        private PrintedBlock.Paragraph Of(Paragraph paragraph)
        {
            var alignment = styles.Find<Justification>(paragraph)?.Val?.Value switch
            {
                JustificationValues.Center => PrintedAlignment.Centred,
                JustificationValues.Right or JustificationValues.End => PrintedAlignment.Right,
                _ => PrintedAlignment.Justified,
            };
            return new(alignment, IndentOf(paragraph), styles.Find<OutlineLevel>(paragraph)?.Val?.Value is { } level ? level + 1 : 0, Runs(paragraph));
        }

        private int IndentOf(Paragraph paragraph) => styles.Find<Indentation>(paragraph) switch
        {
            { FirstLineChars.Value: var hundredths } => hundredths / 100,
            { FirstLine.Value: { } twips } when int.TryParse(twips, out var length) => length / 240,
            _ => 0,
        };

        private ImmutableArray<PrintedRun> Runs(Paragraph paragraph)
        {
            var (runs, fields) = (ImmutableArray.CreateBuilder<PrintedRun>(), 0);
            foreach (var run in paragraph.Descendants<Run>().Where(r => r.Parent is not SimpleField && r.Ancestors<Paragraph>().First() == paragraph))
            {
                var (look, text) = (styles.LookOf(run, paragraph), new StringBuilder());
                foreach (var element in run.ChildElements)
                {
                    if (element is FieldChar mark) fields += mark.FieldCharType?.Value switch { FieldCharValues.Begin => 1, FieldCharValues.End => -1, _ => 0 };
                    else if (fields > 0) continue;
                    else if (element is Text piece) text.Append(piece.Text);
                    else if (element is Break { Type.Value: BreakValues.Page or BreakValues.Column }) continue;
                    else if (element is Break or CarriageReturn) text.Append('\n');
                    else if (element is TabChar) text.Append('\u3000');
                    else if (element is Drawing drawing && AddressOf(drawing) is { } address)
                    {
                        runs.Add(new(text.ToString(), look));
                        text.Clear();
                        runs.Add(new("", look, address));
                    }
                }

                if (text.Length > 0) runs.Add(new(text.ToString(), look));
            }

            return runs.ToImmutable();
        }

        private static string? AddressOf(Drawing drawing) =>
            drawing.Descendants<Pictures.DocProperties>().FirstOrDefault() is { Name.Value: DocumentPictures.CodeName } code ? code.Description?.Value : null;

        private PrintedBlock.Table Of(Table table)
        {
            var widths = table.GetFirstChild<TableGrid>()?.Elements<GridColumn>().Select(c => int.TryParse(c.Width?.Value, out var width) ? width : 0).ToList() ?? [];
            var whole = widths.Sum();
            var borders = styles.BordersOf(table);
            var hasBorders = borders?.TopBorder?.Val?.Value is not (null or BorderValues.None or BorderValues.Nil);
            return new(whole == 0 ? [] : [.. widths.Select(w => w * 100 / whole)], hasBorders, TableRows.Read(table, Blocks));
        }
    }
}
