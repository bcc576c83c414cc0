using System.Collections.Immutable;
using System.Text.Json;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Expressions;

namespace StaffFlows.Engine.Activities;

/// <summary>The inputs that all activities have which start other workflows.</summary>
internal static class ChildInputs
{
    public static readonly Input<string> DefinitionId = new("workflowDefinitionId", "");
    public static readonly Input<string> CorrelationId = new("correlationId", "");
    public static readonly Input<Dictionary<string, JsonElement>> Values = new("input", []);
    public static readonly Input<bool> WaitForCompletion = new("waitForCompletion", false);

    public static readonly InputDescriptor DefinitionIdDescriptor = new(DefinitionId.Name, typeof(string), new("流程定义", "Workflow definition"));
    public static readonly InputDescriptor CorrelationIdDescriptor = new(CorrelationId.Name, typeof(string), new("关联标识", "Correlation ID"));
    public static readonly InputDescriptor ValuesDescriptor = new(Values.Name, typeof(Dictionary<string, JsonElement>), new("输入", "Input"));

    public static InputDescriptor WaitDescriptor(bool byDefault) => new(WaitForCompletion.Name, typeof(bool), new("等待完成", "Wait for completion"), byDefault);

    /// <summary>The definition's values, and under Elsa's name the instance that starts the child.</summary>
    public static ImmutableDictionary<string, JsonElement> Read(ActivityExecutionContext context) =>
        context.Get(Values).ToImmutableDictionary(StringComparer.Ordinal).SetItem("ParentInstanceId", JsonValues.From(context.InstanceId.ToString()));

    public static string? ReadCorrelationId(ActivityExecutionContext context) =>
        context.Get(CorrelationId) is { } id && !string.IsNullOrWhiteSpace(id) ? id : null;

    public static ActivityResult.Faulted NotFound(string definitionId) =>
        new("definition-not-found", $"No published version of '{definitionId}' was found.");
}
