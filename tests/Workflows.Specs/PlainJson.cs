using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace StaffFlows.Workflows.Specs;

/// <summary>JSON as people read it. Written, it has Chinese in escapes, among which no word is ever found.</summary>
internal static partial class PlainJson
{
    public static string ToText(this JsonNode node) => Unescape(node.ToJsonString());

    public static string Unescape(string json) => Escape().Replace(json, m => ((char)int.Parse(m.Groups["code"].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString());

    [GeneratedRegex(@"\\u(?<code>[0-9a-fA-F]{4})", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Escape();
}
