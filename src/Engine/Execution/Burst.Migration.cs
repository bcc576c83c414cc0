using System.Collections.Immutable;

namespace StaffFlows.Engine.Execution;

public sealed partial class Burst
{
    /// <summary>Plans the move of an instance to another version, and the commit that makes it; no activity has a turn.</summary>
    /// <param name="wished">Node ids of the new version by those of the old one, where they can't be told by themselves.</param>
    /// <returns>No commit where the report says why not.</returns>
    public static (MigrationReport Report, BurstCommit? Commit) Migrate(
        WorkflowGraph from, WorkflowGraph to, WorkflowInstance instance, ImmutableDictionary<string, string> wished, DateTimeOffset now)
    {
        var (report, migrated) = Migration.Plan(from, to, instance, wished, now);
        if (migrated is null) return (report, null);

        var moved = migrated.Bookmarks.Where((bookmark, i) => bookmark.NodeId != instance.Bookmarks[i].NodeId).ToImmutableArray();
        var root = migrated.Executions[0];
        var entry = new JournalEntry(migrated.JournalSequence, now, root.Id, root.NodeId, JournalEvents.Migrated, [from.Definition.Id, to.Definition.Id]);

        return (report, new(migrated, instance.Version, moved, moved, [], [entry], [], now));
    }
}
