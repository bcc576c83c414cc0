using System.Collections.Immutable;
using System.Text.Json;
using StaffFlows.Engine.Definitions;

namespace StaffFlows.Engine.Execution;

/// <summary>
/// Takes an instance to another version of its definition. Every open execution must land on an activity of the same type in the
/// counterpart of its container; then it just goes on there, with its id, bookmarks, memory and variables. Nothing is run.
/// </summary>
internal sealed class Migration(WorkflowGraph from, WorkflowGraph to, WorkflowInstance instance, NodeMapping mapping)
{
    private readonly Dictionary<ActivityExecutionId, GraphNode> places = instance.Executions
        .Where(execution => from.FindNode(execution.NodeId) is not null)
        .ToDictionary(execution => execution.Id, execution => from.FindNode(execution.NodeId)!);
    private readonly Dictionary<GraphNode, Rejection> refused = [];

    /// <returns>The instance in the new version, or null where the report says why not.</returns>
    public static (MigrationReport Report, WorkflowInstance? Migrated) Plan(
        WorkflowGraph from, WorkflowGraph to, WorkflowInstance instance, ImmutableDictionary<string, string> wished, DateTimeOffset now) =>
        new Migration(from, to, instance, new NodeMapping(from, to, wished)).Plan(now);

    private (MigrationReport Report, WorkflowInstance? Migrated) Plan(DateTimeOffset now)
    {
        var executions = instance.Executions.Select(Take).ToImmutableArray();
        var rejection = FindObstacle() ?? (refused.Values.FirstOrDefault() is { } first ? first with
        {
            Fields = [.. refused.Select(pair => new FieldRejection(pair.Key.Node.NodeId, pair.Value.Code, pair.Value.Arguments))],
        } : null);
        var active = places.Values.ToHashSet();
        var report = new MigrationReport(
            from.Definition.Id, to.Definition.Id,
            [.. from.Root.WithDescendants().Select(old => new MigratedNode(
                old.Node.NodeId, old.Node.DisplayName, mapping.Find(old)?.Node.NodeId, mapping.MigrationOf(old), active.Contains(old), refused.GetValueOrDefault(old)))],
            mapping.Added, rejection);

        return (report, rejection is null ? Migrate(executions, now) : null);
    }

    private WorkflowInstance Migrate(ImmutableArray<ActivityExecution> executions, DateTimeOffset now) => instance with
    {
        DefinitionVersionId = to.Definition.Id,
        DefinitionVersion = to.Definition.Version,
        Version = instance.Version + 1,
        UpdatedAt = now,
        Executions = executions,
        Bookmarks = [.. instance.Bookmarks.Select(bookmark => bookmark with { NodeId = NewIdOf(bookmark.NodeId) })],
        Incidents = [.. instance.Incidents.Select(incident => incident.SettledAt is null ? incident with { NodeId = NewIdOf(incident.NodeId) } : incident)],
        JournalSequence = instance.JournalSequence + 1,
    };

    private Rejection? FindObstacle()
    {
        if (instance.IsFinished && instance.SubStatus is not WorkflowSubStatus.Faulted) return No("instance-finished");
        if (to.Definition.DefinitionId != instance.DefinitionId) return No("migration-other-definition");
        if (to.Definition.Id == instance.DefinitionVersionId) return No("migration-same-version");
        if (to.Definition.CanStillChange()) return No("migration-to-draft");
        if (instance.Executions.FirstOrDefault(execution => !places.ContainsKey(execution.Id)) is { } lost) return No("definition-changed", lost.NodeId);

        return mapping.Refused;
    }

    private ActivityExecution Take(ActivityExecution execution)
    {
        if (!places.TryGetValue(execution.Id, out var old)) return execution;
        if (mapping.Find(old) is not { } target) return Refuse("migration-step-missing", old.Node.DisplayName);
        if (target.Node.Type != old.Node.Type) return Refuse("migration-step-differs", old.Node.DisplayName, target.Node.DisplayName);
        if (execution.Owner is { } owner && places.TryGetValue(owner, out var container) && mapping.Find(container) is { } around && target.Parent != around)
        {
            return Refuse("migration-step-moved", old.Node.DisplayName);
        }

        var memory = target.Activity is IMigratableContainer migratable ? migratable.Migrate(Describe(execution, old, target)) : new(execution.Memory);
        if (memory.Refused is { } rejection) refused.TryAdd(old, rejection);

        return execution with { NodeId = target.Node.NodeId, Memory = memory.Memory, Variables = Rename(execution.Variables, old, target) };

        ActivityExecution Refuse(string code, params ImmutableArray<string> names)
        {
            refused.TryAdd(old, No(code, names));
            return execution;
        }
    }

    private ContainerMigration Describe(ActivityExecution execution, GraphNode old, GraphNode target) => new(
        old.Node, target.Node, execution.Memory,
        old.Children.Where(child => mapping.Find(child)?.Parent == target).DistinctBy(child => child.Node.Id, StringComparer.Ordinal)
            .ToImmutableDictionary(child => child.Node.Id, child => mapping.Find(child)!.Node.Id, StringComparer.Ordinal),
        [.. instance.Executions.Where(other => other.Owner == execution.Id && places.TryGetValue(other.Id, out var child) && mapping.Find(child) is not null)
            .Select(other => mapping.Find(places[other.Id])!.Node.Id).Distinct(StringComparer.Ordinal)]);

    /// <summary>A variable that kept its id and got another name keeps its value.</summary>
    private static ImmutableDictionary<string, JsonElement> Rename(ImmutableDictionary<string, JsonElement> values, GraphNode old, GraphNode target) =>
        values.ToImmutableDictionary(
            pair => old.Variables.TryGetValue(pair.Key, out var declared) && !target.Variables.ContainsKey(pair.Key)
                && target.Variables.Values.FirstOrDefault(renamed => renamed.Variable.Id == declared.Variable.Id) is { } found && !values.ContainsKey(found.Variable.Name)
                    ? found.Variable.Name : pair.Key,
            pair => pair.Value, StringComparer.Ordinal);

    private string NewIdOf(string nodeId) => from.FindNode(nodeId) is { } old && mapping.Find(old) is { } target ? target.Node.NodeId : nodeId;

    private static Rejection No(string code, params ImmutableArray<string> arguments) => new(RejectionKind.InvalidState, code, arguments);
}
