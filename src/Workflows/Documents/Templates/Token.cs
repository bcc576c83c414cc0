using System.Text.RegularExpressions;

namespace StaffFlows.Workflows.Documents.Templates;

internal enum TokenMark
{
    /// <summary>{{姓名}}</summary>
    Value,

    /// <summary>{{#候选人}}</summary>
    Opens,

    /// <summary>{{/候选人}}</summary>
    Closes,
}

/// <summary>A placeholder as it stands in the text of a paragraph.</summary>
internal sealed partial record Token(int Start, int Length, TokenMark Mark, string Name)
{
    public int End => Start + Length;

    public string Written => $"{{{{{Mark switch { TokenMark.Opens => "#", TokenMark.Closes => "/", _ => "" }}{Name}}}}}";

    /// <summary>In the order of the text; full-width braces, as Chinese input writes them, count as well.</summary>
    public static IEnumerable<Token> In(string text) => Whole().Matches(text).Select(match => new Token(
        match.Index,
        match.Length,
        match.Groups["mark"].Value switch { "#" or "＃" => TokenMark.Opens, "/" or "／" => TokenMark.Closes, _ => TokenMark.Value },
        match.Groups["name"].Value));

    /// <summary>The words at a brace that has lost its other one; null where there is none.</summary>
    public static string? LooseIn(string text) => Brace().Match(Whole().Replace(text, "")) is { Success: true } loose ? loose.Value.Trim() : null;

    [GeneratedRegex(@"(\{\{|｛｛)\s*(?<mark>[#/＃／]?)\s*(?<name>[^{}｛｝\n#/＃／][^{}｛｝\n]{0,59}?)\s*(\}\}|｝｝)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Whole();

    [GeneratedRegex(@"(\{\{|｛｛).{0,20}|.{0,20}(\}\}|｝｝)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Brace();
}
