using System.Collections.Immutable;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Activities.UserTasks;
using StaffFlows.Workflows.UserTasks;
using static StaffFlows.Workflows.Procedures.DifferenceKind;

namespace StaffFlows.Workflows.Procedures;

/// <summary>What is otherwise within one step.</summary>
internal sealed class StepComparison(ProcedureVocabulary words)
{
    private static readonly ImmutableHashSet<string> NoInputs = ["id", "nodeId", "name", "type", "version", "customProperties", "metadata", "activities", "connections", "variables", "start", "outcomes", "outcomeLabels"];
    private static readonly ImmutableHashSet<string> Outcomes = ["outcomes", "outcomeLabels"];

    public IEnumerable<Difference> Compare(ProcedureStep before, ProcedureStep after)
    {
        var isTask = after.Node.Type == UserTaskActivity.TypeName && before.Node.Type == after.Node.Type;
        var (was, now) = isTask ? (OutcomeLabels.TryRead(before.Node), OutcomeLabels.TryRead(after.Node)) : default;
        var isRead = was is not null && now is not null;
        var descriptor = words.FindDescriptor(after.Node.Type);
        var inputs = (descriptor?.Inputs ?? []).Where(input => !isRead || !Outcomes.Contains(input.Name)).SelectMany(input => Compare(after, input, InputValue.Of(before.Node, input), InputValue.Of(after.Node, input)));
        return inputs.Concat(isRead ? CompareOutcomes(after, was!.Value, now!.Value) : []).Concat(CompareMembers(before, after, descriptor));
    }

    private IEnumerable<Difference> Compare(ProcedureStep step, InputDescriptor input, InputValue was, InputValue now)
    {
        if (was == now) return [];

        var name = words.InputName(step.Node.Type, input.Name);
        var (before, after) = (Say(input.Name, was), Say(input.Name, now));
        return [new(AreaOf(input.Name), Changed, new($"“{step.Name.Zh}”的{name.Zh}：{before.Zh} → {after.Zh}。", $"{name.En} of “{step.Name.En}”: {before.En} → {after.En}."), step.Path)];
    }

    /// <summary>Members that no descriptor tells of, of our own activities and of unknown ones.</summary>
    private static IEnumerable<Difference> CompareMembers(ProcedureStep before, ProcedureStep after, ActivityDescriptor? descriptor)
    {
        foreach (var name in before.Node.Properties.Keys.Union(after.Node.Properties.Keys).Order(StringComparer.Ordinal))
        {
            if (NoInputs.Contains(name) || descriptor?.Inputs.Any(input => input.Name == name) == true || after.Node.Children.Any(child => child.Slot == name) || before.Node.Children.Any(child => child.Slot == name)) continue;

            var (was, now) = (Member(before.Node, name), Member(after.Node, name));
            if (was == now) continue;

            var (old, text) = (was.InWords(), now.InWords());
            yield return new(DifferenceArea.Inputs, Changed, new($"“{after.Name.Zh}”的 {name}：{old.Zh} → {text.Zh}。", $"{name} of “{after.Name.En}”: {old.En} → {text.En}."), after.Path);
        }
    }

    private static IEnumerable<Difference> CompareOutcomes(ProcedureStep step, ImmutableArray<OutcomeChoice> before, ImmutableArray<OutcomeChoice> after)
    {
        foreach (var added in after.Where(outcome => before.All(o => o.Key != outcome.Key)))
            yield return About(step, Added, $"增加办理结果“{added.Zh}”", $"outcome “{added.En}” added");
        foreach (var removed in before.Where(outcome => after.All(o => o.Key != outcome.Key)))
            yield return About(step, Removed, $"取消办理结果“{removed.Zh}”", $"outcome “{removed.En}” removed");
        foreach (var now in after)
        {
            if (before.FirstOrDefault(outcome => outcome.Key == now.Key) is not { } was || was == now) continue;

            if (was.Zh != now.Zh || was.En != now.En) yield return About(step, Changed, $"办理结果“{was.Zh}”改称“{now.Zh}”", $"outcome “{was.En}” is called “{now.En}”");
            if (was.Intent != now.Intent) yield return About(step, Changed, $"办理结果“{now.Zh}”的含义：{Intent(was.Intent).Zh} → {Intent(now.Intent).Zh}", $"outcome “{now.En}” means: {Intent(was.Intent).En} → {Intent(now.Intent).En}");
            if (was.OpinionRequired != now.OpinionRequired)
                yield return About(step, Changed, $"选“{now.Zh}”时{(now.OpinionRequired ? "须写意见" : "不再要求写意见")}", $"choosing “{now.En}” {(now.OpinionRequired ? "needs an opinion" : "needs no opinion any more")}");
        }

        if (before.Length == after.Length && !before.Select(o => o.Key).SequenceEqual(after.Select(o => o.Key)) && before.Select(o => o.Key).ToHashSet().SetEquals(after.Select(o => o.Key)))
            yield return About(step, Changed, "办理结果的顺序有变", "the order of outcomes changed");
    }

    public LocalizedText Say(string input, InputValue value)
    {
        if (!value.IsConstant) return value.InWords();
        if (input.EndsWith("WorkingDays", StringComparison.Ordinal)) return value.Text is "0" or "" ? new("无", "none") : new($"{value.Text} 个工作日", $"{value.Text} working day(s)");
        return input switch
        {
            "assignee" or "escalateTo" or "persons" => words.RuleWords(value.Text),
            "whenNobody" when value.Text.StartsWith("toRole:", StringComparison.Ordinal) => new($"转{words.RoleName(value.Text["toRole:".Length..]).Zh}", $"ask {words.RoleName(value.Text["toRole:".Length..]).En}"),
            _ => ProcedureVocabulary.Answer(input, value.Text) ?? value.InWords(),
        };
    }

    private static DifferenceArea AreaOf(string input) => input switch
    {
        "assignee" or "persons" or "mode" or "whenNobody" or "whenApplicant" or "whenRepeated" or "whenAbsent" => DifferenceArea.Assignees,
        "escalateTo" or "timeoutOutcome" or "warnApplicantAt" => DifferenceArea.Deadlines,
        "outcomes" or "outcomeLabels" or "requiredFields" or "skipOutcome" => DifferenceArea.Outcomes,
        _ => input.EndsWith("WorkingDays", StringComparison.Ordinal) ? DifferenceArea.Deadlines : DifferenceArea.Inputs,
    };

    private static LocalizedText Intent(OutcomeIntent intent) => intent switch
    {
        OutcomeIntent.Positive => new("同意", "positive"),
        OutcomeIntent.Negative => new("不同意", "negative"),
        _ => new("中性", "neutral"),
    };

    private static InputValue Member(ActivityNode node, string name) => node.Properties.TryGetValue(name, out var member) ? InputValue.OfMember(member) : new("Literal", "");

    private static Difference About(ProcedureStep step, DifferenceKind kind, string zh, string en) =>
        new(DifferenceArea.Outcomes, kind, new($"“{step.Name.Zh}”：{zh}。", $"“{step.Name.En}”: {en}."), step.Path);
}
