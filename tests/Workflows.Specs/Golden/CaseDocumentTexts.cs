using System.Text.Json.Nodes;
using StaffFlows.Testing;
using StaffFlows.Workflows.Documents.Printing;

namespace StaffFlows.Workflows.Specs.Golden;

/// <summary>The documents of a case as paper shows them, a line for each paragraph and row; cells are parted by bars. Taken as somebody gets them who may.</summary>
internal static class CaseDocumentTexts
{
    /// <summary>The personnel officer, and for what concerns objections him who looks into them.</summary>
    private static readonly string[] Readers = ["u006", "u008"];

    public static async Task<IReadOnlyList<string>> ReadAsync(Hall hall, Guid id)
    {
        var lines = new List<string>();
        foreach (var reader in Readers)
        {
            var staff = await hall.AsAsync(reader);
            if (await staff.GetAsync($"cases/{id}/documents") is not { Body: JsonArray listed }) continue;

            foreach (var document in listed) lines.AddRange(await ReadAsync(staff, id, document!));
            break;
        }

        return lines;
    }

    private static async Task<IEnumerable<string>> ReadAsync(Staff staff, Guid id, JsonNode document)
    {
        var of = document["of"] is { } part ? $"?of={part}" : "";
        var file = await staff.Client.GetByteArrayAsync(new Uri($"/api/v1/cases/{id}/documents/{document["key"]}{of}", UriKind.Relative));
        return [$"文书　{document["name"]}", .. DocumentReading.Read(file).Blocks.SelectMany(Lines).Where(line => line.Trim(' ', '|').Length > 0).Select(line => $"  ┃ {line}")];
    }

    private static IEnumerable<string> Lines(PrintedBlock block) => block switch
    {
        PrintedBlock.Paragraph paragraph => [string.Concat(paragraph.Runs.Select(run => run.CodeAddress is null ? run.Text : "〔二维码〕")).ReplaceLineEndings(" ")],
        PrintedBlock.Table table => table.Rows.Select(row => string.Join(" | ", row.Cells.Select(cell => string.Join(' ', cell.Blocks.SelectMany(Lines))))),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
