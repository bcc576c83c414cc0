using System.Text.Json;
using System.Text.Json.Nodes;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Activities.Publicity;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Forms;
using StaffFlows.Workflows.Selection;

namespace StaffFlows.Workflows.Activities.Selection;

/// <summary>
/// 退出登记: a candidate, or his unit for him, withdraws, with a reason. After the publicity has begun it is announced where the list hung,
/// and a filing that is under way leaves him out (SEL-08).
/// Whoever is being put on post withdraws in the case of his own that does that.
/// </summary>
public sealed class WithdrawCandidate : IActivity
{
    public const string Announce = nameof(Announce);
    public const string NobodyLeft = nameof(NobodyLeft);

    public string Type => "StaffFlows.WithdrawCandidate";

    public ActivityDescriptor Descriptor { get; } = new(
        "StaffFlows.WithdrawCandidate", "选派", new("退出登记", "Withdraw a candidate"),
        new("登记人选退出及原因；公示后退出的须在原张贴处公告", "Takes a withdrawal down; after the publicity it has to be announced"), [], [], ["Done", Announce, NobodyLeft]);

    public async ValueTask<ActivityResult> ExecuteAsync(ActivityExecutionContext context, CancellationToken ct)
    {
        var facts = await CaseFacts.ReadAsync(context, ct);
        var form = context.ReadForm();
        var number = form.Text("withdrawnPerson");
        if (context.ReadResults().FirstOrDefault(row => row.Text(SelectionFields.Person) == number) is not { } result || facts.Organisation.FindByStaffNo(number) is not { } person)
            return Refuse(context, "withdraw-no-candidate");

        var state = SelectionCase.StateOf(result);
        if (state is CandidacyState.Filed) return Refuse(context, "withdraw-in-arrival");
        if (!Candidacy.IsOpen(state) && state is not CandidacyState.Reserve) return Refuse(context, "withdraw-over");

        var day = OfficeHours.Default.LocalDateOf(context.Now);
        await context.MoveAsync(facts, [new(facts.Case.CaseId, person.Id, CandidacyState.Withdrawn)], ct, new()
        {
            ["withdrawals"] = new JsonArray([.. FormRows.Of(form, "withdrawals").Select(row => row.DeepClone()), new JsonObject
            {
                [SelectionFields.Person] = number, ["by"] = form["withdrawnBy"]?.DeepClone(), ["reason"] = form["withdrawalReason"]?.DeepClone(), ["on"] = $"{day:yyyy-MM-dd}",
            }]),
            ["withdrawnPerson"] = null, ["withdrawnBy"] = null, ["withdrawalReason"] = null,
        });
        context.Record(facts, "entry.candidate-withdrawn", person.Name, form.Text("withdrawalReason") ?? "");
        context.Tell(facts, [facts.Case.ApplicantId, person.Id], "selection.withdrawn", [context.ReadText(CaseVariables.Title), person.Name]);

        context.Post(new EngineCommand.Signal(
            context.NewId(), WithdrawalStimulus.Name, JsonSerializer.SerializeToElement(new WithdrawalStimulus(facts.Case.CaseId.ToString("N"))), JsonElement.Parse("{}"), null, null));
        if (IsPublic(context, state))
        {
            await context.SayWithdrawnAsync(facts.Case.CaseId, person, ct);
            return new ActivityResult.Completed(Announce);
        }

        return new ActivityResult.Completed(IsAnybodyLeft(context) || IsAnnouncing(context) ? "Done" : NobodyLeft);
    }

    private static bool IsAnybodyLeft(ActivityExecutionContext context) =>
        context.ReadResults().Any(row => SelectionCase.StateOf(row) is var state && (Candidacy.IsOpen(state) || state is CandidacyState.Reserve or CandidacyState.OnPost));

    /// <summary>Somebody's withdrawal is still to be announced: the line that waits for that ends the case, not the last withdrawal.</summary>
    private static bool IsAnnouncing(ActivityExecutionContext context) => context.ReadNumber("announcements") > 0;

    /// <summary>His name hangs, or hung, at the venues.</summary>
    private static bool IsPublic(ActivityExecutionContext context, CandidacyState state) =>
        state is CandidacyState.Cleared or CandidacyState.Frozen || (state is CandidacyState.Proposed && context.ReadFlag("isPublicised"));

    private static ActivityResult Refuse(ActivityExecutionContext context, string code) =>
        context.Refuse(new(RejectionKind.Invalid, "form-invalid") { Fields = [new("withdrawnPerson", code)] });
}
