using System.Text.Json;
using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;
using Jint.Runtime.Interop;

namespace StaffFlows.Engine.Expressions.JavaScript;

/// <summary>
/// Elsa's global functions that reach into the workflow, created only where the script names them. <c>get&lt;Name&gt;()</c> answers with the
/// workflow input of exactly that name before the variable, also when the input is gone: so does Elsa. It makes <c>getDays()</c> of a
/// variable called <c>days</c>, and <c>getResultFromApprove()</c> of an activity called <c>approve</c>.
/// </summary>
internal sealed class ScriptGlobals(Jint.Engine engine, Script script, IExpressionScope scope, ScriptWatch watch)
{
    private const string Between = "From";

    private readonly Dictionary<string, JsonElement> copied = new(StringComparer.Ordinal);
    private readonly List<string> installed = [];
    private ObjectInstance? variables;

    public void Install()
    {
        var conversions = new ScriptConversions(engine, scope, watch);
        foreach (var name in script.Names)
        {
            if ((Find(name) ?? conversions.Find(name)) is { } function)
                Add(name, new ClrFunctionInstance(engine, (_, arguments) => watch.Pass(function(arguments))));
        }

        if (script.Names.Contains("variables")) CopyVariables();
    }

    /// <summary>Takes everything away again.</summary>
    public void Remove() => installed.ForEach(engine.Global.RemoveOwnProperty);

    private void Add(string name, JsValue value)
    {
        engine.Global.FastAddProperty(name, value, true, false, true);
        installed.Add(name);
    }

    private Func<JsValue[], JsValue>? Find(string name) => name switch
    {
        "getVariable" => arguments => Read(scope.GetVariable(arguments.Text(0))),
        "setVariable" => arguments => Set(arguments.Text(0), arguments.At(1)),
        "getInput" => arguments => Read(scope.GetInput(arguments.Text(0))),
        "getOutputFrom" => arguments => Read(scope.GetOutput(arguments.Text(0), arguments.TextOrNull(1))),
        "getLastResult" => _ => Read(scope.LastResult),
        "getWorkflowDefinitionId" => _ => scope.DefinitionId,
        "getWorkflowDefinitionVersionId" => _ => scope.DefinitionVersionId,
        "getWorkflowDefinitionVersion" => _ => scope.DefinitionVersion,
        "getWorkflowInstanceId" => _ => scope.InstanceId,
        "getCorrelationId" => _ => OrNull(scope.CorrelationId),
        "setCorrelationId" => arguments => OrNull(scope.CorrelationId = arguments.TextOrNull(0)),
        "getWorkflowInstanceName" => _ => OrNull(scope.InstanceName),
        "setWorkflowInstanceName" => arguments => OrNull(scope.InstanceName = arguments.TextOrNull(0)),
        ['g', 'e', 't', _, ..] => FindGetter(name[3..]),
        ['s', 'e', 't', _, ..] when VariableName(name[3..]) is { } variable => arguments => Set(variable, arguments.At(0)),
        _ => null,
    };

    private Func<JsValue[], JsValue>? FindGetter(string name)
    {
        if (scope.DeclaresInput(name)) return _ => Read(scope.GetInput(name));
        if (VariableName(name) is { } variable) return _ => Read(scope.GetVariable(variable));
        if (scope.DeclaresInput(Camel(name))) return _ => Read(scope.GetInput(Camel(name)));

        var sources = Sources(name).ToList();
        if (sources.Count == 0) return null;

        return _ => Read(sources.Select(source => scope.GetOutput(source.Activity, source.Output)).FirstOrDefault(value => !JsonValues.IsNullish(value)));
    }

    /// <summary>What <c>get&lt;Output&gt;From&lt;Activity&gt;</c> can mean: "From" may be part of a name, and an activity's may begin with a small letter.</summary>
    private static IEnumerable<(string Activity, string Output)> Sources(string name)
    {
        for (var at = name.IndexOf(Between, StringComparison.Ordinal); at >= 0; at = name.IndexOf(Between, at + 1, StringComparison.Ordinal))
        {
            var (output, activity) = (name[..at], name[(at + Between.Length)..]);
            if (output.Length == 0 || activity.Length == 0) continue;

            yield return (activity, output);
            yield return (Camel(activity), output);
        }
    }

    private string? VariableName(string name) =>
        scope.VariableNames.FirstOrDefault(candidate => candidate == name) ?? scope.VariableNames.FirstOrDefault(candidate => candidate == Camel(name));

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    private void CopyVariables()
    {
        variables = engine.Object.Construct([]);
        foreach (var name in scope.VariableNames)
        {
            if (script.UsesVariablesWhole || script.Mentions(name)) Copy(name, scope.GetVariable(name));
        }

        Add("variables", variables);
    }

    private void Copy(string name, JsonElement value)
    {
        copied[name] = value;
        variables!.FastSetProperty(name, new(Read(value), true, true, true));
    }

    /// <summary>Whatever the script changed under <c>variables</c>; where a function set one too, the later wins.</summary>
    public void CopyVariablesBack()
    {
        if (variables is null) return;

        foreach (var (name, property) in variables.GetOwnProperties().ToArray())
        {
            var value = JsValueJson.Write(property.Value ?? JsValue.Null, watch);
            if (!copied.TryGetValue(name, out var before) || !JsonElement.DeepEquals(before, value)) scope.SetVariable(name, value);
        }
    }

    private JsValue Set(string name, JsValue value)
    {
        var json = JsValueJson.Write(value, watch);
        scope.SetVariable(name, json);
        if (variables is not null) Copy(name, json);

        return JsValue.Undefined;
    }

    private JsValue Read(JsonElement value) => JsValueJson.Read(engine, value, watch);

    private static JsValue OrNull(string? text) => text is null ? JsValue.Null : text;
}
