using System.Text.Json;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Publicity;

namespace StaffFlows.Workflows.Activities.Publicity;

/// <summary>异议结论 (PUB-05): the conclusion of the form, or that the objection names nothing (EC-02), goes to the publicity and onto the receipt.</summary>
public sealed class SettleObjection : IActivity
{
    private static readonly Input<bool> IsDismissed = new("isDismissed", false);

    public string Type => "StaffFlows.SettleObjection";

    public ActivityDescriptor Descriptor { get; } = new(
        "StaffFlows.SettleObjection", "公示", new("异议结论", "Settle the objection"),
        new("把核查结论写入公示和回执：不成立，成立并更正，成立并取消资格", "Writes the conclusion into the publicity and onto the receipt: unfounded, corrected, disqualified"),
        [new(IsDismissed.Name, typeof(bool), new("线索不具体", "Names nothing"), IsDismissed.Default)], [], ["Done"]);

    public async ValueTask<ActivityResult> ExecuteAsync(ActivityExecutionContext context, CancellationToken ct)
    {
        var facts = await CaseFacts.ReadAsync(context, ct);
        if (facts.Case.ParentCaseId is not { } publicity) return new ActivityResult.Faulted("objection-without-publicity", "The case belongs to no publicity.");

        var form = context.ReadForm();
        var state = context.Get(IsDismissed) ? ObjectionState.Dismissed
            : Enum.TryParse<ObjectionState>(form[ObjectionFields.Conclusion]?.ToString(), ignoreCase: true, out var concluded) ? concluded : ObjectionState.Unfounded;
        var isUpheld = state is ObjectionState.Corrected or ObjectionState.Disqualified;
        context.Emit(new ObjectionSettled(facts.Case.CaseId, publicity, state, form[ObjectionFields.Answer]?.ToString()));
        context.Emit(new CaseStatusChanged(facts.Case.CaseId, isUpheld ? CaseStatus.Approved : CaseStatus.Rejected, null, null));
        context.Record(facts, $"entry.objection-{state.ToString().ToLowerInvariant()}");
        context.Post(new EngineCommand.Signal(
            context.NewId(), PublicityStimuli.Objection, JsonSerializer.SerializeToElement(new ObjectionStimulus(publicity.ToString("N"))), JsonElement.Parse("{}"), null, null));
        return new ActivityResult.Completed();
    }
}
