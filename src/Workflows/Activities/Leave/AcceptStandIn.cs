using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Leave;

namespace StaffFlows.Workflows.Activities.Leave;

/// <summary>登记顶岗: the stand-in of the form takes the duty over for the range of the leave. Without one it does nothing.</summary>
public sealed class AcceptStandIn : IActivity
{
    public string Type => "StaffFlows.AcceptStandIn";

    public ActivityDescriptor Descriptor { get; } = new(
        "StaffFlows.AcceptStandIn", "请假", new("登记顶岗", "Accept stand-in"),
        new("把申请单中的顶岗人写入顶岗安排", "Writes the duty of the form's stand-in"), [], [], ["Done"]);

    public async ValueTask<ActivityResult> ExecuteAsync(ActivityExecutionContext context, CancellationToken ct)
    {
        var facts = await CaseFacts.ReadAsync(context, ct);
        if (facts.Organisation.FindByStaffNo(context.ReadText(LeaveVariables.StandIn)) is not { } standIn) return new ActivityResult.Completed();

        context.Emit(new StandInAccepted(facts.Case.CaseId, standIn.Id));
        context.Write(LeaveVariables.AcceptedStandIn, standIn.StaffNo);
        var textKey = context.ReadText(LeaveVariables.AssignedStandIn) == standIn.StaffNo ? "entry.stand-in-assigned" : "entry.stand-in-accepted";
        context.Record(facts, textKey, standIn.Name);
        return new ActivityResult.Completed();
    }
}
