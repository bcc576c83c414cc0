using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace StaffFlows.Workflows.Cases;

/// <summary>
/// How a procedure words the titles and summaries of its cases, e.g. <c>{type} · {applicant} · {days}</c>. What stands between two
/// separators is left out where one of its words is not known: nobody reads 顶岗 without a name behind it.
/// </summary>
public static partial class TextPattern
{
    public const int MaxLength = 200;

    /// <summary>The words that it asks for, without braces.</summary>
    public static ImmutableArray<string> WordsOf(string pattern) => [.. Word.Matches(pattern).Select(match => match.Groups["word"].Value).Distinct()];

    /// <summary>False where a brace opens or closes nothing.</summary>
    public static bool IsReadable(string pattern) => !Word.Replace(pattern, "").AsSpan().ContainsAny('{', '}');

    /// <param name="find">The word's text; null where there is none.</param>
    public static string Fill(string pattern, Func<string, string?> find)
    {
        var filled = "";
        var separator = "";
        foreach (var part in Separator.Split(pattern))
        {
            if (Separator.IsMatch(part))
            {
                separator = part;
                continue;
            }

            var isKnown = true;
            var text = Word.Replace(part, match =>
            {
                var word = find(match.Groups["word"].Value);
                isKnown &= !string.IsNullOrWhiteSpace(word);
                return word ?? "";
            });
            if (!isKnown || part.Length == 0) continue;

            filled += filled.Length == 0 ? text : separator + text;
        }

        return filled.Trim();
    }

    [GeneratedRegex(@"\{(?<word>[A-Za-z][A-Za-z0-9]*)\}", RegexOptions.NonBacktracking)]
    private static partial Regex Word { get; }

    [GeneratedRegex(@"(?<between> · |，|；|, |; )", RegexOptions.NonBacktracking)]
    private static partial Regex Separator { get; }
}
