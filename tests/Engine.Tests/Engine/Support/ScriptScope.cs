using System.Text.Json;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Expressions;
using StaffFlows.Engine.Expressions.JavaScript;

namespace StaffFlows.Engine.Tests.Engine.Support;

/// <summary>What a script sees outside of any burst: half past midnight on 2 March 2026 in Shanghai.</summary>
internal sealed class ScriptScope : IExpressionScope
{
    private readonly Dictionary<string, JsonElement> variables = new(StringComparer.Ordinal);
    private readonly IdSource ids = new(new(2026, 3, 1, 16, 30, 0, TimeSpan.Zero), 7);

    public Dictionary<string, object?> Inputs { get; } = new(StringComparer.Ordinal);

    /// <summary>By activity and output, as <c>approve.result</c>.</summary>
    public Dictionary<string, object?> Outputs { get; } = new(StringComparer.OrdinalIgnoreCase);

    public DateTimeOffset Now => new(2026, 3, 1, 16, 30, 0, TimeSpan.Zero);
    public string DefinitionId => "leave";
    public string DefinitionVersionId => "leave-v3";
    public int DefinitionVersion => 3;
    public string InstanceId => "1";
    public string? CorrelationId { get; set; }
    public string? InstanceName { get; set; }
    public IEnumerable<string> VariableNames => variables.Keys;
    public JsonElement LastResult => JsonValues.From("yes");

    public static JsonElement Evaluate(string script, ScriptScope? scope = null) =>
        new JavaScriptExpression(ScriptCompiler.Compile(script)).Evaluate(scope ?? new ScriptScope());

    public ScriptScope With(string variable, object? value)
    {
        SetVariable(variable, JsonValues.From(value));

        return this;
    }

    public JsonElement GetVariable(string name) => variables.GetValueOrDefault(name, JsonValues.Null);
    public void SetVariable(string name, JsonElement value) => variables[name] = value;
    public JsonElement GetVariableById(string id) => JsonValues.Null;
    public bool DeclaresInput(string name) => Inputs.ContainsKey(name);
    public JsonElement GetInput(string name) => JsonValues.From(Inputs.GetValueOrDefault(name));
    public JsonElement GetOutput(string activity, string? output) => JsonValues.From(Outputs.GetValueOrDefault($"{activity}.{output ?? "result"}"));
    public Guid NewId() => ids.NewId();
    public double NextRandom() => ids.NextRandom();
}
