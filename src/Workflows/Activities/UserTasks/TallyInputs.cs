using System.Collections.Immutable;
using System.Text.Json;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Workflows.Activities.UserTasks;

/// <summary>The inputs that say how several persons decide, and what each may do besides; names as in the definition.</summary>
internal static class TallyInputs
{
    public static readonly Input<string> Mode = new("mode", "one");
    public static readonly Input<int> Ratio = new("ratio", 60);
    public static readonly Input<string> Divided = new("whenDivided", "firstNo");
    public static readonly Input<string> Abstain = new("abstainOutcome", "");
    public static readonly Input<JsonElement> Veto = new("vetoOutcomes", default);
    public static readonly Input<bool> WaitForAll = new("waitForAll", false);
    public static readonly Input<bool> Blind = new("blind", false);
    public static readonly Input<int> UrgeIntervalHours = new("urgeIntervalHours", 24);

    public static readonly ImmutableArray<(Input<bool> Input, TaskRights Right, LocalizedText Name)> Rights =
    [
        (new("allowReturn", false), TaskRights.Return, new("可退回前面的步骤", "May return to an earlier step")),
        (new("allowTransfer", false), TaskRights.Transfer, new("可转办", "May be transferred")),
        (new("allowDelegate", false), TaskRights.Delegate, new("可委派", "May be delegated")),
        (new("allowAddSign", false), TaskRights.AddSign, new("可加签", "May add others")),
        (new("allowUrge", true), TaskRights.Urge, new("申请人可催办", "The applicant may urge")),
        (new("allowCopy", true), TaskRights.Copy, new("可抄送", "May send copies")),
    ];

    public static TaskRights ReadRights(ActivityExecutionContext context) =>
        Rights.Where(right => context.Get(right.Input)).Aggregate(TaskRights.None, (all, right) => all | right.Right);

    /// <summary>The rules, or a sentence for the process owner saying what is wrong with them.</summary>
    public static (TallyRules? Rules, string Problem) Read(ActivityExecutionContext context, ImmutableArray<OutcomeChoice> outcomes)
    {
        if (!TryReadWord<UserTaskMode>(context.Get(Mode), out var mode)) return (null, "mode is none of one, any, all, ratio and inTurn.");
        if (!TryReadWord<WhenDivided>(context.Get(Divided), out var divided)) return (null, "whenDivided is neither firstNo nor majority.");
        if (!IsRatio(context.Get(Ratio))) return (null, "ratio is not from 1 to 100.");
        if (TryReadVeto(context.Get(Veto)) is not { } veto) return (null, "vetoOutcomes is no list of outcomes.");

        var abstain = context.Get(Abstain) is { Length: > 0 } key ? key : null;
        foreach (var named in veto.Concat(abstain is null ? [] : [abstain]))
        {
            if (outcomes.All(o => o.Key != named)) return (null, $"There is no outcome {named}.");
        }

        return (new(mode, outcomes, divided, context.Get(Ratio), abstain, veto, context.Get(WaitForAll)), "");
    }

    /// <summary>A word of the enum, and not a number that stands for one.</summary>
    public static bool TryReadWord<T>(string text, out T word)
        where T : struct, Enum => Enum.TryParse(text, ignoreCase: true, out word) && text.All(char.IsLetter);

    public static bool IsRatio(int ratio) => ratio is >= 1 and <= 100;

    /// <summary>Null where it is no list of texts.</summary>
    public static ImmutableArray<string>? TryReadVeto(JsonElement veto) => OutcomeLabels.TryReadKeys(veto);
}
