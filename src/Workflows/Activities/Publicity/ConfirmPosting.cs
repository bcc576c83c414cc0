using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Publicity;

namespace StaffFlows.Workflows.Activities.Publicity;

/// <summary>确认张贴 (PUB-03): a venue has posted the notice, with time and proof. A word that can't be right refuses the decision that it came with.</summary>
public sealed class ConfirmPosting : IActivity
{
    private static readonly Input<Venue> At = new("venue", Venue.ServiceCenter);
    private static readonly Input<string> Step = new("step", "");

    public string Type => "StaffFlows.ConfirmPosting";

    public ActivityDescriptor Descriptor { get; } = new(
        "StaffFlows.ConfirmPosting", "公示", new("确认张贴", "Confirm the posting"),
        new("登记一处张贴点的张贴时间和照片，公示页随即公开", "Takes down when a venue posted the notice, with its photos; the public page opens"),
        [
            new(At.Name, typeof(Venue), new("张贴地点", "Venue"), At.Default),
            new(Step.Name, typeof(string), new("确认步骤", "Step that confirms"), Step.Default),
        ],
        [], ["Done"]);

    public async ValueTask<ActivityResult> ExecuteAsync(ActivityExecutionContext context, CancellationToken ct)
    {
        var facts = await CaseFacts.ReadAsync(context, ct);
        var (venue, proof) = (context.Get(At), context.ReadList(PublicityVariables.Proof));
        var released = context.Read<DateTimeOffset>(PublicityVariables.ReleasedAt);
        if (context.IsPreview) return PostedBy(context, venue, context.Now);

        var read = PostingClaim.Read(context.ReadForm(), venue, [.. proof], released, context.Now, OfficeHours.Default);
        if (read.Rejection is { } refused) return context.Refuse(refused);

        var claim = read.Value!;
        var by = context.ReadTexts(CaseVariables.Handlers).GetValueOrDefault(context.Get(Step), facts.Case.ApplicantId);
        context.Emit(new NoticePosted(facts.Case.CaseId, context.ReadNumber(PublicityVariables.Round), venue, claim.PostedAt, by, claim.Proof));
        context.Write(PublicityVariables.Proof, proof.AddRange(claim.Proof));

        var words = PublicityCase.WordsOf(venue);
        context.Record(facts, "entry.notice-posted", words.Zh, words.En, OfficeHours.Default.MomentText(claim.PostedAt));
        return PostedBy(context, venue, claim.PostedAt);
    }

    /// <summary>A preview can't know when; it takes its own moment.</summary>
    private static ActivityResult.Completed PostedBy(ActivityExecutionContext context, Venue venue, DateTimeOffset at)
    {
        context.WritePostings(context.ReadPostings().SetItem(venue, at));
        return new();
    }
}
