using System.Collections.Immutable;
using System.Text.Json;
using StaffFlows.Engine.Definitions;

namespace StaffFlows.Engine.Execution;

/// <summary>
/// A container whose memory speaks of its children or connections, and which must therefore be asked when an instance goes to
/// another version. Any other container keeps its memory as it is.
/// </summary>
public interface IMigratableContainer : IContainer
{
    /// <summary>Called for each open execution of the container; pure.</summary>
    MigratedMemory Migrate(ContainerMigration migration);
}

/// <param name="Refused">Set where something remembered has no counterpart.</param>
public sealed record MigratedMemory(ImmutableDictionary<string, JsonElement> Memory, Rejection? Refused = null);

/// <summary>One open execution of a container on its way to another version.</summary>
/// <param name="Children">Activity ids in the new version by those in the old one, for children that stay in this container.</param>
/// <param name="Open">Activity ids, in the new version, of the children that are open.</param>
public sealed record ContainerMigration(
    ActivityNode From, ActivityNode To, ImmutableDictionary<string, JsonElement> Memory,
    ImmutableDictionary<string, string> Children, ImmutableArray<string> Open)
{
    /// <summary>
    /// The position, in the new version, of the connection that has this one's ends and ports; where no ports agree, the only one
    /// between the same ends. Null where there is none.
    /// </summary>
    public int? FindConnection(int number)
    {
        var old = From.Connections[number];
        if (!Children.TryGetValue(old.SourceId, out var source) || !Children.TryGetValue(old.TargetId, out var target)) return null;

        var between = Enumerable.Range(0, To.Connections.Length).Where(i => To.Connections[i].SourceId == source && To.Connections[i].TargetId == target).ToList();
        var same = between.FindAll(i => HasPortsOf(To.Connections[i], old));
        var repeated = From.Connections.Take(number).Count(other => other.SourceId == old.SourceId && other.TargetId == old.TargetId && HasPortsOf(other, old));
        if (repeated < same.Count) return same[repeated];

        return same.Count == 0 && between is [var only] ? only : null;
    }

    private static bool HasPortsOf(Connection one, Connection other) => one.SourcePort == other.SourcePort && one.TargetPort == other.TargetPort;
}
