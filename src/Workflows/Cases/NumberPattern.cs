using System.Globalization;
using System.Text.RegularExpressions;

namespace StaffFlows.Workflows.Cases;

/// <summary>How a procedure numbers its cases, e.g. <c>QJ-{year}-{0:000000}</c>: counted per pattern and business year.</summary>
public static partial class NumberPattern
{
    public const int MaxLength = 40;

    /// <summary>True where it holds the year and one counter of at least three digits and is otherwise plain.</summary>
    public static bool IsUsable(string pattern) =>
        pattern.Length <= MaxLength && Usable.IsMatch(pattern) && pattern.Split("{year}").Length == 2;

    public static string Format(string pattern, int year, long value) => string.Format(CultureInfo.InvariantCulture, FormatOf(pattern, year), value);

    /// <summary>The pattern with its year; what is left to fill in is the number.</summary>
    public static string FormatOf(string pattern, int year) => pattern.Replace("{year}", year.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    /// <summary>Whether two patterns could give the same number to two cases.</summary>
    public static bool Collide(string one, string other) => Words(one) == Words(other);

    private static string Words(string pattern) => Counter.Replace(pattern, "{0}");

    [GeneratedRegex(@"^(?:[\p{L}\p{N}\-_/〔〕\[\]()（）第号. ]|\{year\})*\{0:0{3,9}\}(?:[\p{L}\p{N}\-_/〔〕\[\]()（）第号. ]|\{year\})*$", RegexOptions.NonBacktracking)]
    private static partial Regex Usable { get; }

    [GeneratedRegex(@"\{0:0+\}", RegexOptions.NonBacktracking)]
    private static partial Regex Counter { get; }
}
