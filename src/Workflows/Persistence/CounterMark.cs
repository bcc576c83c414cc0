namespace StaffFlows.Workflows.Persistence;

/// <summary>A pattern whose numbers a database can put together itself: its mark stands in it once, with nothing else to be filled in but the year.</summary>
/// <param name="Mark"><c>{0}</c> or <c>{0:000000}</c>, as it stands in the pattern.</param>
/// <param name="Digits">How many there are at least.</param>
internal sealed record CounterMark(string Mark, int Digits)
{
    /// <summary>More than a counter ever has.</summary>
    private const int MostDigits = 15;

    /// <summary>The first number with more digits.</summary>
    public long Limit => (long)Math.Pow(10, Digits);

    /// <summary>Null where the pattern says more than that.</summary>
    public static CounterMark? Find(string pattern)
    {
        var from = pattern.IndexOf("{0", StringComparison.Ordinal);
        var to = from < 0 ? -1 : pattern.IndexOf('}', from);
        if (to < 0) return null;

        var mark = pattern[from..(to + 1)];
        var rest = pattern.Remove(from, mark.Length).Replace("{year}", "", StringComparison.Ordinal);
        return DigitsOf(mark) is var digits and > 0 and <= MostDigits && !rest.AsSpan().ContainsAny('{', '}') ? new(mark, digits) : null;
    }

    private static int DigitsOf(string mark) => mark switch
    {
        "{0}" => 1,
        ['{', '0', ':', .. var zeros, '}'] when !zeros.AsSpan().ContainsAnyExcept('0') => zeros.Length,
        _ => 0,
    };
}
