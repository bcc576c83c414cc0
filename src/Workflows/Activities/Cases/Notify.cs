using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Activities.UserTasks;
using StaffFlows.Workflows.Personnel.Assignees;

namespace StaffFlows.Workflows.Activities.Cases;

/// <summary>通知: tells persons something about the case. Nobody to tell is a line in the timeline, no fault.</summary>
public sealed class Notify : IActivity
{
    private static readonly Input<string> Persons = new("persons", "initiator");
    private static readonly Input<string> TextKey = new("textKey", "");

    public string Type => "StaffFlows.Notify";

    public ActivityDescriptor Descriptor { get; } = new(
        "StaffFlows.Notify", "人事流程", new("通知", "Notify"),
        new("按人员规则发送站内消息，并按各人渠道外发", "Sends an in-app message by an assignee rule, and by each person's channels"),
        [
            new(Persons.Name, typeof(string), new("通知对象", "Persons"), Persons.Default),
            new(TextKey.Name, typeof(string), new("消息", "Message"), TextKey.Default),
        ],
        [], ["Done"]);

    public async ValueTask<ActivityResult> ExecuteAsync(ActivityExecutionContext context, CancellationToken ct)
    {
        if (!AssigneeRuleParser.TryParse(context.Get(Persons), out var rule, out var error) || rule.Script is not null)
            return new ActivityResult.Faulted("notify-misconfigured", $"persons: {error?.Code ?? "scripts belong into the input's expression"}.");

        var facts = await CaseFacts.ReadAsync(context, ct);
        var answers = new AssigneeAnswers(new WhenNobody.Incident(), WhenApplicant.Skip, WhenRepeated.Ask, WhenAbsent.Keep);
        var (found, _) = await StepAssignees.FindAsync(context, facts, rule, answers, ct);
        if (found is AssigneeResolution.Assigned assigned)
            context.Tell(facts, assigned.Persons.Select(p => p.PersonId), context.Get(TextKey), [context.ReadText(CaseVariables.Title), context.StepName()]);
        else
            context.Record(facts, "entry.nobody-told", rule.Text);

        return new ActivityResult.Completed();
    }
}
