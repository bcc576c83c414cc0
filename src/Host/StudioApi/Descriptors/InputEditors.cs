using System.Collections.Frozen;
using StaffFlows.Engine.Activities;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Publicity;

namespace StaffFlows.Host.StudioApi.Descriptors;

/// <summary>The editor of each input: by the table where its type says too little, otherwise by the type of its value.</summary>
internal static class InputEditors
{
    private static readonly InputEditor Definition = new("workflow-definition-picker");

    private static readonly FrozenDictionary<string, InputEditor> ByInput = new Dictionary<string, InputEditor>(StringComparer.Ordinal)
    {
        [$"{UnknownActivity.Type}.{UnknownActivity.Missing}"] = InputEditor.Line with { IsReadOnly = true },
        [$"{UnknownActivity.Type}.{UnknownActivity.Ways}"] = InputEditor.Outcomes with { IsBrowsable = false },
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
        ["StaffFlows.CloseCase.status"] = InputEditor.From(
            new("Rejected", new("未批准", "Rejected")), new("Withdrawn", new("已撤回", "Withdrawn")), new("Cancelled", new("已终止", "Cancelled")), new("Approved", new("已批准", "Approved"))),
        ["StaffFlows.CloseCase.reason"] = InputEditor.Text,
        ["StaffFlows.CloseCase.textKey"] = InputEditor.FromOffice(OfficeChoice.Messages),
        ["StaffFlows.Notify.persons"] = InputEditor.FromOffice(OfficeChoice.Persons),
        ["StaffFlows.Notify.textKey"] = InputEditor.FromOffice(OfficeChoice.Messages),
        ["StaffFlows.UserTask.assignee"] = InputEditor.FromOffice(OfficeChoice.Persons),
        ["StaffFlows.UserTask.escalateTo"] = InputEditor.FromOffice(OfficeChoice.Persons, new InputChoice("", new("不提请", "Nobody"))),
        ["StaffFlows.StartCase.procedure"] = Definition,
        ["StaffFlows.UserTask.outcomes"] = InputEditor.Outcomes,
        ["StaffFlows.UserTask.mode"] = InputEditor.From(
            new("one", new("共享一件，先认领者办理", "One task, whoever claims it")), new("any", new("或签：各一件，先办者为准", "A task each, the first decides")),
            new("all", new("会签：各一件，须全部同意", "A task each, all must agree")), new("ratio", new("票决：各一件，按比例通过", "A task each, by a share of votes")),
            new("inTurn", new("依次：各一件，按顺序办理", "A task each, one after the other"))),
        ["StaffFlows.UserTask.whenDivided"] = InputEditor.From(
            new("firstNo", new("有一人不同意即为结果", "The first that is not in favour")), new("majority", new("以多数意见为准", "The most frequent answer"))),
        ["StaffFlows.UserTask.vetoOutcomes"] = InputEditor.List,
        ["StaffFlows.UserTask.whenNobody"] = InputEditor.FromOffice(
            OfficeChoice.Roles,
            new("toProcessOwner", new("转流程管理员", "Ask the process owner")), new("skip", new("跳过此步骤", "Skip the step")), new("incident", new("停下并报告异常", "Stop with an incident"))),
        ["StaffFlows.UserTask.whenApplicant"] = InputEditor.From(
            new("nextLevel", new("由上一级办理", "The next level decides")), new("skip", new("跳过此步骤", "Skip the step"))),
        ["StaffFlows.UserTask.whenRepeated"] = InputEditor.From(
            new("ask", new("再次请其办理", "Ask again")), new("skip", new("不再办理", "Don't ask again"))),
        ["StaffFlows.UserTask.whenAbsent"] = InputEditor.From(
            new("toPartner", new("由顶岗人代办", "The stand-in decides for him")), new("keep", new("等其返岗", "Wait for him"))),
        ["StaffFlows.UserTask.deadlineWorkingDays"] = InputEditor.WorkingDays,
        ["StaffFlows.UserTask.reminderWorkingDays"] = InputEditor.WorkingDays,
        ["StaffFlows.UserTask.escalationWorkingDays"] = InputEditor.WorkingDays,
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
