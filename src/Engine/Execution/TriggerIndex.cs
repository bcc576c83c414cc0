using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Expressions;

namespace StaffFlows.Engine.Execution;

/// <summary>Finds the places from which a definition can be started from outside.</summary>
public static class TriggerIndex
{
    /// <summary>
    /// The triggers of a version, to be stored in place of those of earlier versions when it is published. The same version always
    /// gives the same ids. One whose inputs have no value without an instance is left out; that is a finding of the definition.
    /// </summary>
    /// <param name="now">Business time of publishing; schedules start from it.</param>
    public static ImmutableArray<Trigger> Of(WorkflowGraph graph, DateTimeOffset now) =>
        [.. graph.Root.WithDescendants().Where(node => node.Activity is ITrigger && node.Node.CanStartWorkflow).Select(node => Find(graph, node, now)).OfType<Trigger>()];

    private static Trigger? Find(WorkflowGraph graph, GraphNode node, DateTimeOffset now)
    {
        try
        {
            var described = ((ITrigger)node.Activity).Describe(Burst.ContextWithoutInstance(graph, node, now));
            var payload = JsonValues.From(described);

            return new(
                IdOf(graph.Definition, node.Node), graph.Definition.DefinitionId, graph.Definition.Id, node.Node.NodeId, node.Node.Type,
                BookmarkHash.Compute(node.Node.Type, described, null), payload, ((ITrigger)node.Activity).DueAfter(payload, now, now));
        }
        catch (Exception exception) when (exception is ExpressionException or FormatException)
        {
            return null;
        }
    }

    /// <summary>RFC 9562, version 8: made of version and node.</summary>
    private static Guid IdOf(WorkflowDefinition definition, ActivityNode node)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes($"{definition.Id}\n{node.NodeId}")).AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);

        return new Guid(bytes, bigEndian: true);
    }
}
