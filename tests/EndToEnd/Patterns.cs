using System.Text.RegularExpressions;

namespace StaffFlows.EndToEnd;

internal static class Patterns
{
    public static Regex Expression(string pattern) => new(pattern, RegexOptions.None, TimeSpan.FromSeconds(1));
}
