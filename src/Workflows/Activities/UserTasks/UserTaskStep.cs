using System.Collections.Immutable;
using System.Text.Json;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Personnel.Assignees;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Workflows.Activities.UserTasks;

/// <summary>The inputs of a user task, read and checked; names as in the definition.</summary>
internal sealed record UserTaskStep
{
    public static readonly Input<string> StepName = new("stepName", "");
    public static readonly Input<string> AssigneeText = new("assignee", "");
    public static readonly Input<JsonElement> OutcomeKeys = new("outcomes", default);
    public static readonly Input<JsonElement> Labels = new("outcomeLabels", default);
    public static readonly Input<string> WhenNobodyText = new("whenNobody", "toProcessOwner");
    public static readonly Input<string> WhenApplicantText = new("whenApplicant", "nextLevel");
    public static readonly Input<string> WhenRepeatedText = new("whenRepeated", "ask");
    public static readonly Input<string> WhenAbsentText = new("whenAbsent", "toPartner");
    public static readonly Input<int> DeadlineWorkingDays = new("deadlineWorkingDays", 0);
    public static readonly Input<int> ReminderWorkingDays = new("reminderWorkingDays", 0);
    public static readonly Input<int> EscalationWorkingDays = new("escalationWorkingDays", 0);
    public static readonly Input<string> EscalateToText = new("escalateTo", "");
    public static readonly Input<string> TimeoutOutcomeText = new("timeoutOutcome", "");
    public static readonly Input<string> SkipOutcomeText = new("skipOutcome", "");
    public static readonly Input<bool> CountsAsApproval = new("countsAsApproval", true);
    public static readonly Input<JsonElement> RequiredFieldsByOutcome = new("requiredFields", default);
    public static readonly Input<DateTimeOffset?> WarnApplicantAtMoment = new("warnApplicantAt", null);

    public required string Name { get; init; }
    public required AssigneeRule Assignee { get; init; }
    public required AssigneeAnswers Answers { get; init; }

    /// <summary>How the answers become the outcome.</summary>
    public required TallyRules Rules { get; init; }

    /// <summary>What whoever decides may do besides.</summary>
    public required TaskRights Rights { get; init; }

    /// <summary>Nobody reads another one's opinion before the step is over.</summary>
    public required bool IsBlind { get; init; }
    public required ImmutableArray<OutcomeChoice> Outcomes { get; init; }
    public required AssigneeRule? EscalateTo { get; init; }

    /// <summary>Taken by itself when the deadline passes; null where the step waits on.</summary>
    public required string? TimeoutOutcome { get; init; }

    /// <summary>Taken where the step needs no decision: the plain "agree" unless the definition says otherwise.</summary>
    public required string SkipOutcome { get; init; }
    public required DateTimeOffset? WarnApplicantAt { get; init; }

    public UserTaskMode Mode => Rules.Mode;

    /// <summary>The step, or a sentence for the process owner saying what is wrong with its definition.</summary>
    public static (UserTaskStep? Step, string Problem) Read(ActivityExecutionContext context)
    {
        if (OutcomeLabels.TryRead(context.Get(OutcomeKeys), context.Get(Labels)) is not { } outcomes)
            return (null, "outcomes and outcomeLabels are no lists of different keys that belong together.");
        if (!AssigneeRuleParser.TryParse(context.Get(AssigneeText), out var assignee, out var error))
            return (null, $"assignee: {error.Code} at {error.Position}.");
        if (assignee.Script is not null) return (null, "assignee: write a script as the input's JavaScript expression instead of js:.");
        if (ReadAnswers(context) is not { } answers) return (null, "whenNobody, whenApplicant, whenRepeated or whenAbsent has an unknown answer.");
        var (rules, wrong) = TallyInputs.Read(context, outcomes);
        if (rules is null) return (null, wrong);

        AssigneeRule? escalateTo = null;
        if (context.Get(EscalateToText) is { Length: > 0 } escalation && !AssigneeRuleParser.TryParse(escalation, out escalateTo, out error))
            return (null, $"escalateTo: {error.Code} at {error.Position}.");

        var (timeout, skip) = (NullIfEmpty(context.Get(TimeoutOutcomeText)), NullIfEmpty(context.Get(SkipOutcomeText)));
        foreach (var named in new[] { timeout, skip })
        {
            if (named is not null && outcomes.All(o => o.Key != named)) return (null, $"There is no outcome {named}.");
        }

        return (new()
        {
            Name = NullIfEmpty(context.Get(StepName)) ?? context.StepName(),
            Assignee = assignee,
            Answers = answers,
            Rules = rules,
            Rights = TallyInputs.ReadRights(context),
            IsBlind = context.Get(TallyInputs.Blind),
            Outcomes = outcomes,
            EscalateTo = escalateTo,
            TimeoutOutcome = timeout,
            SkipOutcome = skip ?? outcomes.Plain().Key,
            WarnApplicantAt = context.Get(WarnApplicantAtMoment),
        }, "");
    }

    private static AssigneeAnswers? ReadAnswers(ActivityExecutionContext context) =>
        WhenNobody.TryParse(context.Get(WhenNobodyText), out var nobody)
        && Enum.TryParse<WhenApplicant>(context.Get(WhenApplicantText), ignoreCase: true, out var applicant)
        && Enum.TryParse<WhenRepeated>(context.Get(WhenRepeatedText), ignoreCase: true, out var repeated)
        && Enum.TryParse<WhenAbsent>(context.Get(WhenAbsentText), ignoreCase: true, out var absent)
            ? new(nobody, applicant, repeated, absent)
            : null;

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
