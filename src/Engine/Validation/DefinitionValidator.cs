using System.Collections.Immutable;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Definitions.Json;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Validation.Rules;

namespace StaffFlows.Engine.Validation;

/// <summary>
/// Looks through a definition before it is published. It only reports: what is refused for it is the host's policy, and the engine runs
/// whatever compiles.
/// </summary>
public sealed class DefinitionValidator(ActivityCatalog catalog, ImmutableArray<IDefinitionRule> rules)
{
    /// <summary>What can be said without knowing what the workflow is for.</summary>
    public static ImmutableArray<IDefinitionRule> EngineRules { get; } =
    [
        new EmptyFlowchart(), new RepeatedId(), new RepeatedVariable(), new UnknownType(), new EndlessUse(), new UnknownExpressionType(), new WrongScript(), new WrongCron(),
        new UnknownPort(), new UnreachableActivity(), new OpenOutcome(), new SkippedJoin(), new IllegalLoop(), new RestlessLoop(),
    ];

    /// <summary>Errors first, then in the order of the activities; empty for a good definition.</summary>
    /// <param name="composites">The definitions that it uses as activities; one that is missing is an unknown type.</param>
    public ImmutableArray<Finding> Validate(WorkflowDefinition definition, CompositeLibrary? composites = null)
    {
        ActivityNode root;
        try
        {
            root = ActivityTree.Read(definition);
        }
        catch (FormatException exception)
        {
            return [new("definition-unreadable", FindingSeverity.Error, null, new($"流程定义无法读取（{exception.Message}）", $"The definition cannot be read: {exception.Message}"))];
        }

        var target = new CheckedDefinition(definition, root, catalog, composites ?? CompositeLibrary.Empty);
        var order = target.Nodes.Index().DistinctBy(node => node.Item.NodeId).ToDictionary(node => node.Item.NodeId, node => node.Index, StringComparer.Ordinal);

        return
        [
            .. rules.SelectMany(rule => rule.Check(target))
                .OrderByDescending(finding => finding.Severity)
                .ThenBy(finding => finding.NodeId is { } id ? order.GetValueOrDefault(id, -1) : -1),
        ];
    }
}
