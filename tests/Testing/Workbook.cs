using System.IO.Compression;
using System.Xml.Linq;

namespace StaffFlows.Testing;

/// <summary>A workbook as a spreadsheet program finds it.</summary>
/// <param name="Rows">Of its one sheet, the heading first; dates as the numbers that they are.</param>
/// <param name="Formulas">How many cells hold one.</param>
public sealed record Workbook(IReadOnlyList<IReadOnlyList<string>> Rows, int Formulas)
{
    public static Workbook Read(byte[] file)
    {
        using var archive = new ZipArchive(new MemoryStream(file));
        using var part = archive.Entries.Single(e => e.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal)).Open();
        var sheet = XDocument.Load(part);
        var main = sheet.Root!.Name.Namespace;
        return new(
            [.. sheet.Descendants(main + "row").Select(row => (IReadOnlyList<string>)[.. row.Elements(main + "c").Select(cell => cell.Value)])],
            sheet.Descendants(main + "f").Count());
    }
}
