using System.Text.RegularExpressions;

namespace StaffFlows.Workflows.Persistence;

/// <summary>A pattern whose numbers a database can put together itself: its mark stands in it once, with nothing else to be filled in but the year.</summary>
/// <param name="Mark"><c>{0}</c> or <c>{0:000000}</c>, as it stands in the pattern.</param>
/// <param name="Digits">How many there are at least.</param>
internal sealed partial record CounterMark(string Mark, int Digits)
{
    /// <summary>More than a counter ever has.</summary>
    private const int MostDigits = 15;

    /// <summary>The first number with more digits.</summary>
    public long Limit => (long)Math.Pow(10, Digits);

    /// <summary>Null where the pattern says more than that.</summary>
    public static CounterMark? Find(string pattern)
    {
        var marks = Marks().Matches(pattern);
        if (marks.Count != 1 || pattern.Replace(marks[0].Value, "", StringComparison.Ordinal).Replace("{year}", "", StringComparison.Ordinal).AsSpan().ContainsAny('{', '}')) return null;

        var digits = Math.Max(1, marks[0].Groups["digits"].Length);
        return digits <= MostDigits ? new(marks[0].Value, digits) : null;
    }

    [GeneratedRegex(@"\{0(:(?<digits>0+))?\}")]
    private static partial Regex Marks();
}
