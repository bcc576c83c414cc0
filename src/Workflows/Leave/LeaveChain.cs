using System.Collections.Immutable;
using StaffFlows.Workflows.Calendar;

namespace StaffFlows.Workflows.Leave;

/// <summary>
/// Leave that runs on without a working half day between is one leave for the question who approves (P6.1, against
/// splitting; EC-16), whatever its types. Entries may chain: 2 + 2 + 2 is 6.
/// </summary>
internal static class LeaveChain
{
    public static ImmutableArray<LeaveEntry> Of(LeaveRange range, IEnumerable<LeaveEntry> entries, WorkingDayCalendar calendar)
    {
        var chain = ImmutableArray.CreateBuilder<LeaveEntry>();
        var left = entries.ToList();
        var extent = range;
        while (left.Find(e => LeaveCount.AreAdjacent(e.Range, extent, calendar)) is { } entry)
        {
            chain.Add(entry);
            left.Remove(entry);
            extent = Join(extent, entry.Range);
        }

        return chain.ToImmutable();
    }

    private static LeaveRange Join(LeaveRange one, LeaveRange other) => one.From <= other.From && !(one.From == other.From && one.FromHalf > other.FromHalf)
        ? new(one.From, one.FromHalf, other.To, other.ToHalf)
        : new(other.From, other.FromHalf, one.To, one.ToHalf);
}
