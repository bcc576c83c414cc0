using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace StaffFlows.Workflows.Documents.Printing;

/// <summary>How text looks: what a run says of itself, else its styles, else the document.</summary>
internal sealed class StyleChain
{
    private const int MaxSteps = 10;
    private readonly Dictionary<string, Style> byId = [];
    private readonly PrintedLook plain;
    private readonly Style? usual;

    public StyleChain(MainDocumentPart main)
    {
        var styles = main.StyleDefinitionsPart?.Styles;
        foreach (var style in styles?.Elements<Style>() ?? [])
        {
            if (style.StyleId?.Value is { } id) byId[id] = style;
            if (style is { Type.Value: StyleValues.Paragraph, Default.Value: true }) usual = style;
        }

        plain = Apply(PrintedLook.Plain, styles?.DocDefaults?.RunPropertiesDefault?.RunPropertiesBaseStyle);
    }

    public PrintedLook LookOf(Run run, Paragraph paragraph)
    {
        var look = Chain(paragraph.ParagraphProperties?.ParagraphStyleId?.Val?.Value, usual).Aggregate(plain, (seen, style) => Apply(seen, style.StyleRunProperties));
        look = Chain(run.RunProperties?.RunStyle?.Val?.Value, null).Aggregate(look, (seen, style) => Apply(seen, style.StyleRunProperties));
        return Apply(look, run.RunProperties);
    }

    /// <summary>The paragraph's own word, or that of the nearest of its styles that has one.</summary>
    public T? Find<T>(Paragraph paragraph)
        where T : OpenXmlElement =>
        paragraph.ParagraphProperties?.GetFirstChild<T>()
        ?? Chain(paragraph.ParagraphProperties?.ParagraphStyleId?.Val?.Value, usual).Reverse().Select(style => style.StyleParagraphProperties?.GetFirstChild<T>()).FirstOrDefault(found => found is not null);

    public TableBorders? BordersOf(Table table)
    {
        var properties = table.GetFirstChild<TableProperties>();
        return properties?.TableBorders
            ?? Chain(properties?.TableStyle?.Val?.Value, null).Reverse().Select(style => style.StyleTableProperties?.TableBorders).FirstOrDefault(found => found is not null);
    }

    /// <summary>From the remotest ancestor to the style itself.</summary>
    private Stack<Style> Chain(string? id, Style? otherwise)
    {
        var style = id is not null && byId.TryGetValue(id, out var named) ? named : otherwise;
        var chain = new Stack<Style>();
        for (; style is not null && chain.Count < MaxSteps; style = style.BasedOn?.Val?.Value is { } parent ? byId.GetValueOrDefault(parent) : null) chain.Push(style);
        return chain;
    }

    private static PrintedLook Apply(PrintedLook look, OpenXmlCompositeElement? own) => own is null ? look : new(
        double.TryParse(own.GetFirstChild<FontSize>()?.Val?.Value, CultureInfo.InvariantCulture, out var halfPoints) ? halfPoints / 2 : look.Size,
        Says(own.GetFirstChild<Bold>(), look.IsBold),
        Says(own.GetFirstChild<Italic>(), look.IsItalic),
        own.GetFirstChild<Underline>()?.Val?.Value is { } line ? line is not UnderlineValues.None : look.IsUnderlined,
        own.GetFirstChild<RunFonts>()?.EastAsia?.Value is { } font ? FontOf(font) : look.Font);

    private static bool Says(OnOffType? word, bool otherwise) => word is null ? otherwise : word.Val?.Value ?? true;

    private static PrintedFont FontOf(string name) => name switch
    {
        _ when name.Contains("仿宋", StringComparison.Ordinal) || name.Contains("FangSong", StringComparison.OrdinalIgnoreCase) => PrintedFont.FangSong,
        _ when name.Contains("黑体", StringComparison.Ordinal) || name.Contains("Hei", StringComparison.OrdinalIgnoreCase) => PrintedFont.Hei,
        _ when name.Contains('楷') || name.Contains("Kai", StringComparison.OrdinalIgnoreCase) => PrintedFont.Kai,
        _ => PrintedFont.Song,
    };
}
