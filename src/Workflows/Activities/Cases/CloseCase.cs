using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Cases;

namespace StaffFlows.Workflows.Activities.Cases;

/// <summary>结束事项: the case ends with a status, what it has reserved is given back, the applicant is told.</summary>
public sealed class CloseCase : IActivity
{
    private static readonly Input<string> Status = new("status", nameof(CaseStatus.Rejected));
    private static readonly Input<string> Reason = new("reason", "");
    private static readonly Input<string> TextKey = new("textKey", "case.rejected");

    public string Type => "StaffFlows.CloseCase";

    public ActivityDescriptor Descriptor { get; } = new(
        "StaffFlows.CloseCase", "人事流程", new("结束事项", "Close case"),
        new("以未批准、已撤回等状态结束事项并告知申请人", "Ends the case with a status and tells the applicant"),
        [
            new(Status.Name, typeof(string), new("状态", "Status"), Status.Default),
            new(Reason.Name, typeof(string), new("原因", "Reason"), Reason.Default),
            new(TextKey.Name, typeof(string), new("消息", "Message"), TextKey.Default),
        ],
        [], ["Done"]);

    public async ValueTask<ActivityResult> ExecuteAsync(ActivityExecutionContext context, CancellationToken ct)
    {
        if (!Enum.TryParse<CaseStatus>(context.Get(Status), ignoreCase: true, out var status))
            return new ActivityResult.Faulted("close-case-misconfigured", $"There is no case status {context.Get(Status)}.");

        var facts = await CaseFacts.ReadAsync(context, ct);
        context.Emit(new CaseStatusChanged(facts.Case.CaseId, status, null, context.Get(Reason) is { Length: > 0 } reason ? reason : null));
        context.Tell(facts, [facts.Case.ApplicantId], context.Get(TextKey), [context.ReadText(CaseVariables.Title)]);
        return new ActivityResult.Completed();
    }
}
