using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using StaffFlows.Engine.Activities;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Publicity;

namespace StaffFlows.Host.StudioApi.Descriptors;

/// <summary>Which of the Studio's editors an input is filled in with.</summary>
/// <param name="Hint">The Studio's name of the editor.</param>
/// <param name="Choices">Where a list is chosen from.</param>
/// <param name="Syntax">The expression type that the editor starts with.</param>
/// <param name="IsWrapped">False for the few inputs that Elsa stores as they are, without an expression.</param>
internal sealed record InputEditor(string Hint, ImmutableArray<InputChoice> Choices = default, string Syntax = "Literal", bool IsWrapped = true)
{
    public static readonly InputEditor Line = new("singleline");
    public static readonly InputEditor Text = new("multiline");
    public static readonly InputEditor Check = new("checkbox");
    public static readonly InputEditor Moment = new("datetime-picker");
    public static readonly InputEditor List = new("multitext", Syntax: "Object");
    public static readonly InputEditor Json = new("json-editor", Syntax: "Object");
    public static readonly InputEditor Outcomes = new("dynamic-outcomes", Syntax: "Object");

    public static InputEditor From(params ImmutableArray<InputChoice> choices) => new("dropdown", choices);
}

/// <param name="Value">As stored in the definition.</param>
internal sealed record InputChoice(string Value, LocalizedText Text);

/// <summary>The editor of each input: by the table where its type says too little, otherwise by the type of its value.</summary>
internal static class InputEditors
{
    private static readonly InputEditor Definition = new("workflow-definition-picker");

    private static readonly FrozenDictionary<string, InputEditor> ByInput = new Dictionary<string, InputEditor>(StringComparer.Ordinal)
    {
        ["Elsa.FlowFork.branches"] = InputEditor.Outcomes,
        ["Elsa.FlowSwitch.cases"] = new("flow-switch-editor", Syntax: "Object", IsWrapped: false),
        ["Elsa.Switch.cases"] = new("switch-editor", Syntax: "Object", IsWrapped: false),
        ["Elsa.SetVariable.variable"] = new("variable-picker", IsWrapped: false),
        ["Elsa.SetVariable.value"] = InputEditor.Line,
        ["Elsa.SetOutput.outputName"] = new("output-picker"),
        ["Elsa.SetOutput.outputValue"] = InputEditor.Line,
        ["Elsa.Complete.outcomes"] = new("outcome-picker", Syntax: "Object"),
        ["Elsa.WriteLine.text"] = InputEditor.Text,
        ["Elsa.Fault.message"] = InputEditor.Text,
        ["Elsa.ForEach.items"] = InputEditor.List,
        ["Elsa.ParallelForEach.items"] = InputEditor.List,
        ["Elsa.BulkDispatchWorkflows.items"] = InputEditor.List,
        ["Elsa.DispatchWorkflow.workflowDefinitionId"] = Definition,
        ["Elsa.ExecuteWorkflow.workflowDefinitionId"] = Definition,
        ["Elsa.BulkDispatchWorkflows.workflowDefinitionId"] = Definition,
        ["StaffFlows.StartCase.procedure"] = Definition,
        ["StaffFlows.UserTask.outcomes"] = InputEditor.Outcomes,
        ["StaffFlows.UserTask.mode"] = InputEditor.From(
            new("one", new("共享一件，先认领者办理", "One task, whoever claims it")), new("any", new("各一件，先办者为准", "A task each, the first decides"))),
        ["StaffFlows.UserTask.whenNobody"] = InputEditor.From(
            new("toProcessOwner", new("转流程管理员", "Ask the process owner")), new("skip", new("跳过此步骤", "Skip the step")), new("incident", new("停下并报告异常", "Stop with an incident"))),
        ["StaffFlows.UserTask.whenApplicant"] = InputEditor.From(
            new("nextLevel", new("由上一级办理", "The next level decides")), new("skip", new("跳过此步骤", "Skip the step"))),
        ["StaffFlows.UserTask.whenRepeated"] = InputEditor.From(
            new("ask", new("再次请其办理", "Ask again")), new("skip", new("不再办理", "Don't ask again"))),
        ["StaffFlows.UserTask.whenAbsent"] = InputEditor.From(
            new("toPartner", new("由顶岗人代办", "The stand-in decides for him")), new("keep", new("等其返岗", "Wait for him"))),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<Enum, LocalizedText> Words = new Dictionary<Enum, LocalizedText>
    {
        [FlowJoinMode.WaitAll] = new("等全部分支", "Wait for all branches"),
        [FlowJoinMode.WaitAllActive] = new("等所有走到的分支", "Wait for the branches taken"),
        [FlowJoinMode.WaitAny] = new("任一分支到达即可", "Go on with the first"),
        [ForkJoinMode.WaitAll] = new("等全部分支", "Wait for all branches"),
        [ForkJoinMode.WaitAny] = new("任一分支完成即可", "Go on with the first"),
        [SwitchMode.MatchFirst] = new("只走第一个符合的", "The first match"),
        [SwitchMode.MatchAny] = new("走所有符合的", "Every match"),
        [Venue.Department] = new("派驻部门", "The department"),
        [Venue.ServiceCenter] = new("政务服务中心", "The centre"),
    }.ToFrozenDictionary();

    public static InputEditor Of(string activityType, InputDescriptor input) =>
        ByInput.GetValueOrDefault($"{activityType}.{input.Name}") ?? Of(Nullable.GetUnderlyingType(input.ValueType) ?? input.ValueType);

    private static InputEditor Of(Type type)
    {
        if (type.IsEnum) return InputEditor.From([.. Enum.GetValues(type).Cast<Enum>().Select(value => new InputChoice($"{value}", Words.GetValueOrDefault(value, new($"{value}", $"{value}"))))]);
        if (type == typeof(bool)) return InputEditor.Check;
        if (type == typeof(DateTimeOffset)) return InputEditor.Moment;
        if (type.IsArray) return InputEditor.List;
        return type == typeof(string) || type.IsPrimitive || type == typeof(TimeSpan) || type == typeof(decimal) ? InputEditor.Line : InputEditor.Json;
    }
}
