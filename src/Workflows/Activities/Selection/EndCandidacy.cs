using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Selection;

namespace StaffFlows.Workflows.Activities.Selection;

/// <summary>终止上岗: the person of an arrival does not come on post after all; the selection that it belongs to looks for a reserve.</summary>
public sealed class EndCandidacy : IActivity
{
    private static readonly Input<string> State = new("state", nameof(CandidacyState.Withdrawn));

    public string Type => "StaffFlows.EndCandidacy";

    public ActivityDescriptor Descriptor { get; } = new(
        "StaffFlows.EndCandidacy", "选派", new("终止上岗", "End a candidacy"),
        new("登记人选退出或培训不合格，名额交回选派事项", "The person withdraws or fails; his place goes back to the selection"),
        [new(State.Name, typeof(string), new("状态", "State"), State.Default)], [], ["Done"]);

    public async ValueTask<ActivityResult> ExecuteAsync(ActivityExecutionContext context, CancellationToken ct)
    {
        var facts = await CaseFacts.ReadAsync(context, ct);
        if (facts.Case.ParentCaseId is not { } selection || !Enum.TryParse<CandidacyState>(context.Get(State), ignoreCase: true, out var state))
            return new ActivityResult.Faulted("end-candidacy-misconfigured", "The case belongs to no selection, or the state is none.");

        var person = facts.Organisation.People[facts.Case.SubjectId];
        context.Emit(new CandidacyMoved(selection, person.Id, state));
        context.Record(facts, $"entry.candidates.{SelectionCase.WordOf(state)}", person.Name);
        if (state is CandidacyState.Withdrawn) await context.SayWithdrawnAsync(selection, person, ct);
        return new ActivityResult.Completed();
    }
}
