using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Activities.Cases;
using StaffFlows.Workflows.Selection;

namespace StaffFlows.Workflows.Activities.Selection;

/// <summary>
/// 退出更正 (SEL-08): stands beside a filing for as long as it runs and takes whoever withdraws meanwhile off its list, so that the list filed is
/// that of those still there. Says when nobody is left to be filed.
/// </summary>
public sealed class CorrectFiling : IActivity
{
    public const string NobodyLeft = nameof(NobodyLeft);

    public string Type => "StaffFlows.CorrectFiling";

    public ActivityDescriptor Descriptor { get; } = new(
        "StaffFlows.CorrectFiling", "选派", new("退出更正", "Follow withdrawals"),
        new("报送备案后有人退出的，从备案名单中移出并重新核对人数", "Takes whoever withdraws meanwhile off the list and counts anew"), [], [], ["Done", NobodyLeft]) { MayWait = true };

    public ValueTask<ActivityResult> ExecuteAsync(ActivityExecutionContext context, CancellationToken ct)
    {
        var header = context.Property<Workflows.Cases.CaseHeader>(Workflows.Cases.CaseHeader.Key);
        return new(header.ParentCaseId is { } selection
            ? new ActivityResult.Waiting(context.Bookmark(new WithdrawalStimulus(selection.ToString("N")), WithdrawalStimulus.Name))
            : new ActivityResult.Faulted("filing-without-selection", "The case belongs to no selection."));
    }

    public async ValueTask<ActivityResult> ResumeAsync(ActivityExecutionContext context, Stimulus stimulus, CancellationToken ct)
    {
        var facts = await CaseFacts.ReadAsync(context, ct);
        var leaving = await FiledPersons.RefreshAsync(context, facts, facts.Case.ParentCaseId!.Value, ct);
        if (leaving.Count == 0)
        {
            ((ContainerContext)context).Keep(stimulus.BookmarkId);
            return new ActivityResult.Waiting();
        }

        context.Record(facts, "entry.filing-corrected", string.Join('、', leaving.Select(p => p.Name)));
        return new ActivityResult.Completed(context.ReadFiled(facts).Any() ? "Done" : NobodyLeft);
    }
}
