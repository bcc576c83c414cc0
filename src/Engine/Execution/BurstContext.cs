using System.Collections.Immutable;
using System.Text.Json;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Expressions;

namespace StaffFlows.Engine.Execution;

/// <summary>The context of one execution in one burst.</summary>
internal sealed partial class BurstContext(Burst burst, BurstRequest request, BurstState state, OpenExecution execution) : ContainerContext
{
    private readonly BurstScope scope = new(request, state, execution);

    public override ActivityExecutionId Id => execution.Id;
    public override WorkflowInstanceId InstanceId => request.Instance.Id;
    public override ActivityNode Node => execution.Node.Node;
    public override DateTimeOffset Now => request.Now;
    public override bool IsPreview => request.Preview is not null;
    public override IReadOnlyList<OpenChild> OpenChildren => [.. execution.Children.Select(child => child.ToOpenChild())];

    /// <summary>Those before one that fails are written too.</summary>
    public void EvaluateInputs()
    {
        try
        {
            foreach (var input in execution.Node.Inputs) EvaluateInput(input);
        }
        finally
        {
            if (!IsPreview) state.WriteInputs(execution);
        }
    }

    public override T Get<T>(Input<T> input)
    {
        var value = execution.Node.FindInput(input.Name) is { } declared ? EvaluateInput(declared) : null;

        return value switch
        {
            null => input.Default,
            T typed => typed,
            _ => JsonValues.To(JsonValues.From(value), typeof(T)) is T converted ? converted : input.Default,
        };
    }

    public override void SetOutput(string name, object? value)
    {
        var json = JsonValues.From(value);
        if (!state.Outputs.TryGetValue(execution.Node, out var outputs)) state.Outputs[execution.Node] = outputs = new(StringComparer.OrdinalIgnoreCase);
        outputs[name] = execution.Outputs[name] = json;
        if (name.Equals("result", StringComparison.OrdinalIgnoreCase)) state.LastResult = json;
        if (!execution.Node.OutputTargets.TryGetValue(name, out var target) || scope.TrySetVariableById(target, json)) return;

        if (request.Graph.DeclaredOutputs.Contains(target)) SetWorkflowOutput(target, json);
    }

    public override JsonElement GetVariable(string name) => scope.GetVariable(name);

    public override void SetVariable(string name, JsonElement value) => scope.SetVariable(name, value);

    public override bool TrySetVariableById(string id, JsonElement value) => scope.TrySetVariableById(id, value);

    public override void SetOwnVariable(string name, JsonElement value) => BurstScope.Set(execution, name, value);

    public override JsonElement? FindOwnVariable(string name) => execution.Variables.TryGetValue(name, out var value) ? value : null;

    public override void SetWorkflowOutput(string name, JsonElement value)
    {
        if (scope.Composites.FirstOrDefault(around => ((CompositeActivity)around.Node.Activity).DeclaresOutput(name)) is { } composite) BurstScope.Set(composite, name, value);
        else state.Output = state.Output.SetItem(name, value);
    }

    public override void SetInstanceName(string? name) => scope.InstanceName = name;

    public override void SetCorrelationId(string? correlationId) => scope.CorrelationId = correlationId;

    public override T Property<T>(string key) =>
        request.Instance.Properties.TryGetValue(key, out var value) && value.Deserialize<T>() is { } property
            ? property
            : throw new InvalidOperationException($"The instance carries no property '{key}'.");

    public override T? Recall<T>(string key) where T : default => execution.Memory.TryGetValue(key, out var value) ? value.Deserialize<T>() : default;

    public override void Remember<T>(string key, T value) =>
        execution.Memory = execution.Memory.SetItem(key, JsonSerializer.SerializeToElement(value));

    public override Bookmark Bookmark(object payload, string? name = null, DateTimeOffset? dueAt = null)
    {
        var stimulus = name ?? Node.Type;
        var hash = BookmarkHash.Compute(stimulus, payload, dueAt is null ? null : execution.Id);

        return new(new(request.Ids.NewId()), stimulus, hash, JsonValues.From(payload), execution.Id, Node.NodeId, request.Now, dueAt);
    }

    public override void Burn(string? name = null) => state.Burn(execution, name);

    public override void Emit(IEffect effect) => state.Effects.Add(effect);

    public override void Post(EngineCommand command) => state.Commands.Add(command);

    public override ValueTask<T> FactAsync<T>(FactKey key, CancellationToken ct) => state.FactAsync<T>(key, ct);

    public override ActivityResult Refuse(Rejection rejection)
    {
        state.Refused = rejection;

        return new ActivityResult.Faulted(rejection.Code, "Refused.");
    }

    public override Guid NewId() => request.Ids.NewId();

    public override T Prepared<T>() => (T)execution.Node.Prepared!;

    public override JsonElement Evaluate(Expression expression) => expression.Evaluate(scope);

    public override void CancelChildren(Func<OpenChild, bool> which) => burst.CancelChildren(execution, child => which(child.ToOpenChild()));

    public override void Outrun(ActivityNode winner, Func<OpenChild, bool> which) => burst.Outrun(execution, winner, child => which(child.ToOpenChild()));

    public override void Leave(ContainerKind kind, ImmutableArray<string> outcomes) => state.Leaving = (kind, outcomes);

    public override void FinishWorkflow() => state.FinishRequested = true;

    private object? EvaluateInput(GraphInput input)
    {
        if (input.IsConstant) return input.Constant;
        if (execution.Inputs.TryGetValue(input.Descriptor.Name, out var known)) return known;

        try
        {
            return execution.Inputs[input.Descriptor.Name] = input.Evaluate(scope);
        }
        catch (ExpressionException exception)
        {
            var name = char.ToUpperInvariant(input.Descriptor.Name[0]) + input.Descriptor.Name[1..];
            throw new ExpressionException($"Failed to evaluate activity input '{name}': {exception.Message}", exception);
        }
    }
}
