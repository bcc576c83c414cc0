using System.Collections.Immutable;
using System.Text.Json;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Definitions.Json;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Activities.UserTasks;
using StaffFlows.Workflows.Cases;

namespace StaffFlows.Workflows.Procedures;

/// <summary>One version of a procedure as people look at it: its chart, its steps wherever they stand, its settings.</summary>
/// <param name="Chart">What the designer opens with: a flowchart as a rule.</param>
/// <param name="Steps">All activities below the chart, in the definition's order.</param>
/// <param name="Settings">Null while it is no procedure that people start, or where they cannot be read.</param>
public sealed record ProcedureVersion(WorkflowDefinition Definition, ActivityNode Chart, ImmutableArray<ProcedureStep> Steps, ProcedureSettings? Settings)
{
    public int Number => Definition.Version;

    public static ProcedureVersion Of(WorkflowDefinition definition)
    {
        var chart = ActivityTree.Read(definition).Children[0];
        return new(definition, chart, [.. Below(chart, null, 0)], SettingsOf(definition));
    }

    public ProcedureStep? FindStep(string path) => Steps.FirstOrDefault(step => step.Path == path);

    private static IEnumerable<ProcedureStep> Below(ActivityNode container, string? around, int depth)
    {
        foreach (var node in container.Children)
        {
            var step = new ProcedureStep(around is null ? node.Id : $"{around}:{node.Id}", node, container, depth);
            yield return step;
            foreach (var inner in Below(node, step.Path, depth + 1)) yield return inner;
        }
    }

    private static ProcedureSettings? SettingsOf(WorkflowDefinition definition)
    {
        try
        {
            return ProcedureSettings.Read(definition.CustomProperties);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>An activity of a version and where it stands.</summary>
/// <param name="Path">Ids from the chart down to it, joined by ':'; the same over all versions.</param>
/// <param name="Depth">0 for those that the chart shows.</param>
public sealed record ProcedureStep(string Path, ActivityNode Node, ActivityNode Container, int Depth)
{
    /// <summary>The custom property with the step's English name; steps are named in Chinese.</summary>
    public const string EnglishName = "StaffFlows:NameEn";

    public LocalizedText Name => NameOf(Node);

    /// <summary>What a way out is called; null for the only way on of a step that nobody decides.</summary>
    public LocalizedText? PortName(string port)
    {
        if (Node.Type == UserTaskActivity.TypeName && OutcomeLabels.TryRead(Node) is { } outcomes)
            return outcomes.FirstOrDefault(outcome => outcome.Key == port) is { } choice ? new(choice.Zh, choice.En) : new(port, port);
        return port is "Done" ? null : ProcedureVocabulary.Port(port);
    }

    public static LocalizedText NameOf(ActivityNode node) =>
        new(node.DisplayName, node.CustomProperty(EnglishName) is { ValueKind: JsonValueKind.String } english && english.GetString() is { Length: > 0 } name ? name : node.DisplayName);
}
