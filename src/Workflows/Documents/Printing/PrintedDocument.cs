using System.Collections.Immutable;

namespace StaffFlows.Workflows.Documents.Printing;

/// <summary>A filled document as a browser prints it: read from the Word file itself, so that both say the same.</summary>
public sealed record PrintedDocument(ImmutableArray<PrintedBlock> Blocks, bool IsLandscape);

/// <summary>A paragraph or a table. Closed.</summary>
public abstract record PrintedBlock
{
    private PrintedBlock()
    {
    }

    /// <param name="Indent">Of the first line, in characters.</param>
    /// <param name="Level">1 for the title, 2 and further for headings; 0 for text.</param>
    public sealed record Paragraph(PrintedAlignment Alignment, int Indent, int Level, ImmutableArray<PrintedRun> Runs) : PrintedBlock;

    /// <param name="Widths">Of the columns in hundredths of the whole; empty where the file says nothing.</param>
    public sealed record Table(ImmutableArray<int> Widths, bool HasBorders, ImmutableArray<PrintedRow> Rows) : PrintedBlock;
}

public enum PrintedAlignment
{
    Justified,
    Centred,
    Right,
}

/// <param name="Height">Least height in millimetres; 0 for what the content needs.</param>
public sealed record PrintedRow(int Height, bool IsHeader, ImmutableArray<PrintedCell> Cells);

/// <param name="IsTop">Its content stands at the top, otherwise in the middle.</param>
public sealed record PrintedCell(int ColumnSpan, int RowSpan, bool IsTop, ImmutableArray<PrintedBlock> Blocks);

/// <param name="Text">May hold line ends.</param>
/// <param name="CodeAddress">The run is a QR code that leads there.</param>
public sealed record PrintedRun(string Text, PrintedLook Look, string? CodeAddress = null);

/// <param name="Size">In points.</param>
public sealed record PrintedLook(double Size, bool IsBold, bool IsItalic, bool IsUnderlined, PrintedFont Font)
{
    public static PrintedLook Plain { get; } = new(10.5, false, false, false, PrintedFont.Song);
}

/// <summary>The typefaces of official papers; whatever else a template names is shown in the first.</summary>
public enum PrintedFont
{
    /// <summary>宋体</summary>
    Song,

    /// <summary>黑体</summary>
    Hei,

    /// <summary>仿宋</summary>
    FangSong,

    /// <summary>楷体</summary>
    Kai,
}
