using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Publicity;

namespace StaffFlows.Workflows.Activities.Publicity;

/// <summary>下发张贴: the approved text (PUB-02) goes to the venues, for the first time or anew; nobody has posted it yet.</summary>
public sealed class ReleaseNotice : IActivity
{
    public string Type => "StaffFlows.ReleaseNotice";

    public ActivityDescriptor Descriptor { get; } = new(
        "StaffFlows.ReleaseNotice", "公示", new("下发张贴", "Release for posting"),
        new("公示文定稿，各张贴点重新确认张贴时间", "The text is final; every venue confirms anew when it has posted it"), [], [], ["Done"]);

    public async ValueTask<ActivityResult> ExecuteAsync(ActivityExecutionContext context, CancellationToken ct)
    {
        var facts = await CaseFacts.ReadAsync(context, ct);
        context.Write(PublicityVariables.Round, context.ReadNumber(PublicityVariables.Round) + 1);
        context.Write(PublicityVariables.ReleasedAt, context.Now);
        context.WritePostings(System.Collections.Immutable.ImmutableDictionary<Venue, DateTimeOffset>.Empty);

        var form = context.ReadForm();
        var told = Enum.GetValues<Venue>().SelectMany(v => new[] { PublicityFields.PostedOn(v), PublicityFields.PostedTime(v), PublicityFields.Link(v) })
            .Append(PublicityFields.InterruptedOn).Where(form.Remove).Count();
        if (told > 0)
        {
            context.Write(CaseVariables.Form, form);
            context.Emit(new CaseDataChanged(facts.Case.CaseId, form));
        }

        return new ActivityResult.Completed();
    }
}
