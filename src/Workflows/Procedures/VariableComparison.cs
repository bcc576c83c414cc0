using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Execution;
using static StaffFlows.Workflows.Procedures.DifferenceKind;

namespace StaffFlows.Workflows.Procedures;

/// <summary>Variables and inputs of the whole procedure that are otherwise.</summary>
internal static class VariableComparison
{
    public static IEnumerable<Difference> Compare(WorkflowDefinition before, WorkflowDefinition after) =>
        Compare(before.Variables, after.Variables).Concat(CompareInputs(before, after));

    private static IEnumerable<Difference> Compare(IReadOnlyCollection<Variable> before, IReadOnlyCollection<Variable> after)
    {
        foreach (var variable in after.Where(variable => Find(before, variable) is null))
            yield return About(Added, $"新增变量“{variable.Name}”。", $"Variable “{variable.Name}” added.");
        foreach (var variable in before.Where(variable => Find(after, variable) is null))
            yield return About(Removed, $"删除变量“{variable.Name}”。", $"Variable “{variable.Name}” removed.");
        foreach (var now in after)
        {
            if (Find(before, now) is not { } was) continue;

            if (was.Name != now.Name) yield return About(Changed, $"变量“{was.Name}”改名为“{now.Name}”。", $"Variable “{was.Name}” renamed to “{now.Name}”.");
            if (TypeOf(was) != TypeOf(now)) yield return About(Changed, $"变量“{now.Name}”的类型：{TypeOf(was)} → {TypeOf(now)}。", $"Type of the variable “{now.Name}”: {TypeOf(was)} → {TypeOf(now)}.");
            if (ValueOf(was) != ValueOf(now))
                yield return About(Changed, $"变量“{now.Name}”的初值：{Say(was, "空")} → {Say(now, "空")}。", $"First value of the variable “{now.Name}”: {Say(was, "nothing")} → {Say(now, "nothing")}.");
            if (was.IsPersistent != now.IsPersistent)
                yield return About(Changed, $"变量“{now.Name}”{(now.IsPersistent ? "随事项保存" : "不再随事项保存")}。", $"Variable “{now.Name}” {(now.IsPersistent ? "is kept with the case" : "is no longer kept with the case")}.");
        }
    }

    private static IEnumerable<Difference> CompareInputs(WorkflowDefinition before, WorkflowDefinition after)
    {
        foreach (var input in after.Inputs.Where(input => before.Inputs.All(other => other.Name != input.Name))) yield return About(Added, $"新增输入“{input.Name}”。", $"Input “{input.Name}” added.");
        foreach (var input in before.Inputs.Where(input => after.Inputs.All(other => other.Name != input.Name))) yield return About(Removed, $"删除输入“{input.Name}”。", $"Input “{input.Name}” removed.");
    }

    private static Variable? Find(IEnumerable<Variable> variables, Variable like) => variables.FirstOrDefault(v => v.Id == like.Id) ?? variables.FirstOrDefault(v => v.Name == like.Name);

    private static string TypeOf(Variable variable) => variable.IsArray ? $"{variable.TypeName}[]" : variable.TypeName;

    private static string ValueOf(Variable variable) => variable.Value?.ToString() ?? "";

    private static string Say(Variable variable, string nothing) => ValueOf(variable) is { Length: > 0 } value ? value : nothing;

    private static Difference About(DifferenceKind kind, string zh, string en) => new(DifferenceArea.Variables, kind, new LocalizedText(zh, en));
}
