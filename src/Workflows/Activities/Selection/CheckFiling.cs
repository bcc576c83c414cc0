using StaffFlows.Engine.Execution;

namespace StaffFlows.Workflows.Activities.Selection;

/// <summary>备案前核对 (SEL-08): nobody is filed who has withdrawn a moment ago; whoever decides sees the list as it is now and decides anew.</summary>
public sealed class CheckFiling : IActivity
{
    public string Type => "StaffFlows.CheckFiling";

    public ActivityDescriptor Descriptor { get; } = new(
        "StaffFlows.CheckFiling", "选派", new("备案前核对", "Check the filing"),
        new("备案名单中有人刚退出时不予备案，按更正后的名单重新审核", "Refuses to file a list from which somebody has just withdrawn"), [], [], ["Done"]);

    public async ValueTask<ActivityResult> ExecuteAsync(ActivityExecutionContext context, CancellationToken ct)
    {
        var facts = await CaseFacts.ReadAsync(context, ct);
        if (facts.Case.ParentCaseId is not { } selection) return new ActivityResult.Faulted("filing-without-selection", "The case belongs to no selection.");

        foreach (var person in context.ReadFiled(facts))
            if (!context.IsPreview && await FiledPersons.HasWithdrawnAsync(context, person, selection, ct))
                return context.Refuse(new(RejectionKind.InvalidState, "filing-person-withdrew", person.Name));
        return new ActivityResult.Completed();
    }
}
