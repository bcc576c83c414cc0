using System.Globalization;
using System.Text;
using StaffFlows.Benchmarks.Counting;
using StaffFlows.Benchmarks.Machine;

namespace StaffFlows.Benchmarks.Report;

/// <summary>The one table, with what it was measured on.</summary>
internal static class MarkdownTable
{
    private const double Kilobyte = 1024;
    private const string Rule = "|---|---|---|---:|---:|---:|---:|---:|:-:|---|";

    /// <param name="remarks">What a reader should know beside the figures.</param>
    public static string Write(ThisMachine machine, IReadOnlyList<string> versions, IReadOnlyList<string> remarks, IReadOnlyList<Row> rows, DateTimeOffset at)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"Measured {at:yyyy-MM-dd HH:mm} UTC on {machine.Processor}, {machine.Cores} cores, {machine.MemoryBytes / Kilobyte / Kilobyte / Kilobyte:0} GB;");
        text.AppendLine(CultureInfo.InvariantCulture, $"8 KB are durable on its disk after {machine.Flush.TotalMilliseconds:0.000} ms (median). {machine.System}; {machine.Runtime}; {string.Join("; ", versions)}.");
        text.AppendLine(CultureInfo.InvariantCulture, $"Load before the run: {machine.LoadBefore:0.0}. {string.Join(" ", remarks)}");
        text.AppendLine();
        text.AppendLine("| database | case | figure | value | ± | anchor | ratio | target | reached | counted per operation |");
        text.AppendLine(Rule);
        foreach (var row in rows)
            text.AppendLine(CultureInfo.InvariantCulture, $"| {row.Database} | {row.Case} | {row.Figure} | {Number(row.Value)} {row.Unit} | {Share(row.Spread)} | {Optional(row.Anchor)} | {Optional(row.Ratio)} | {Describe(row.Target)} | {Reached(row)} | {Describe(row.Counted)} |");
        return text.ToString();
    }

    /// <summary>Writes the table into a file; where there is one of an earlier part of the run, adds the rows to it.</summary>
    public static Task KeepAsync(string file, string table, CancellationToken ct) => File.Exists(file)
        ? File.AppendAllTextAsync(file, table[(table.IndexOf(Rule, StringComparison.Ordinal) + Rule.Length)..].TrimStart('\n'), ct)
        : File.WriteAllTextAsync(file, table, ct);

    private static string Reached(Row row) => row.IsReached switch { true => row.IsStretchReached ? "yes, stretch too" : "yes", false => "**no**", null => "" };

    private static string Describe(Target? target) =>
        target is null ? "" : $"{Bound(target, target.Bound)}{(target.Stretch is { } stretch ? $", stretch {Bound(target, stretch)}" : "")}";

    private static string Bound(Target target, double bound) => $"{(target.AtLeast ? "≥" : "≤")} {Number(bound)}{(target.OfRatio ? "×" : "")}";

    private static string Describe(Counts? counts) => counts is null ? "" : string.Join(", ", new[]
    {
        Part(counts.RoundTrips, "0.0", "round trips"), Part(counts.Commits, "0.0", "commits"), Part(counts.RowChanges, "0.0", "rows"),
        Part(counts.LogBytes / Kilobyte, "0.0", "KB log"), Part(counts.Allocated / Kilobyte, "0", "KB allocated"),
    }.OfType<string>());

    private static string? Part(double? value, string format, string name) => value is { } count ? $"{count.ToString(format, CultureInfo.InvariantCulture)} {name}" : null;

    private static string Optional(double? value) => value is { } number ? Number(number) : "";

    private static string Share(double? spread) => spread is { } share ? share.ToString("0 %", CultureInfo.InvariantCulture) : "";

    private static string Number(double value) => Math.Abs(value) switch
    {
        0 => "0",
        < 10 => value.ToString("0.00", CultureInfo.InvariantCulture),
        < 100 => value.ToString("0.0", CultureInfo.InvariantCulture),
        _ => value.ToString("#,0", CultureInfo.InvariantCulture),
    };
}
