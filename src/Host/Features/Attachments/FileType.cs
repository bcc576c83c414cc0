using System.Collections.Immutable;
using System.IO.Compression;

namespace StaffFlows.Host.Features.Attachments;

/// <summary>A kind of file that may be attached. What counts is the content; the name must agree with it.</summary>
/// <param name="MediaType">What it is served as.</param>
internal sealed record FileType(string MediaType, ImmutableArray<string> Extensions)
{
    private static readonly FileType Pdf = new("application/pdf", [".pdf"]);
    private static readonly FileType Png = new("image/png", [".png"]);
    private static readonly FileType Jpeg = new("image/jpeg", [".jpg", ".jpeg"]);
    private static readonly FileType Docx = new("application/vnd.openxmlformats-officedocument.wordprocessingml.document", [".docx"]);
    private static readonly FileType Xlsx = new("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", [".xlsx"]);
    private static readonly FileType Text = new("text/plain", [".txt"]);

    /// <summary>For the <c>accept</c> attribute of a file input.</summary>
    public static string Accepted { get; } =
        string.Join(',', new[] { Pdf, Png, Jpeg, Docx, Xlsx, Text }.SelectMany(type => type.Extensions));

    public bool Fits(string name) => Extensions.Contains(Path.GetExtension(name).ToLowerInvariant());

    /// <summary>The type that the content shows; null for anything that is not on the list.</summary>
    public static FileType? Sniff(byte[] content) => content switch
    {
        [0x25, 0x50, 0x44, 0x46, 0x2D, ..] => Pdf,
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, ..] => Png,
        [0xFF, 0xD8, 0xFF, ..] => Jpeg,
        [0x50, 0x4B, 0x03, 0x04, ..] => SniffOffice(content),
        [_, ..] when content.All(IsTextByte) => Text,
        _ => null,
    };

    /// <summary>An Office file without macros; only the table of contents is read, nothing is unpacked.</summary>
    private static FileType? SniffOffice(byte[] content)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(content), ZipArchiveMode.Read);
            var names = archive.Entries.Select(entry => entry.FullName).ToHashSet(StringComparer.OrdinalIgnoreCase);
            if (!names.Contains("[Content_Types].xml") || names.Any(name => name.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase))) return null;
            if (names.Contains("word/document.xml")) return Docx;
            return names.Contains("xl/workbook.xml") ? Xlsx : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>Tabs, line ends and everything printable, whatever the encoding.</summary>
    private static bool IsTextByte(byte value) => value is >= 0x20 and not 0x7F or (byte)'\t' or (byte)'\r' or (byte)'\n';
}
