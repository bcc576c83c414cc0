using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Scheduling;

namespace StaffFlows.Engine.Validation.Rules;

/// <summary>A cron expression that is none, or that never comes; computed ones are known at run time only.</summary>
internal sealed class WrongCron : IDefinitionRule
{
    private static readonly Input<string> Expression = new("cronExpression", "");

    public IEnumerable<Finding> Check(CheckedDefinition definition)
    {
        foreach (var node in definition.Nodes.Where(node => node.Type == "Elsa.Cron"))
        {
            if (!ConstantInput.TryRead(node, Expression, out var text) || CronSchedule.TryParse(text, out _, out var problem)) continue;

            var name = node.DisplayName;
            yield return new("cron-invalid", FindingSeverity.Error, node.NodeId, new($"“{name}”：{problem.Zh}", $"“{name}”: {problem.En}")) { Input = Expression.Name };
        }
    }
}
