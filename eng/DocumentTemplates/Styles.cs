using System.Xml.Linq;

namespace StaffFlows.DocumentTemplates;

/// <summary>The looks that a clerk finds in Word's list of styles.</summary>
internal static class Styles
{
    private const string Song = "宋体";
    private const string Hei = "黑体";
    private const string FangSong = "仿宋";

    public static XElement All(XNamespace w) => new(
        w + "styles",
        new XAttribute(XNamespace.Xmlns + "w", w),
        new XElement(w + "docDefaults", new XElement(w + "rPrDefault", Run(w, FangSong, 24, false))),
        Style(w, "Normal", "Normal", FangSong, 24, isDefault: true),
        Style(w, "Title", "公文标题", Song, 44, "center", isBold: true, before: 0, after: 120, line: 580, isHeading: true),
        Style(w, "Below", "题下说明", FangSong, 24, "center", after: 120),
        Style(w, "Heading", "一级标题", Hei, 32, indent: 200, line: 540, isHeading: true),
        Style(w, "Text", "公文正文", FangSong, 32, indent: 200, line: 540),
        Style(w, "Signed", "落款", FangSong, 32, "right", line: 540),
        Style(w, "Cell", "表格文字", FangSong, 24),
        Style(w, "CellLabel", "表格标签", Song, 24, "center"),
        Style(w, "CellCentred", "表格居中", FangSong, 24, "center"),
        Style(w, "CellSigned", "表格签名", FangSong, 24, "right", before: 40),
        Style(w, "Gap", "空行", FangSong, 12),
        Style(w, "Code", "二维码", Song, 18),
        Style(w, "Small", "小字", Song, 18),
        Style(w, "PageNumber", "页码", Song, 28, "center"));

    /// <param name="size">In half points.</param>
    /// <param name="indent">Of the first line, in hundredths of a character.</param>
    /// <param name="before">In twentieths of a point, as <paramref name="after"/> and <paramref name="line"/>, which is exact.</param>
    private static XElement Style(
        XNamespace w, string id, string name, string font, int size, string? align = null, bool isBold = false, int indent = 0, int before = 0, int after = 0, int line = 0,
        bool isDefault = false, bool isHeading = false) => new(
        w + "style",
        new XAttribute(w + "type", "paragraph"),
        isDefault ? new XAttribute(w + "default", "1") : null,
        new XAttribute(w + "styleId", id),
        new XElement(w + "name", new XAttribute(w + "val", name)),
        isDefault ? null : new XElement(w + "basedOn", new XAttribute(w + "val", "Normal")),
        new XElement(w + "qFormat"),
        new XElement(
            w + "pPr",
            new XElement(
                w + "spacing",
                new XAttribute(w + "before", before),
                new XAttribute(w + "after", after),
                line > 0 ? new[] { new XAttribute(w + "line", line), new XAttribute(w + "lineRule", "exact") } : null),
            indent > 0 ? new XElement(w + "ind", new XAttribute(w + "firstLineChars", indent), new XAttribute(w + "firstLine", indent * size / 20)) : null,
            align is null ? null : new XElement(w + "jc", new XAttribute(w + "val", align)),
            isHeading ? new XElement(w + "outlineLvl", new XAttribute(w + "val", id is "Title" ? 0 : 1)) : null),
        Run(w, font, size, isBold));

    private static XElement Run(XNamespace w, string font, int size, bool isBold) => new(
        w + "rPr",
        new XElement(w + "rFonts", new XAttribute(w + "ascii", "Times New Roman"), new XAttribute(w + "hAnsi", "Times New Roman"), new XAttribute(w + "eastAsia", font)),
        isBold ? new XElement(w + "b") : null,
        new XElement(w + "sz", new XAttribute(w + "val", size)),
        new XElement(w + "szCs", new XAttribute(w + "val", size)));
}
