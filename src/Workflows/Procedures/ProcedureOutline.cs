using System.Collections.Immutable;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Activities.UserTasks;
using StaffFlows.Workflows.Forms;

namespace StaffFlows.Workflows.Procedures;

/// <summary>What is set at a step, said with its label: 办理时限 5 个工作日.</summary>
public sealed record OutlineFact(LocalizedText Label, LocalizedText Text);

/// <summary>One way on from a step.</summary>
/// <param name="Port">The outcome; null for the only way on of a step that nobody decides.</param>
/// <param name="To">Null where the outcome leads nowhere.</param>
public sealed record OutlineExit(LocalizedText? Port, string? To, LocalizedText ToName)
{
    /// <summary>The next step's number; 0 where it leads nowhere.</summary>
    public int ToNumber { get; init; }
}

/// <param name="Number">From 1, in reading order.</param>
/// <param name="IsPersons">A person acts here; other steps are the system's.</param>
public sealed record OutlineStep(
    int Number, ProcedureStep Step, LocalizedText Kind, bool IsPersons, ImmutableArray<OutlineFact> Facts, ImmutableArray<OutlineExit> Exits);

/// <summary>A procedure to be read from top to bottom: each step after those that lead to it, loops aside.</summary>
public sealed record ProcedureOutline(ImmutableArray<OutlineStep> Steps)
{
    private static readonly ImmutableArray<string> TaskFacts = ["assignee", "mode", "deadlineWorkingDays", "reminderWorkingDays", "escalationWorkingDays", "escalateTo", "timeoutOutcome", "whenApplicant", "whenNobody"];

    /// <param name="form">Null where the procedure has none: then no step says which fields it fills in.</param>
    public static ProcedureOutline Of(ProcedureVersion version, Form? form, ProcedureVocabulary words)
    {
        var order = InReadingOrder(version.Chart).Select(node => version.Steps.First(step => step.Depth == 0 && step.Node.Id == node.Id))
            .SelectMany(step => version.Steps.Where(inner => inner.Path == step.Path || inner.Path.StartsWith($"{step.Path}:", StringComparison.Ordinal))).ToList();
        var numbers = order.Index().ToDictionary(step => step.Item.Path, step => step.Index + 1);
        return new(
        [
            .. order.Select(step => new OutlineStep(
                numbers[step.Path],
                step,
                words.TypeName(step.Node.Type),
                step.Node.Type == UserTaskActivity.TypeName,
                [.. FactsOf(step, form, words)],
                [.. ExitsOf(step, version).Select(exit => exit with { ToNumber = exit.To is { } to ? numbers.GetValueOrDefault(to) : 0 })])),
        ]);
    }

    /// <summary>Forward connections first; of what may come next, the upper and then the left one. A container that is no flowchart keeps its order.</summary>
    private static IEnumerable<ActivityNode> InReadingOrder(ActivityNode chart)
    {
        if (chart.Connections.IsEmpty) return chart.Children;

        var graph = FlowGraph.Of(chart);
        var left = chart.Children.ToList();
        var told = new List<ActivityNode>();
        while (left.Count > 0)
        {
            var ready = left.Where(node => graph.ForwardInbound(node.Id).All(inbound => told.Exists(before => before.Id == inbound.Connection.SourceId))).ToList();
            var next = (ready.Count == 0 ? left : ready).OrderBy(node => node == graph.Start ? 0 : 1).ThenBy(node => graph.CanBeReached(node.Id) ? 0 : 1)
                .ThenBy(node => node.Metadata.Position.Y).ThenBy(node => node.Metadata.Position.X).First();
            told.Add(next);
            left.Remove(next);
        }

        return told;
    }

    private static IEnumerable<OutlineFact> FactsOf(ProcedureStep step, Form? form, ProcedureVocabulary words)
    {
        if (step.Node.Metadata.Description is { Length: > 0 } description) yield return new(new("说明", "Note"), new(description, description));
        if (words.FindDescriptor(step.Node.Type) is not { } descriptor) yield break;

        var isTask = step.Node.Type == UserTaskActivity.TypeName;
        var say = new StepComparison(words);
        foreach (var input in isTask ? TaskFacts.Select(name => descriptor.Inputs.First(input => input.Name == name)) : descriptor.Inputs)
        {
            var value = InputValue.Of(step.Node, input);
            var isUsual = value.Text is "" or "0" || value == InputValue.Of(step.Node with { Properties = step.Node.Properties.Remove(input.Name) }, input);
            if (!isUsual || (isTask && input.Name is "assignee" or "mode")) yield return new(words.InputName(step.Node.Type, input.Name), say.Say(input.Name, value));
        }

        if (!isTask) yield break;

        var written = form?.Fields.Where(field => form.RightOf(step.Node.Id, field) is FieldRight.Write or FieldRight.Required).Select(field => field.Label).ToList() ?? [];
        if (written.Count > 0)
            yield return new(new("可填写", "Fills in"), new(string.Join("、", written.Select(label => label.Zh)), string.Join(", ", written.Select(label => label.En))));
    }

    /// <summary>An exit for each outcome, also for one that leads nowhere yet.</summary>
    private static IEnumerable<OutlineExit> ExitsOf(ProcedureStep step, ProcedureVersion version)
    {
        var around = step.Path.LastIndexOf(':') is var end and >= 0 ? step.Path[..(end + 1)] : "";
        var drawn = step.Container.Connections.Where(connection => connection.SourceId == step.Node.Id).ToList();
        var ports = (step.Node.Type == UserTaskActivity.TypeName ? OutcomeLabels.TryRead(step.Node)?.Select(outcome => outcome.Key) : null) ?? [];
        foreach (var port in ports.Concat(drawn.Select(connection => connection.SourcePort)).Distinct())
        {
            var targets = drawn.Where(connection => connection.SourcePort == port).Select(connection => around + connection.TargetId).ToList();
            foreach (var target in targets) yield return new(step.PortName(port), target, version.FindStep(target)!.Name);
            if (targets.Count == 0) yield return new(step.PortName(port), null, new("没有连线", "leads nowhere"));
        }
    }
}
