using System.Text;

namespace StaffFlows.Host.Features;

/// <summary>
/// A list as spreadsheets open it: UTF-8 with a byte order mark (Excel needs it for Chinese), CRLF, every field quoted.
/// A field that a spreadsheet would take for a formula is given a leading apostrophe.
/// </summary>
internal static class CsvFile
{
    public static IResult Of(string name, IEnumerable<string> head, IEnumerable<IEnumerable<string?>> rows)
    {
        var text = new StringBuilder().AppendRow(head);
        foreach (var row in rows) text.AppendRow(row);
        byte[] bytes = [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];
        return TypedResults.File(bytes, "text/csv; charset=utf-8", name);
    }

    private static StringBuilder AppendRow(this StringBuilder text, IEnumerable<string?> fields) =>
        text.AppendJoin(',', fields.Select(Quote)).Append("\r\n");

    private static string Quote(string? field)
    {
        var safe = field is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? $"'{field}" : field ?? "";
        return $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
