using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace StaffFlows.Workflows.Documents.Spreadsheets;

/// <summary>
/// A list as an .xlsx workbook of one sheet: numbers and dates as such, everything else as text. No cell holds a formula: what looks like one
/// is text, and stays text where somebody opens it for editing or saves it as a list with commas.
/// </summary>
public static class SpreadsheetFile
{
    public const string MediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>What Excel takes in one cell; more is cut off.</summary>
    private const int MostCharacters = 32_767;
    private const int LongestSheetName = 31;

    private const uint Plain = 0;
    private const uint Heading = 1;
    private const uint Date = 2;
    private const uint Quoted = 3;

    /// <param name="rows">A cell is a <see cref="string"/>, an <see cref="int"/>, a <see cref="decimal"/>, a <see cref="DateOnly"/> or null.</param>
    public static byte[] Write(string sheet, IReadOnlyList<string> head, IEnumerable<IReadOnlyList<object?>> rows)
    {
        using var file = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(file, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            var styles = book.AddNewPart<WorkbookStylesPart>();
            styles.Stylesheet = Styles();
            var part = book.AddNewPart<WorksheetPart>();
            WriteSheet(part, head, rows);
            book.Workbook = new Workbook(new Sheets(new Sheet { Id = book.GetIdOfPart(part), SheetId = 1, Name = NameOf(sheet) }));
        }

        return file.ToArray();
    }

    private static void WriteSheet(WorksheetPart part, IReadOnlyList<string> head, IEnumerable<IReadOnlyList<object?>> rows)
    {
        using var writer = OpenXmlWriter.Create(part);
        writer.WriteStartElement(new Worksheet());
        writer.WriteElement(new SheetViews(new SheetView(
            new Pane { VerticalSplit = 1, TopLeftCell = "A2", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen }) { WorkbookViewId = 0 }));
        writer.WriteElement(new Columns(new Column { Min = 1, Max = (uint)head.Count, Width = 20, CustomWidth = true }));
        writer.WriteStartElement(new SheetData());
        writer.WriteElement(RowOf(1, [.. head.Select((text, i) => Text(i, 1, text, Heading))]));
        var number = 1u;
        foreach (var row in rows)
        {
            number++;
            writer.WriteElement(RowOf(number, [.. row.Select((value, i) => CellOf(i, number, value)).OfType<Cell>()]));
        }

        writer.WriteEndElement();
        writer.WriteElement(new AutoFilter { Reference = $"A1:{ColumnOf(head.Count - 1)}{number}" });
        writer.WriteEndElement();
    }

    private static Row RowOf(uint number, Cell[] cells) => new(cells) { RowIndex = number };

    private static Cell? CellOf(int column, uint row, object? value) => value switch
    {
        null or "" => null,
        DateOnly date => Number(column, row, date.DayNumber - new DateOnly(1899, 12, 30).DayNumber, Date),
        int count => Number(column, row, count, Plain),
        decimal amount => Number(column, row, amount, Plain),
        string text => Text(column, row, text, text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' ? Quoted : Plain),
        _ => throw new ArgumentException($"A cell is no {value.GetType().Name}.", nameof(value)),
    };

    private static Cell Number(int column, uint row, decimal value, uint style) =>
        new(new CellValue(value)) { CellReference = $"{ColumnOf(column)}{row}", StyleIndex = style, DataType = CellValues.Number };

    private static Cell Text(int column, uint row, string text, uint style) =>
        new(new InlineString(new Text(Readable(text)) { Space = SpaceProcessingModeValues.Preserve })) { CellReference = $"{ColumnOf(column)}{row}", StyleIndex = style, DataType = CellValues.InlineString };

    /// <summary>Without what no XML file may hold.</summary>
    private static string Readable(string text)
    {
        var kept = string.Concat(text.EnumerateRunes().Where(rune => rune.Value > char.MaxValue || XmlConvert.IsXmlChar((char)rune.Value)).Select(rune => rune.ToString()));
        return kept.Length <= MostCharacters ? kept : kept[..MostCharacters];
    }

    /// <summary>A, B … Z, AA.</summary>
    private static string ColumnOf(int index) => index < 26 ? $"{(char)('A' + index)}" : $"{ColumnOf((index / 26) - 1)}{(char)('A' + (index % 26))}";

    private static string NameOf(string sheet)
    {
        var name = string.Concat(sheet.Where(c => !@"[]:*?/\".Contains(c, StringComparison.Ordinal)));
        return name.Length <= LongestSheetName ? name : name[..LongestSheetName];
    }

    private static Stylesheet Styles()
    {
        const uint dates = 164;
        return new(
            new NumberingFormats(new NumberingFormat { NumberFormatId = dates, FormatCode = "yyyy-mm-dd" }),
            new Fonts(new Font(), new Font(new Bold())),
            new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 })),
            new Borders(new Border()),
            new CellStyleFormats(new CellFormat()),
            new CellFormats(
                new CellFormat(),
                new CellFormat { FontId = 1, ApplyFont = true },
                new CellFormat { NumberFormatId = dates, ApplyNumberFormat = true },
                new CellFormat { NumberFormatId = 49, ApplyNumberFormat = true, QuotePrefix = true }));
    }
}
