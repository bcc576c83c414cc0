using System.Collections.Immutable;
using System.Text.Json;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Expressions;

namespace StaffFlows.Engine.Execution;

/// <summary>
/// A definition used as an activity of another one. Its inputs, evaluated where it stands, and its outputs are variables around the
/// whole definition; what <c>Complete</c> names inside becomes its outcomes, and its outputs go to whatever they are bound to.
/// </summary>
internal sealed class CompositeActivity : IContainer
{
    private const string KeptWithInstance = "WorkflowInstanceStorageDriver";

    private readonly ImmutableArray<(string Name, string Member)> inputs;
    private readonly ImmutableArray<(string Name, string Member)> outputs;

    public CompositeActivity(WorkflowDefinition definition, ActivityNode node)
    {
        Type = node.Type;
        inputs = [.. definition.Inputs.Select(input => (input.Name, MemberOf(node, input.Name)))];
        outputs = [.. definition.Outputs.Select(output => (output.Name, MemberOf(node, output.Name)))];
        Descriptor = CompositeDescriptor.Of(definition) with
        {
            Inputs = [.. inputs.Select(input => new InputDescriptor(input.Member, typeof(JsonElement), new(input.Name, input.Name)))],
            Outputs = [.. outputs.Select(output => new OutputDescriptor(output.Member, typeof(JsonElement), new(output.Name, output.Name)))],
        };
        Variables =
        [
            .. definition.Inputs.Select(input => new Variable(input.Name, input.Name, input.Type, input.IsArray, null, input.StorageDriver)),
            .. definition.Outputs.Select(output => new Variable(output.Name, output.Name, output.Type, IsArray: false, null, KeptWithInstance)),
        ];
    }

    public string Type { get; }
    public ContainerKind Kind => ContainerKind.Composite;
    public ActivityDescriptor Descriptor { get; }

    /// <summary>Inputs live as long as their storage driver says; outputs until the composite is over.</summary>
    public ImmutableArray<Variable> Variables { get; }

    public bool DeclaresInput(string name) => inputs.Any(input => input.Name == name);

    public bool DeclaresOutput(string name) => outputs.Any(output => output.Name == name);

    public ValueTask<ActivityResult> ExecuteAsync(ActivityExecutionContext context, CancellationToken ct)
    {
        var container = (ContainerContext)context;
        foreach (var (name, member) in inputs) container.SetOwnVariable(name, context.Get(new Input<JsonElement>(member, JsonValues.Null)));

        return new(new ActivityResult.Scheduled([.. context.Node.Children]));
    }

    public ValueTask<ActivityResult> ChildCompletedAsync(ContainerContext context, ChildCompletion child, CancellationToken ct)
    {
        foreach (var (name, member) in outputs)
        {
            if (context.FindOwnVariable(name) is { } value) context.SetOutput(member, value);
        }

        return new(new ActivityResult.Completed(child.Outcomes));
    }

    /// <summary>Elsa writes them in camelCase, with an underscore where an activity has a member of that name anyway.</summary>
    private static string MemberOf(ActivityNode node, string name)
    {
        var camel = UsableDefinition.CamelCase(name);
        string[] candidates = CompositeDescriptor.IsReserved(camel) ? ["_" + name, "_" + camel] : [camel, name];

        return candidates.FirstOrDefault(node.Properties.ContainsKey) ?? candidates[0];
    }
}
