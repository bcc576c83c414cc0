using System.IO.Compression;
using System.Text;
using System.Xml.Linq;

namespace StaffFlows.Engine.Tests.Documents;

/// <summary>Word files written part by part, as Word, a clerk or somebody hostile might have.</summary>
internal static class Word
{
    private const string MainType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    private static readonly XNamespace W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    public static byte[] File(string body, string mainType = MainType, string links = "", params (string Name, string Content)[] further)
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(archive, "[Content_Types].xml", $"""
                <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{mainType}"/></Types>
                """);
            Add(archive, "_rels/.rels", """
                <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>
                """);
            Add(archive, "word/document.xml", $"""<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>""");
            if (links.Length > 0) Add(archive, "word/_rels/document.xml.rels", $"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>""");
            foreach (var (name, content) in further) Add(archive, name, content);
        }

        return file.ToArray();
    }

    /// <summary>A paragraph that Word has cut into these runs.</summary>
    public static string Paragraph(params string[] runs) => $"<w:p>{string.Concat(runs.Select(run => $"""<w:r><w:t xml:space="preserve">{run}</w:t></w:r>"""))}</w:p>";

    public static string Table(params string[] rows) => $"<w:tbl><w:tblGrid><w:gridCol w:w=\"2000\"/></w:tblGrid>{string.Concat(rows)}</w:tbl>";

    public static string Row(params string[] cells) => $"<w:tr>{string.Concat(cells.Select(cell => $"<w:tc>{Paragraph(cell)}</w:tc>"))}</w:tr>";

    /// <summary>The text, a line for each paragraph; cells of a row are parted by a bar.</summary>
    public static string TextOf(byte[] file)
    {
        using var archive = new ZipArchive(new MemoryStream(file));
        using var part = archive.GetEntry("word/document.xml")!.Open();
        var lines = XDocument.Load(part).Descendants(W + "body").Elements().SelectMany(block => block.Name == W + "tbl"
            ? block.Elements(W + "tr").Select(row => string.Join('|', row.Elements(W + "tc").Select(Text)))
            : [Text(block)]);
        return string.Join('\n', lines);
    }

    public static XDocument Part(byte[] file, string name)
    {
        using var archive = new ZipArchive(new MemoryStream(file));
        using var part = archive.GetEntry(name)!.Open();
        return XDocument.Load(part);
    }

    public static bool HasPicture(byte[] file)
    {
        using var archive = new ZipArchive(new MemoryStream(file));
        return archive.Entries.Any(e => e.FullName.EndsWith(".png", StringComparison.Ordinal));
    }

    private static string Text(XElement block) => string.Concat(block.Descendants().Where(e => e.Name == W + "t" || e.Name == W + "br").Select(e => e.Name == W + "br" ? "⏎" : e.Value));

    private static void Add(ZipArchive archive, string name, string content)
    {
        using var entry = archive.CreateEntry(name).Open();
        entry.Write(Encoding.UTF8.GetBytes(content.Trim()));
    }
}
