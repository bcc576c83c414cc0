using System.IO.Compression;
using System.Xml.Linq;

namespace StaffFlows.DocumentTemplates;

/// <summary>
/// An official paper on A4 in the manner of GB/T 9704: title in 二号, text in 三号仿宋, headings in 三号黑体, tables in 小四, the page's
/// number between dashes at the foot. The same source makes the same bytes.
/// </summary>
internal sealed class Sheet(string key, bool isLandscape = false)
{
    private const double TwipsPerMillimetre = 1440 / 25.4;

    private readonly List<XElement> blocks = [];

    public string Key => key;

    /// <summary>In millimetres, between the margins.</summary>
    private int TextWidth => isLandscape ? 297 - 25 - 25 : 210 - 28 - 26;

    public Sheet Title(string text) => Add(Ooxml.Paragraph(text, "Title"));

    /// <summary>A line below the title: number, unit.</summary>
    public Sheet Below(string text) => Add(Ooxml.Paragraph(text, "Below"));

    public Sheet Heading(string text) => Add(Ooxml.Paragraph(text, "Heading"));

    public Sheet Text(params string[] lines)
    {
        foreach (var line in lines) Add(Ooxml.Paragraph(line, "Text"));
        return this;
    }

    /// <summary>发布单位、日期 and the place of the seal.</summary>
    public Sheet Signed(string body, string date) => Add(Ooxml.Paragraph($"{body}（盖章）", "Signed")).Add(Ooxml.Paragraph(date, "Signed"));

    /// <summary>A bordered table.</summary>
    /// <param name="shares">Of the columns in the width.</param>
    public Sheet Table(int[] shares, params Row[] rows)
    {
        var whole = shares.Sum();
        var widths = shares.Select(share => Twips(TextWidth * share / (double)whole)).ToArray();
        return Add(Ooxml.Table(widths, rows)).Add(Ooxml.Paragraph("", "Gap"));
    }

    /// <summary>QR code with case number and digest beside it.</summary>
    public Sheet Proof() => Add(Ooxml.Table(
        [Twips(25), Twips(TextWidth - 25)],
        [Row.Of(new Cell(1, CellLook.Code, "{{二维码}}"), new Cell(1, CellLook.Small, "案号 {{案号}}　校验码 {{校验码}}", "扫描二维码可核验本文书。"))],
        hasBorders: false)).Add(Ooxml.Paragraph("", "Gap"));

    public byte[] ToFile()
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, part) in Ooxml.Parts(blocks, isLandscape))
            {
                var entry = archive.CreateEntry(name, CompressionLevel.SmallestSize);
                entry.LastWriteTime = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
                using var content = entry.Open();
                using var writer = System.Xml.XmlWriter.Create(content, new() { Encoding = new System.Text.UTF8Encoding(false) });
                part.Save(writer);
            }
        }

        return file.ToArray();
    }

    private Sheet Add(XElement block)
    {
        blocks.Add(block);
        return this;
    }

    private static int Twips(double millimetres) => (int)Math.Round(millimetres * TwipsPerMillimetre);
}
