using System.Collections.Immutable;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Workflows.Activities.UserTasks;

/// <summary>Which answer stands where several persons answer differently.</summary>
internal enum WhenDivided
{
    /// <summary>The first that is not in favour.</summary>
    FirstNo,

    /// <summary>The most frequent; of equally frequent ones the more cautious.</summary>
    Majority,
}

/// <summary>How the answers of a step become its outcome.</summary>
/// <param name="Ratio">How many in a hundred of those who don't abstain must be in favour; for <see cref="UserTaskMode.Ratio"/>.</param>
/// <param name="Abstain">The outcome that leaves the denominator; null where nobody may abstain.</param>
/// <param name="Veto">Outcomes that end the step at once, whoever chooses them.</param>
/// <param name="WaitsForAll">Everybody answers, even where nothing can change the result any more.</param>
internal sealed record TallyRules(
    UserTaskMode Mode, ImmutableArray<OutcomeChoice> Outcomes, WhenDivided WhenDivided, int Ratio, string? Abstain, ImmutableArray<string> Veto, bool WaitsForAll)
{
    public bool IsFor(string outcome) => outcome != Abstain && IntentOf(outcome) is OutcomeIntent.Positive;

    public bool IsAgainst(string outcome) => outcome != Abstain && IntentOf(outcome) is not OutcomeIntent.Positive;

    /// <summary>Higher is more cautious: no before anything else before yes.</summary>
    public int CautionOf(string outcome) => IntentOf(outcome) switch
    {
        OutcomeIntent.Negative => 2,
        OutcomeIntent.Neutral => 1,
        _ => 0,
    };

    /// <summary>How the step is decided, for people.</summary>
    public LocalizedText Words(int persons) => Mode switch
    {
        UserTaskMode.Ratio => new($"票决：{persons} 人，{Ratio}% 以上同意即通过", $"Vote of {persons}: {Ratio} % must be in favour"),
        UserTaskMode.InTurn when WhenDivided is WhenDivided.FirstNo => new($"依次办理：{persons} 人，须全部同意", $"{persons} in turn, all must agree"),
        UserTaskMode.InTurn => new($"依次办理：{persons} 人，以多数意见为准", $"{persons} in turn, the majority decides"),
        _ when WhenDivided is WhenDivided.FirstNo => new($"会签：{persons} 人，须全部同意", $"{persons} together, all must agree"),
        _ => new($"会签：{persons} 人，以多数意见为准", $"{persons} together, the majority decides"),
    };

    private OutcomeIntent IntentOf(string outcome) => Outcomes.First(o => o.Key == outcome).Intent;
}

/// <summary>An answer as it counts.</summary>
/// <param name="Turn">Which decision of the step it was.</param>
internal sealed record Answer(string Outcome, int Turn);
