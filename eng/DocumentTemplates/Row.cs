namespace StaffFlows.DocumentTemplates;

/// <param name="Height">Least height in millimetres.</param>
internal sealed record Row(int Height, bool IsHeader, params Cell[] Cells)
{
    public static Row Of(params Cell[] cells) => new(10, false, cells);

    public static Row High(int height, params Cell[] cells) => new(height, false, cells);

    /// <summary>Comes again on each page.</summary>
    public static Row Header(params string[] labels) => new(10, true, [.. labels.Select(label => Cell.Label(label))]);

    /// <summary>Comes again for each of the list.</summary>
    /// <param name="columns">The first begins the list and the last ends it.</param>
    public static Row Each(string list, params string[] columns) => new(9, false,
    [
        .. columns.Select((column, index) => Cell.Centred(
            $"{(index == 0 ? $"{{{{#{list}}}}}" : "")}{column}{(index == columns.Length - 1 ? $"{{{{/{list}}}}}" : "")}")),
    ]);

    /// <summary>意见: whose, the words, and below them signature, seal and date.</summary>
    public static Row Opinion(string whose, int span, string words, string signed, string date, int height = 28) =>
        High(height, Cell.Label(whose), new Cell(span, CellLook.Opinion, words, $"签名（盖章）：{signed}", date));
}

internal enum CellLook
{
    Label,
    Value,
    Centred,
    Opinion,
    Code,
    Small,
}

/// <param name="Lines">The last two of an opinion stand at the right.</param>
internal sealed record Cell(int Span, CellLook Look, params string[] Lines)
{
    public static Cell Label(string text, int span = 1) => new(span, CellLook.Label, text);

    public static Cell Value(string text, int span = 1) => new(span, CellLook.Value, text);

    public static Cell Centred(string text, int span = 1) => new(span, CellLook.Centred, text);

    /// <summary>Several lines from the top.</summary>
    public static Cell Lined(int span, params string[] lines) => new(span, CellLook.Value, lines);
}
