using System.Collections.Immutable;
using System.Text.Json;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Expressions;

namespace StaffFlows.Engine.Activities;

/// <summary>
/// Takes what a flowchart remembers to another version. Arrivals at a join that still waits must all have their counterpart, or the
/// join would wait for what has come already; what is only kept for a return is forgotten where it has none.
/// </summary>
internal static class FlowMigration
{
    public static MigratedMemory Migrate(ContainerMigration migration)
    {
        var graph = FlowGraph.Of(migration.To);
        var arrived = new List<int>();
        foreach (var number in Read(migration, FlowMemory.ArrivedKey))
        {
            if (migration.FindConnection(number) is not { } found || graph.Connections[found].IsBackward)
            {
                var lost = migration.From.Connections[number];
                return new(migration.Memory, No("migration-join-lost", NameOf(migration.From, lost.TargetId), NameOf(migration.From, lost.SourceId)));
            }

            arrived.Add(found);
        }

        if (FindStarving(migration, graph, arrived) is { } starving)
        {
            return new(migration.Memory, No("migration-join-starves", NameOf(migration.To, starving.TargetId), NameOf(migration.To, starving.SourceId)));
        }

        var memory = Write(migration.Memory, FlowMemory.ArrivedKey, arrived);

        return new(Write(memory, FlowMemory.ConsumedKey, [.. Read(migration, FlowMemory.ConsumedKey).Select(migration.FindConnection).OfType<int>().Except(arrived)]));
    }

    /// <summary>A new way into a join that waits for all and is half complete, along which nothing can come any more.</summary>
    private static Connection? FindStarving(ContainerMigration migration, FlowGraph graph, List<int> arrived)
    {
        var known = Enumerable.Range(0, migration.From.Connections.Length).Select(migration.FindConnection).OfType<int>().ToHashSet();
        var waiting = arrived.Select(number => graph.Connections[number].Connection.TargetId).Distinct(StringComparer.Ordinal).ToList();

        return waiting.Where(join => WaitsForAll(graph.Get(join)))
            .SelectMany(join => graph.ForwardInbound(join))
            .Where(way => !known.Contains(way.Number)
                && !migration.Open.Concat(waiting).Any(open => open != way.Connection.TargetId && graph.CanReach(open, way.Connection.SourceId)))
            .Select(way => way.Connection)
            .FirstOrDefault();
    }

    /// <summary>Also where a script decides: then it may.</summary>
    private static bool WaitsForAll(ActivityNode activity) =>
        activity.Type == FlowJoin.TypeName && (!ConstantInput.TryRead(activity, FlowJoin.Mode, out var mode) || mode is FlowJoinMode.WaitAll);

    private static int[] Read(ContainerMigration migration, string key) =>
        migration.Memory.TryGetValue(key, out var numbers) ? numbers.Deserialize<int[]>()! : [];

    private static ImmutableDictionary<string, JsonElement> Write(ImmutableDictionary<string, JsonElement> memory, string key, List<int> numbers) =>
        numbers.Count == 0 ? memory.Remove(key) : memory.SetItem(key, JsonValues.From(numbers));

    private static string NameOf(ActivityNode flowchart, string activityId) => flowchart.Children.First(child => child.Id == activityId).DisplayName;

    private static Rejection No(string code, params ImmutableArray<string> arguments) => new(RejectionKind.InvalidState, code, arguments);
}
