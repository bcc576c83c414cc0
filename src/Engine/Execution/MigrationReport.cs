using System.Collections.Immutable;

namespace StaffFlows.Engine.Execution;

/// <summary>What becomes of a running instance's activities in another version; nothing is written where it is refused.</summary>
/// <param name="Nodes">Every activity of the old version, in the definition's order.</param>
/// <param name="Added">Node ids of the new version that have no counterpart in the old one.</param>
/// <param name="Refused">Why the instance can't be migrated; its fields name the activities by node id, each with its own reason.</param>
public sealed record MigrationReport(
    string? FromVersionId, string ToVersionId, ImmutableArray<MigratedNode> Nodes, ImmutableArray<string> Added, Rejection? Refused);

/// <param name="Name">As people know it.</param>
/// <param name="TargetNodeId">Its place in the new version; null where it has none.</param>
/// <param name="IsActive">The instance is inside it, waits at it, or would take it up again on a retry.</param>
/// <param name="Refused">Why it can't be taken over; only ever set for active ones.</param>
public sealed record MigratedNode(string NodeId, string Name, string? TargetNodeId, NodeMigration Migration, bool IsActive, Rejection? Refused);

/// <summary>How an activity of the old version is found in the new one.</summary>
public enum NodeMigration
{
    /// <summary>In the same place, with the same content; names and positions do not count.</summary>
    Unchanged,

    /// <summary>In another place, with other content, or as the caller says.</summary>
    Mapped,

    /// <summary>Not at all.</summary>
    Unmapped,
}
