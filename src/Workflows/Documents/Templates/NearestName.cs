using System.Collections.Immutable;

namespace StaffFlows.Workflows.Documents.Templates;

/// <summary>What somebody may have meant who wrote a name that nobody knows.</summary>
internal static class NearestName
{
    public static string Of(string written, ImmutableArray<Placeholder> known) =>
        known.SelectMany(p => p.Columns.Append(p)).MinBy(p => Math.Min(Distance(written, p.Name), Distance(written, p.Key)))!.Name;

    /// <summary>How many characters have to be put in, taken out or changed.</summary>
    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            (var diagonal, row[0]) = (row[0], i);
            for (var j = 1; j <= other.Length; j++)
            {
                var changed = diagonal + (one[i - 1] == other[j - 1] ? 0 : 1);
                (diagonal, row[j]) = (row[j], Math.Min(changed, Math.Min(row[j], row[j - 1]) + 1));
            }
        }

        return row[^1];
    }
}
