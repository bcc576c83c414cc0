using System.Text;
using System.Text.Json;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;
using Jint.Runtime.Interop;

namespace StaffFlows.Engine.Expressions.JavaScript;

/// <summary>
/// Elsa's global functions, created only where the script names them. <c>get&lt;Name&gt;()</c> answers with the workflow input of that
/// name before the variable, also when the input is gone: so does Elsa.
/// </summary>
internal sealed class ScriptGlobals(Jint.Engine engine, Script script, IExpressionScope scope)
{
    private readonly Dictionary<string, JsonElement> copied = new(StringComparer.Ordinal);
    private ObjectInstance? variables;

    public void Install()
    {
        foreach (var name in script.Names)
        {
            if (Find(name) is { } function) engine.Global.FastAddProperty(name, new ClrFunctionInstance(engine, (_, arguments) => function(arguments)), true, false, true);
        }

        if (script.Names.Contains("variables")) CopyVariables();
    }

    private Func<JsValue[], JsValue>? Find(string name) => name switch
    {
        "getVariable" => arguments => Read(scope.GetVariable(Text(arguments, 0))),
        "setVariable" => arguments => Set(Text(arguments, 0), arguments),
        "getInput" => arguments => Read(scope.GetInput(Text(arguments, 0))),
        "getOutputFrom" => arguments => Read(scope.GetOutput(Text(arguments, 0), arguments.Length > 1 ? Text(arguments, 1) : null)),
        "getLastResult" => _ => Read(scope.LastResult),
        "getWorkflowDefinitionId" => _ => scope.DefinitionId,
        "getWorkflowDefinitionVersionId" => _ => scope.DefinitionVersionId,
        "getWorkflowDefinitionVersion" => _ => scope.DefinitionVersion,
        "getWorkflowInstanceId" => _ => scope.InstanceId,
        "getCorrelationId" => _ => OrNull(scope.CorrelationId),
        "setCorrelationId" => arguments => OrNull(scope.CorrelationId = Text(arguments, 0)),
        "getWorkflowInstanceName" => _ => OrNull(scope.InstanceName),
        "setWorkflowInstanceName" => arguments => OrNull(scope.InstanceName = Text(arguments, 0)),
        "isNullOrWhiteSpace" => arguments => string.IsNullOrWhiteSpace(TextOrNull(arguments)),
        "isNullOrEmpty" => arguments => string.IsNullOrEmpty(TextOrNull(arguments)),
        "toJson" => arguments => JsValueJson.Write(At(arguments, 0), new ScriptWatch()).GetRawText(),
        "parseGuid" => arguments => Guid.TryParse(Text(arguments, 0), out var id) ? id.ToString() : JsValue.Null,
        "newGuid" or "newGuidString" => _ => scope.NewId().ToString(),
        "newShortGuid" => _ => Convert.ToBase64String(scope.NewId().ToByteArray()).TrimEnd('=').Replace('/', '_').Replace('+', '-'),
        "stringToBase64" => arguments => Convert.ToBase64String(Encoding.UTF8.GetBytes(Text(arguments, 0))),
        "stringFromBase64" => arguments => Encoding.UTF8.GetString(Convert.FromBase64String(Text(arguments, 0))),
        ['g', 'e', 't', _, ..] => FindGetter(name[3..]),
        ['s', 'e', 't', _, ..] => FindSetter(name[3..]),
        _ => null,
    };

    private Func<JsValue[], JsValue>? FindGetter(string name)
    {
        if (InputName(name) is { } input) return _ => Read(scope.GetInput(input));
        if (VariableName(name) is { } variable) return _ => Read(scope.GetVariable(variable));
        if (name.IndexOf("From", StringComparison.Ordinal) is > 0 and var at && at + 4 < name.Length)
        {
            var (output, activity) = (name[..at], name[(at + 4)..]);
            return _ => Read(scope.GetOutput(activity, output));
        }

        return null;
    }

    private Func<JsValue[], JsValue>? FindSetter(string name) =>
        VariableName(name) is { } variable ? arguments => Set(variable, [JsValue.Null, .. arguments]) : null;

    private string? InputName(string name) => scope.DeclaresInput(name) ? name : Camel(name) is var camel && scope.DeclaresInput(camel) ? camel : null;

    private string? VariableName(string name) =>
        scope.VariableNames.FirstOrDefault(candidate => candidate == name) ?? scope.VariableNames.FirstOrDefault(candidate => candidate == Camel(name));

    /// <summary>Elsa makes <c>getDays()</c> of a variable called <c>days</c> too.</summary>
    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    private void CopyVariables()
    {
        variables = engine.Object.Construct([]);
        foreach (var name in scope.VariableNames)
        {
            if (!script.UsesVariablesWhole && !script.Mentions(name)) continue;

            copied[name] = scope.GetVariable(name);
            variables.FastAddProperty(name, Read(copied[name]), true, true, true);
        }

        engine.Global.FastAddProperty("variables", variables, true, false, true);
    }

    public void CopyVariablesBack(ScriptWatch watch)
    {
        if (variables is null) return;

        foreach (var (name, property) in variables.GetOwnProperties().ToArray())
        {
            var value = JsValueJson.Write(property.Value ?? JsValue.Null, watch);
            if (!copied.TryGetValue(name, out var before) || !JsonElement.DeepEquals(before, value)) scope.SetVariable(name, value);
        }
    }

    private JsValue Set(string name, JsValue[] arguments)
    {
        scope.SetVariable(name, JsValueJson.Write(At(arguments, 1), new ScriptWatch()));
        return JsValue.Undefined;
    }

    private JsValue Read(JsonElement value) => JsValueJson.Read(engine, value);

    private static JsValue At(JsValue[] arguments, int index) => index < arguments.Length ? arguments[index] : JsValue.Undefined;

    private static string Text(JsValue[] arguments, int index) => TypeConverter.ToString(At(arguments, index));

    private static string? TextOrNull(JsValue[] arguments) =>
        At(arguments, 0) is var value && (value.IsNull() || value.IsUndefined()) ? null : TypeConverter.ToString(value);

    private static JsValue OrNull(string? text) => text is null ? JsValue.Null : text;
}
