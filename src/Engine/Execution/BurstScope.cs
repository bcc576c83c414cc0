using System.Text.Json;
using StaffFlows.Engine.Expressions;

namespace StaffFlows.Engine.Execution;

/// <summary>What expressions of one execution see: variables from the inside out, workflow inputs, outputs of this burst.</summary>
internal sealed class BurstScope(BurstRequest request, BurstState state, OpenExecution execution) : IExpressionScope
{
    public DateTimeOffset Now => request.Now;
    public string DefinitionId => request.Instance.DefinitionId;
    public string DefinitionVersionId => request.Instance.DefinitionVersionId;
    public int DefinitionVersion => request.Instance.DefinitionVersion;
    public string InstanceId => request.Instance.Id.ToString();

    public string? CorrelationId
    {
        get => state.Instance.CorrelationId;
        set => state.Instance = state.Instance with { CorrelationId = value };
    }

    public string? InstanceName
    {
        get => state.Instance.Name;
        set => state.Instance = state.Instance with { Name = value };
    }

    public IEnumerable<string> VariableNames => execution.WithOwners().SelectMany(scope => scope.Node.Variables.Keys.Concat(scope.Variables.Keys)).Distinct(StringComparer.Ordinal);

    public JsonElement LastResult => state.LastResult;

    public JsonElement GetVariable(string name)
    {
        foreach (var scope in execution.WithOwners())
        {
            if (scope.Variables.TryGetValue(name, out var value)) return value;
            if (scope.Node.Variables.TryGetValue(name, out var declared)) return declared.Default;
        }

        return JsonValues.Null;
    }

    public void SetVariable(string name, JsonElement value)
    {
        foreach (var scope in execution.WithOwners())
        {
            if (!scope.Variables.ContainsKey(name) && !scope.Node.Variables.ContainsKey(name)) continue;

            Set(scope, name, value);
            return;
        }

        Set(state.Root!, name, value);
    }

    public JsonElement GetVariableById(string id) => FindById(id) is { } found
        ? found.Scope.Variables.GetValueOrDefault(found.Variable.Variable.Name, found.Variable.Default)
        : JsonValues.Null;

    public bool TrySetVariableById(string id, JsonElement value)
    {
        if (FindById(id) is not { } found) return false;

        Set(found.Scope, found.Variable.Variable.Name, value);
        return true;
    }

    public bool DeclaresInput(string name) => request.Graph.DeclaredInputs.ContainsKey(name);

    public JsonElement GetInput(string name) => state.Input.GetValueOrDefault(name, JsonValues.Null);

    public JsonElement GetOutput(string activity, string? output)
    {
        var id = state.Outputs.ContainsKey(activity) ? activity : request.Graph.Nodes.FirstOrDefault(node => node.Name == activity)?.Id;

        return id is not null && state.Outputs.TryGetValue(id, out var outputs) ? outputs.GetValueOrDefault(output ?? "result", JsonValues.Null) : JsonValues.Null;
    }

    public Guid NewId() => request.Ids.NewId();

    public double NextRandom() => request.Ids.NextRandom();

    private static void Set(OpenExecution scope, string name, JsonElement value)
    {
        var converted = scope.Node.Variables.TryGetValue(name, out var declared) ? VariableTypes.Convert(declared.Variable, value) : value;
        scope.Variables = scope.Variables.SetItem(name, converted);
    }

    private (OpenExecution Scope, GraphVariable Variable)? FindById(string id)
    {
        foreach (var scope in execution.WithOwners())
        {
            foreach (var variable in scope.Node.Variables.Values)
            {
                if (variable.Variable.Id == id) return (scope, variable);
            }
        }

        return null;
    }
}
