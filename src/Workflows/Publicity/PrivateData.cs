using System.Text.RegularExpressions;

namespace StaffFlows.Workflows.Publicity;

/// <summary>What must not stand in a notice, wherever somebody has typed it: id numbers and mobile numbers.</summary>
public static partial class PrivateData
{
    public static bool IsIn(string? text) => text is not null && (IdNumber().IsMatch(text) || Mobile().IsMatch(text));

    [GeneratedRegex(@"(?<!\d)\d{17}[\dXx](?!\d)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex IdNumber();

    [GeneratedRegex(@"(?<!\d)1\d{10}(?!\d)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Mobile();
}
