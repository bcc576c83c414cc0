namespace StaffFlows.Engine.Expressions.JavaScript;

internal enum ScriptTokenKind
{
    Word,
    Number,
    Text,
    Pattern,
    Mark,
}

/// <param name="At">Where it begins in the script, from 0.</param>
internal readonly record struct ScriptToken(ScriptTokenKind Kind, string Text, int At)
{
    public bool IsMark(string text) => Kind is ScriptTokenKind.Mark && Text == text;

    public bool IsWord(string text) => Kind is ScriptTokenKind.Word && Text == text;
}

/// <summary>
/// Cuts a script into tokens, newer ones than the interpreter knows included. Ends at the first <c>`</c>, which nothing older has, and
/// where a text or comment does not end.
/// </summary>
internal static class ScriptScanner
{
    private static readonly string[] Marks =
    [
        ">>>=", "...", "===", "!==", ">>>", ">>=", "<<=", "**=", "??=", "||=", "&&=",
        "=>", "==", "!=", "<=", ">=", "&&", "||", "++", "--", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<", ">>", "**", "??", "?.",
    ];

    /// <summary>Words after which a <c>/</c> begins a regular expression.</summary>
    private static readonly string[] Operators = ["return", "typeof", "case", "in", "of", "delete", "void", "throw", "new", "else", "do", "instanceof"];

    public static List<ScriptToken> Read(string source)
    {
        var tokens = new List<ScriptToken>();
        for (var at = Skip(source, 0); at < source.Length; at = Skip(source, at))
        {
            var token = Next(source, at, tokens);
            tokens.Add(token);
            if (token.IsMark("`") || token.Text.Length == 0) break;

            at += token.Text.Length;
        }

        return tokens;
    }

    private static ScriptToken Next(string source, int at, List<ScriptToken> before)
    {
        var first = source[at];
        if (IsWordPart(first) && !char.IsAsciiDigit(first)) return new(ScriptTokenKind.Word, Run(source, at, IsWordPart), at);
        if (char.IsAsciiDigit(first) || (first == '.' && at + 1 < source.Length && char.IsAsciiDigit(source[at + 1])))
            return new(ScriptTokenKind.Number, Run(source, at, c => IsWordPart(c) || c == '.'), at);
        if (first is '"' or '\'') return new(ScriptTokenKind.Text, Delimited(source, at, first), at);
        if (first == '/' && BeginsPattern(before)) return new(ScriptTokenKind.Pattern, Pattern(source, at), at);

        var mark = Marks.FirstOrDefault(mark => string.CompareOrdinal(source, at, mark, 0, mark.Length) == 0) ?? first.ToString();
        // In "a?.5:1" the point belongs to the number.
        if (mark == "?." && at + 2 < source.Length && char.IsAsciiDigit(source[at + 2])) mark = "?";

        return new(ScriptTokenKind.Mark, mark, at);
    }

    private static int Skip(string source, int at)
    {
        while (at < source.Length)
        {
            if (char.IsWhiteSpace(source[at]) || source[at] == '\uFEFF') at++;
            else if (string.CompareOrdinal(source, at, "//", 0, 2) == 0) at = End(source.IndexOf('\n', at), 0);
            else if (string.CompareOrdinal(source, at, "/*", 0, 2) == 0) at = End(source.IndexOf("*/", at + 2, StringComparison.Ordinal), 2);
            else break;
        }

        return at;

        int End(int found, int length) => found < 0 ? source.Length : found + length;
    }

    private static bool BeginsPattern(List<ScriptToken> before) =>
        before is not [.., var last]
        || (last.Kind is ScriptTokenKind.Mark && last.Text is not (")" or "]" or "}" or "++" or "--"))
        || (last.Kind is ScriptTokenKind.Word && Operators.Contains(last.Text, StringComparer.Ordinal));

    private static string Delimited(string source, int at, char end)
    {
        for (var i = at + 1; i < source.Length; i++)
        {
            if (source[i] == '\\') i++;
            else if (source[i] == end) return source[at..(i + 1)];
            else if (source[i] == '\n') break;
        }

        return "";
    }

    private static string Pattern(string source, int at)
    {
        var isInClass = false;
        for (var i = at + 1; i < source.Length && source[i] != '\n'; i++)
        {
            if (source[i] == '\\') i++;
            else if (source[i] == '[') isInClass = true;
            else if (source[i] == ']') isInClass = false;
            else if (source[i] == '/' && !isInClass) return source[at..(i + 1)] + Run(source, i + 1, IsWordPart);
        }

        return "";
    }

    private static string Run(string source, int at, Func<char, bool> belongs)
    {
        var end = at;
        while (end < source.Length && belongs(source[end])) end++;

        return source[at..end];
    }

    private static bool IsWordPart(char c) => char.IsLetterOrDigit(c) || c is '_' or '$' or '\\' || char.IsSurrogate(c);
}
