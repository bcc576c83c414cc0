using System.Xml.Linq;

namespace StaffFlows.DocumentTemplates;

/// <summary>WordprocessingML (ECMA-376), as little of it as the papers need.</summary>
internal static class Ooxml
{
    private static readonly XNamespace W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    private static readonly XNamespace R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static readonly XNamespace Types = "http://schemas.openxmlformats.org/package/2006/content-types";
    private static readonly XNamespace Links = "http://schemas.openxmlformats.org/package/2006/relationships";

    private static readonly string[] Borders = ["top", "left", "bottom", "right", "insideH", "insideV"];

    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    private const string Word = "application/vnd.openxmlformats-officedocument.wordprocessingml.";

    public static XElement Paragraph(string text, string style) => new(W + "p", new XElement(W + "pPr", Val("pStyle", style)), text.Length == 0 ? null : Run(text));

    public static XElement Table(int[] widths, IEnumerable<Row> rows, bool hasBorders = true) => new(
        W + "tbl",
        new XElement(
            W + "tblPr",
            new XElement(W + "tblW", new XAttribute(W + "w", widths.Sum()), new XAttribute(W + "type", "dxa")),
            Val("jc", "center"),
            hasBorders ? new XElement(W + "tblBorders", Borders.Select(Line)) : null,
            Val("tblLayout", "fixed", "type"),
            new XElement(W + "tblCellMar", Margin("left"), Margin("right"))),
        new XElement(W + "tblGrid", widths.Select(w => Val("gridCol", $"{w}", "w"))),
        rows.Select(row => Row(row, widths)));

    public static IEnumerable<(string Name, XDocument Part)> Parts(IEnumerable<XElement> blocks, bool isLandscape)
    {
        yield return ("[Content_Types].xml", new(new XElement(
            Types + "Types",
            Default("rels", "application/vnd.openxmlformats-package.relationships+xml"),
            Default("xml", "application/xml"),
            Override("/word/document.xml", Word + "document.main+xml"),
            Override("/word/styles.xml", Word + "styles+xml"),
            Override("/word/footer1.xml", Word + "footer+xml"))));
        yield return ("_rels/.rels", new(new XElement(Links + "Relationships", Link("rId1", "officeDocument", "word/document.xml"))));
        yield return ("word/document.xml", new(new XElement(W + "document", new XAttribute(XNamespace.Xmlns + "w", W), new XAttribute(XNamespace.Xmlns + "r", R), new XElement(W + "body", blocks, Section(isLandscape)))));
        yield return ("word/_rels/document.xml.rels", new(new XElement(Links + "Relationships", Link("rId1", "styles", "styles.xml"), Link("rId2", "footer", "footer1.xml"))));
        yield return ("word/styles.xml", new(Styles.All(W)));
        yield return ("word/footer1.xml", new(new XElement(
            W + "ftr",
            new XAttribute(XNamespace.Xmlns + "w", W),
            new XElement(W + "p", new XElement(W + "pPr", Val("pStyle", "PageNumber")), Run("— "), new XElement(W + "fldSimple", new XAttribute(W + "instr", "PAGE"), Run("1")), Run(" —")))));
    }

    private static XElement Row(Row row, int[] widths)
    {
        var column = 0;
        return new(
            W + "tr",
            new XElement(
                W + "trPr",
                new XElement(W + "cantSplit"),
                new XElement(W + "trHeight", new XAttribute(W + "val", (int)(row.Height * 56.7)), new XAttribute(W + "hRule", "atLeast")),
                row.IsHeader ? new XElement(W + "tblHeader") : null),
            row.Cells.Select(cell =>
            {
                var width = widths.Skip(column).Take(cell.Span).Sum();
                column += cell.Span;
                return Of(cell, width);
            }));
    }

    private static XElement Of(Cell cell, int width) => new(
        W + "tc",
        new XElement(
            W + "tcPr",
            new XElement(W + "tcW", new XAttribute(W + "w", width), new XAttribute(W + "type", "dxa")),
            cell.Span > 1 ? Val("gridSpan", $"{cell.Span}") : null,
            cell.Look is CellLook.Opinion ? null : Val("vAlign", "center")),
        cell.Lines.Select((line, index) => Paragraph(line, cell.Look switch
        {
            CellLook.Label => "CellLabel",
            CellLook.Centred => "CellCentred",
            CellLook.Code => "Code",
            CellLook.Small => "Small",
            CellLook.Opinion when index > 0 => "CellSigned",
            _ => "Cell",
        })));

    private static XElement Section(bool isLandscape) => new(
        W + "sectPr",
        new XElement(W + "footerReference", new XAttribute(W + "type", "default"), new XAttribute(R + "id", "rId2")),
        isLandscape
            ? new XElement(W + "pgSz", new XAttribute(W + "w", 16838), new XAttribute(W + "h", 11906), new XAttribute(W + "orient", "landscape"))
            : new XElement(W + "pgSz", new XAttribute(W + "w", 11906), new XAttribute(W + "h", 16838)),
        isLandscape ? Margins(1304, 1417, 1191, 1417) : Margins(1474, 1474, 1361, 1588));

    private static XElement Margins(int top, int right, int bottom, int left) => new(
        W + "pgMar",
        new XAttribute(W + "top", top), new XAttribute(W + "right", right), new XAttribute(W + "bottom", bottom), new XAttribute(W + "left", left),
        new XAttribute(W + "header", 851), new XAttribute(W + "footer", 992), new XAttribute(W + "gutter", 0));

    private static XElement Run(string text) => new(W + "r", new XElement(W + "t", new XAttribute(XNamespace.Xml + "space", "preserve"), text));

    private static XElement Val(string name, string value, string attribute = "val") => new(W + name, new XAttribute(W + attribute, value));

    private static XElement Line(string side) => new(W + side, new XAttribute(W + "val", "single"), new XAttribute(W + "sz", 6), new XAttribute(W + "space", 0), new XAttribute(W + "color", "000000"));

    private static XElement Margin(string side) => new(W + side, new XAttribute(W + "w", 85), new XAttribute(W + "type", "dxa"));

    private static XElement Default(string extension, string type) => new(Types + "Default", new XAttribute("Extension", extension), new XAttribute("ContentType", type));

    private static XElement Override(string part, string type) => new(Types + "Override", new XAttribute("PartName", part), new XAttribute("ContentType", type));

    private static XElement Link(string id, string type, string target) => new(Links + "Relationship", new XAttribute("Id", id), new XAttribute("Type", Office + type), new XAttribute("Target", target));
}
