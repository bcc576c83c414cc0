using System.Collections.Immutable;
using StaffFlows.Engine.Activities;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Tests.Engine.Support;
using StaffFlows.Engine.Validation;

namespace StaffFlows.Engine.Tests.Engine.Validation;

/// <summary>Looks through definitions with the engine's own rules; tests declare which activities there are beside the standard ones.</summary>
internal static class Checks
{
    private static readonly DefinitionValidator Validator = ValidatorIn(FlowchartMode.CounterBased);

    /// <param name="mode">The host's.</param>
    public static ImmutableArray<Finding> Validate(this Flow flow, FlowchartMode mode) => ValidatorIn(mode).Validate(flow.Build());

    public static ImmutableArray<Finding> Validate(this Flow flow) => flow.Build().Validate();

    public static ImmutableArray<Finding> Validate(this WorkflowDefinition definition) => Validator.Validate(definition);

    /// <summary>One finding of that code, with a sentence in both languages that names what it is about.</summary>
    public static Finding ShouldTell(this ImmutableArray<Finding> findings, string code, FindingSeverity severity, string? nodeId, string words)
    {
        var finding = findings.Where(finding => finding.Code == code).ShouldHaveSingleItem();
        (finding.Severity, finding.NodeId).ShouldBe((severity, nodeId));
        finding.Text.Zh.ShouldContain(words);
        finding.Text.En.ShouldContain(words);

        return finding;
    }

    private static DefinitionValidator ValidatorIn(FlowchartMode mode) => new(
        new ActivityCatalog([.. StandardActivities.In(mode).Where(activity => activity.Type is not ("Elsa.RunTask" or "Elsa.Cron")), new RunTask(), new Does("Elsa.Cron", _ => new ActivityResult.Completed())]),
        DefinitionValidator.EngineRules);
}
