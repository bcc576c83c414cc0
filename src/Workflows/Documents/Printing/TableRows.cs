using System.Collections.Immutable;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace StaffFlows.Workflows.Documents.Printing;

/// <summary>The rows of a table, with cells that reach across columns and rows.</summary>
internal static class TableRows
{
    private const double TwipsPerMillimetre = 1440 / 25.4;

    public static ImmutableArray<PrintedRow> Read(Table table, Func<OpenXmlElement, ImmutableArray<PrintedBlock>> blocks)
    {
        var rows = table.Elements<TableRow>().Select(row => (Row: row, Cells: Placed(row))).ToList();
        return
        [
            .. rows.Select((row, index) => new PrintedRow(
                (int)Math.Round((row.Row.TableRowProperties?.GetFirstChild<TableRowHeight>()?.Val?.Value ?? 0) / TwipsPerMillimetre),
                row.Row.TableRowProperties?.GetFirstChild<TableHeader>() is not null,
                [
                    .. row.Cells.Where(cell => !Continues(cell.Cell)).Select(cell => new PrintedCell(
                        SpanOf(cell.Cell),
                        1 + rows.Skip(index + 1).TakeWhile(below => below.Cells.Any(c => c.Column == cell.Column && Continues(c.Cell))).Count(),
                        cell.Cell.TableCellProperties?.TableCellVerticalAlignment?.Val?.Value is not (TableVerticalAlignmentValues.Center or TableVerticalAlignmentValues.Bottom),
                        blocks(cell.Cell))),
                ])),
        ];
    }

    /// <summary>Each cell with the number of its first column.</summary>
    private static List<(int Column, TableCell Cell)> Placed(TableRow row)
    {
        var (placed, column) = (new List<(int, TableCell)>(), row.TableRowProperties?.GetFirstChild<GridBefore>()?.Val?.Value ?? 0);
        foreach (var cell in row.Elements<TableCell>())
        {
            placed.Add((column, cell));
            column += SpanOf(cell);
        }

        return placed;
    }

    private static int SpanOf(TableCell cell) => cell.TableCellProperties?.GridSpan?.Val?.Value ?? 1;

    private static bool Continues(TableCell cell) => cell.TableCellProperties?.VerticalMerge is { } merge && (merge.Val?.Value ?? MergedCellValues.Continue) is MergedCellValues.Continue;
}
