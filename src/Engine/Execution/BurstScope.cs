using System.Collections.Frozen;
using System.Text.Json;
using StaffFlows.Engine.Expressions;

namespace StaffFlows.Engine.Execution;

/// <summary>
/// What expressions of one execution see: variables from the inside out, inputs of the workflow or of the composites around, outputs
/// of this burst. What a composite declares is seen from inside it, not by its own inputs, which belong to the place where it stands.
/// </summary>
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

    public IEnumerable<string> VariableNames => execution.WithOwners().SelectMany(scope => DeclaredIn(scope).Keys.Concat(scope.Variables.Keys)).Distinct(StringComparer.Ordinal);

    public JsonElement LastResult => state.LastResult;

    /// <summary>The composites that the execution is inside of, the nearest first.</summary>
    public IEnumerable<OpenExecution> Composites => execution.WithOwners().Skip(1).Where(scope => scope.Node.Activity is CompositeActivity);

    public JsonElement GetVariable(string name)
    {
        foreach (var scope in execution.WithOwners())
        {
            if (scope.Variables.TryGetValue(name, out var value)) return value;
            if (DeclaredIn(scope).TryGetValue(name, out var declared)) return declared.Default;
        }

        return JsonValues.Null;
    }

    public void SetVariable(string name, JsonElement value)
    {
        foreach (var scope in execution.WithOwners())
        {
            if (!scope.Variables.ContainsKey(name) && !DeclaredIn(scope).ContainsKey(name)) continue;

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

    public bool DeclaresInput(string name) => Composites.Any(around => Declares(around, name)) || request.Graph.DeclaredInputs.ContainsKey(name);

    /// <summary>The nearest composite that declares the input answers for it, also where the value is gone.</summary>
    public JsonElement GetInput(string name) => Composites.FirstOrDefault(around => Declares(around, name)) is { } composite
        ? composite.Variables.GetValueOrDefault(name, JsonValues.Null)
        : state.Input.GetValueOrDefault(name, JsonValues.Null);

    /// <summary>Activities of the same definition come first, then those of the definitions around it.</summary>
    public JsonElement GetOutput(string activity, string? output)
    {
        foreach (var definition in Composites.Select(around => around.Node).Append(null))
        {
            var set = state.Outputs.Where(pair => pair.Key.Composite == definition).ToList();
            var found = set.FirstOrDefault(pair => pair.Key.Node.Id == activity).Value ?? set.FirstOrDefault(pair => pair.Key.Node.Name == activity).Value;
            if (found is not null) return found.GetValueOrDefault(output ?? "result", JsonValues.Null);
        }

        return JsonValues.Null;
    }

    public Guid NewId() => request.Ids.NewId();

    public double NextRandom() => request.Ids.NextRandom();

    public static void Set(OpenExecution scope, string name, JsonElement value)
    {
        var converted = scope.Node.Variables.TryGetValue(name, out var declared) ? VariableTypes.Convert(declared.Variable, value) : value;
        scope.Variables = scope.Variables.SetItem(name, converted);
    }

    private static bool Declares(OpenExecution composite, string input) => ((CompositeActivity)composite.Node.Activity).DeclaresInput(input);

    private FrozenDictionary<string, GraphVariable> DeclaredIn(OpenExecution scope) =>
        scope == execution && scope.Node.Activity is CompositeActivity ? FrozenDictionary<string, GraphVariable>.Empty : scope.Node.Variables;

    private (OpenExecution Scope, GraphVariable Variable)? FindById(string id)
    {
        foreach (var scope in execution.WithOwners())
        {
            foreach (var variable in DeclaredIn(scope).Values)
            {
                if (variable.Variable.Id == id) return (scope, variable);
            }
        }

        return null;
    }
}
