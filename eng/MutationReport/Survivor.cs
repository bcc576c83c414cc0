using System.Text.RegularExpressions;

namespace StaffFlows.MutationReport;

/// <summary>
/// A mutant that no test kills, as the reviewed file names it: by its texts, so that it is found again when lines move. One entry
/// excuses one mutant.
/// </summary>
internal sealed record Survivor(string File, string Original, string Changed)
{
    public override string ToString() => $"{File}\n- {Original}\n+ {Changed}\n= ";

    public static string OneLine(string text) => Regex.Replace(text, @"\s+", " ", RegexOptions.None, TimeSpan.FromSeconds(5)).Trim();

    /// <exception cref="InvalidDataException">An entry is not four lines, or has no reason.</exception>
    public static List<Survivor> ReadAll(string path)
    {
        var lines = System.IO.File.ReadLines(path).Select(line => line.Trim()).Where(line => line.Length > 0 && !line.StartsWith('#'));

        return [.. lines.Chunk(4).Select(entry =>
            entry is [var file, ['-', ' ', .. var original], ['+', ' ', .. var changed], ['=', ' ', ..]]
                ? new Survivor(file, original, changed)
                : throw new InvalidDataException($"Not a survivor of four lines (file, - original, + mutant, = reason): {string.Join(" / ", entry)}"))];
    }
}
