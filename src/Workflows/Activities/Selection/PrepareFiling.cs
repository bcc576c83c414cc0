using StaffFlows.Engine.Execution;

namespace StaffFlows.Workflows.Activities.Selection;

/// <summary>
/// 备案核对 (SEL-08, SEL-09): says under which number each person was made public, and sets them against the approved headcount of their windows. Made anew whenever the unit reports,
/// because somebody else may have come to the window meanwhile, or one of them may have withdrawn.
/// </summary>
public sealed class PrepareFiling : IActivity
{
    public string Type => "StaffFlows.PrepareFiling";

    public ActivityDescriptor Descriptor { get; } = new(
        "StaffFlows.PrepareFiling", "选派", new("备案核对", "Prepare the filing"),
        new("按窗口核对核定人数、在岗人数和本次备案人数", "Sets the persons against the headcount of their windows"), [], [], ["Done"]);

    public async ValueTask<ActivityResult> ExecuteAsync(ActivityExecutionContext context, CancellationToken ct)
    {
        var facts = await CaseFacts.ReadAsync(context, ct);
        if (facts.Case.ParentCaseId is not { } selection) return new ActivityResult.Faulted("filing-without-selection", "The case belongs to no selection.");

        await FiledPersons.RefreshAsync(context, facts, selection, ct);
        return new ActivityResult.Completed();
    }
}
