using System.Text.Json;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Workflows.Activities.UserTasks;

/// <summary>How the user task shows in the designer. Its ports are its outcomes, so none is fixed.</summary>
internal static class UserTaskDescriptor
{
    public static ActivityDescriptor Value { get; } = new(
        UserTaskActivity.TypeName,
        "人事流程",
        new("审批任务", "User task"),
        new("请人办理：同意、不同意、退回等，由办理结果决定走向", "Asks persons for a decision and leaves by the port of its outcome"),
        [
            Of(UserTaskStep.StepName, "步骤名称", "Step name"),
            Of(UserTaskStep.AssigneeText, "办理人", "Assignee"),
            Of(UserTaskStep.ModeText, "多人办理方式", "Several persons"),
            new(UserTaskStep.OutcomeKeys.Name, typeof(JsonElement), new("办理结果", "Outcomes"), JsonElement.Parse("[]")),
            new(UserTaskStep.Labels.Name, typeof(JsonElement), new("办理结果的说法", "Labels of the outcomes"), JsonElement.Parse("[]")),
            Of(UserTaskStep.WhenNobodyText, "找不到办理人时", "When nobody is found"),
            Of(UserTaskStep.WhenApplicantText, "办理人是申请人时", "When it is the applicant"),
            Of(UserTaskStep.WhenRepeatedText, "已在前面办理过时", "When he approved before"),
            Of(UserTaskStep.WhenAbsentText, "办理人请假时", "When he is on leave"),
            Of(UserTaskStep.DeadlineWorkingDays, "办理时限（工作日）", "Deadline (working days)"),
            Of(UserTaskStep.ReminderWorkingDays, "提醒（工作日）", "Reminder (working days)"),
            Of(UserTaskStep.EscalationWorkingDays, "逾期提请（工作日）", "Escalation (working days)"),
            Of(UserTaskStep.EscalateToText, "逾期提请何人", "Escalate to"),
            Of(UserTaskStep.TimeoutOutcomeText, "到期自动结果", "Outcome at the deadline"),
            Of(UserTaskStep.SkipOutcomeText, "跳过时的结果", "Outcome when skipped"),
            Of(UserTaskStep.CountsAsApproval, "同意即为审批", "Agreeing counts as an approval"),
            new(UserTaskStep.RequiredFieldsByOutcome.Name, typeof(JsonElement), new("各结果的必填字段", "Required fields by outcome"), JsonElement.Parse("{}")),
            Of(UserTaskStep.WarnApplicantAtMoment, "届时未办结即告知申请人", "Warn the applicant at"),
        ],
        [],
        []) { MayWait = true };

    private static InputDescriptor Of<T>(Input<T> input, string zh, string en) => new(input.Name, typeof(T), new(zh, en), input.Default);
}
