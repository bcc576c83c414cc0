using System.Text.Json;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Expressions;

namespace StaffFlows.Engine.Activities;

/// <summary>Sets a variable, found by its id from the inside out; a variable that is not there is a fault.</summary>
public sealed class SetVariable : IActivity
{
    private static readonly Input<JsonElement> Variable = new("variable", JsonValues.Null);
    private static readonly Input<JsonElement> Value = new("value", JsonValues.Null);

    public string Type => "Elsa.SetVariable";

    public ActivityDescriptor Descriptor { get; } = new(
        "Elsa.SetVariable", "Primitives", new("设置变量", "Set Variable"), new("给变量赋值", "Sets a variable"),
        [new(Variable.Name, typeof(JsonElement), new("变量", "Variable")), new(Value.Name, typeof(JsonElement), new("值", "Value"))], [], ["Done"]);

    public ValueTask<ActivityResult> ExecuteAsync(ActivityExecutionContext context, CancellationToken ct)
    {
        var variable = context.Get(Variable);
        var id = variable.ValueKind is JsonValueKind.Object && variable.TryGetProperty("id", out var member) ? member.ToString() : "";

        return new(((ContainerContext)context).TrySetVariableById(id, context.Get(Value))
            ? new ActivityResult.Completed()
            : new ActivityResult.Faulted("variable-not-found", $"There is no variable with the id '{id}' here."));
    }
}
