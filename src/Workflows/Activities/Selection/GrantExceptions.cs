using System.Text.Json.Nodes;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Forms;
using StaffFlows.Workflows.Selection;

namespace StaffFlows.Workflows.Activities.Selection;

/// <summary>
/// 规则例外: takes up what was decided of each rule that is not met (原则上). Each decision needs a reason and is written down with who
/// decided it; whoever gets no exception is out. Of whoever has withdrawn meanwhile there is nothing to decide.
/// </summary>
public sealed class GrantExceptions : IActivity
{
    private static readonly Input<string> Step = new("step", "");

    public string Type => "StaffFlows.GrantExceptions";

    public ActivityDescriptor Descriptor { get; } = new(
        "StaffFlows.GrantExceptions", "选派", new("规则例外", "Grant exceptions"),
        new("逐条登记例外决定、理由和审批人；不同意例外的人选不再继续", "Takes down each exception with reason and approver; whoever gets none is out"),
        [new(Step.Name, typeof(string), new("审批步骤", "Step that decides"), Step.Default)], [], ["Done"]);

    public async ValueTask<ActivityResult> ExecuteAsync(ActivityExecutionContext context, CancellationToken ct)
    {
        var facts = await CaseFacts.ReadAsync(context, ct);
        var withdrawn = context.ReadWithdrawn();
        var asked = FormRows.Of(context.ReadForm(), SelectionFields.Exceptions).Where(row => !withdrawn.Contains(row.Text(SelectionFields.Person) ?? "")).ToList();
        if (!context.IsPreview && asked.Exists(row => row.Text(SelectionFields.Decision) is null || row.Text(SelectionFields.DecisionReason) is null))
            return context.Refuse(new(RejectionKind.Invalid, "form-invalid") { Fields = [new(SelectionFields.Exceptions, "exception-undecided")] });

        var by = context.ReadTexts(CaseVariables.Handlers).GetValueOrDefault(context.Get(Step), "");
        foreach (var row in asked) Record(context, facts, row, by);

        var refused = asked.Where(row => row.Text(SelectionFields.Decision) is "refused").Select(row => facts.Organisation.FindByStaffNo(row.Text(SelectionFields.Person))!.Id).Distinct().ToList();
        await context.MoveAsync(facts, [.. refused.Select(id => new CandidacyMoved(facts.Case.CaseId, id, CandidacyState.NotExcepted))], ct);
        return new ActivityResult.Completed();
    }

    private static void Record(ActivityExecutionContext context, CaseFacts facts, JsonObject row, string by)
    {
        var (person, isGranted) = (facts.Organisation.FindByStaffNo(row.Text(SelectionFields.Person)), row.Text(SelectionFields.Decision) is "granted");
        context.Record(
            facts, isGranted ? "entry.exception-granted" : "entry.exception-refused",
            person?.Name ?? "", row.Text(SelectionFields.Rule) ?? "", row.Text(SelectionFields.DecisionReason) ?? "", facts.Organisation.FindPerson(by)?.Name ?? "");
        context.Emit(new AuditRecorded($"case:{facts.Case.CaseId:N}", "selection.exception", by, new JsonObject
        {
            ["person"] = person?.Id, ["rule"] = row.Text(SelectionFields.Rule), ["granted"] = isGranted,
        }));
    }
}
