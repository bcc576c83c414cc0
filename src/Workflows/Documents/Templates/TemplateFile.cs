using System.Collections.Immutable;
using System.IO.Compression;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Packaging;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Workflows.Documents.Templates;

/// <summary>An uploaded file, hostile until it was looked through: what is not known to be harmless in a Word file is refused by name.</summary>
internal static partial class TemplateFile
{
    public const int MaxSize = 2 * 1024 * 1024;
    private const int MaxUnpacked = 20 * 1024 * 1024;
    private const int MaxEntries = 200;
    private const string MainType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";

    /// <summary>Null where it is a plain Word file; nothing is unpacked further than the limits.</summary>
    public static Rejection? Examine(ReadOnlyMemory<byte> file)
    {
        if (file.Length > MaxSize) return Refuse("template-too-large", "2 MB");

        try
        {
            using var archive = new ZipArchive(new MemoryStream(file.ToArray(), writable: false), ZipArchiveMode.Read);
            return archive.Entries.Count > MaxEntries ? Refuse("template-too-large", "20 MB") : Examine(archive.Entries);
        }
        catch (InvalidDataException)
        {
            return Refuse("template-unreadable");
        }
    }

    /// <summary>Null where the parts do not make a Word file.</summary>
    public static WordprocessingDocument? TryOpen(Stream stream, bool isEditable)
    {
        try
        {
            var document = WordprocessingDocument.Open(stream, isEditable);
            if (document.MainDocumentPart?.Document?.Body is not null) return document;
            document.Dispose();
        }
        catch (Exception wrong) when (wrong is OpenXmlPackageException or FileFormatException or InvalidDataException or System.Xml.XmlException or IOException or ArgumentException or InvalidOperationException)
        {
            // Told to whoever sent it: it can't be read.
        }

        return null;
    }

    private static Rejection? Examine(System.Collections.ObjectModel.ReadOnlyCollection<ZipArchiveEntry> entries)
    {
        var names = entries.Select(e => e.FullName).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (names.Count < entries.Count || !names.Contains("[Content_Types].xml") || !names.Contains("word/document.xml")) return Refuse("template-unreadable");
        if (entries.FirstOrDefault(e => !IsKnown(e.FullName)) is { } unknown) return Refuse(ComplaintAbout(unknown.FullName), unknown.FullName);

        var left = MaxUnpacked;
        foreach (var entry in entries.Where(e => e.Length > 0))
        {
            using var content = new MemoryStream();
            using (var packed = entry.Open())
            {
                if (!TryUnpack(packed, content, ref left)) return Refuse("template-too-large", "20 MB");
            }

            if (PartExamination.Of(entry.FullName, content.ToArray(), MainType) is { } complaint) return complaint;
        }

        return null;
    }

    /// <summary>What a file says about its own size is not believed.</summary>
    private static bool TryUnpack(Stream packed, MemoryStream content, ref int left)
    {
        var buffer = new byte[16 * 1024];
        for (int read; (read = packed.Read(buffer)) > 0;)
        {
            left -= read;
            if (left < 0) return false;
            content.Write(buffer, 0, read);
        }

        content.Position = 0;
        return true;
    }

    private static bool IsKnown(string name) => name.EndsWith('/') || Known().IsMatch(name);

    private static string ComplaintAbout(string name) => Path.GetExtension(name).ToLowerInvariant() switch
    {
        ".png" or ".jpg" or ".jpeg" or ".gif" or ".bmp" or ".emf" or ".wmf" or ".svg" or ".tif" or ".tiff" => "template-picture",
        _ when name.Contains("vba", StringComparison.OrdinalIgnoreCase) => "template-macro",
        _ when name.Contains("embeddings/", StringComparison.OrdinalIgnoreCase) || name.Contains("activeX/", StringComparison.OrdinalIgnoreCase) => "template-object",
        _ when name.Contains("comments", StringComparison.OrdinalIgnoreCase) => "template-comments",
        _ => "template-part",
    };

    internal static Rejection Refuse(string code, params ImmutableArray<string> arguments) => new(RejectionKind.Invalid, code, arguments);

    [GeneratedRegex(
        @"^(\[Content_Types\]\.xml|_rels/\.rels|docProps/(core|app|custom)\.xml|word/_rels/(document|header\d*|footer\d*|settings|footnotes|endnotes|numbering|fontTable)\.xml\.rels|"
        + @"word/(document|styles|stylesWithEffects|settings|webSettings|fontTable|numbering|footnotes|endnotes|people)\.xml|word/(header|footer)\d*\.xml|word/theme/theme\d*\.xml|"
        + @"customXml/(item\d+\.xml|itemProps\d+\.xml|_rels/item\d+\.xml\.rels))$",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        1000)]
    private static partial Regex Known();
}
