using System.Collections.Immutable;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Workflows.Persistence;

/// <summary>Timers and scheduled triggers are leased as one queue, by their due moments.</summary>
internal static class DueRows
{
    public static DueTimers Of(IEnumerable<StoredTimer> timers, IEnumerable<StoredTrigger> triggers, DateTimeOffset? next) =>
        new([.. timers.OrderBy(t => t.DueAt).Select(t => t.ToEntry())], next)
        {
            Triggers = [.. triggers.OrderBy(t => t.DueAt).Select(t => t.ToDue())],
        };

    /// <summary>The first <paramref name="limit"/> of both together.</summary>
    public static (ImmutableArray<StoredTimer> Timers, ImmutableArray<StoredTrigger> Triggers) Earliest(
        IEnumerable<StoredTimer> timers, IEnumerable<StoredTrigger> triggers, int limit)
    {
        var due = timers.Select(t => ((object)t, t.DueAt)).Concat(triggers.Select(t => ((object)t, t.DueAt!.Value)))
            .OrderBy(row => row.Item2).Take(limit).Select(row => row.Item1).ToList();
        return ([.. due.OfType<StoredTimer>()], [.. due.OfType<StoredTrigger>()]);
    }
}
