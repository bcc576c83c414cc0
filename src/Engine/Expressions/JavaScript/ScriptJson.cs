using System.Text.Json;
using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;
using Jint.Runtime.Interop;

namespace StaffFlows.Engine.Expressions.JavaScript;

/// <summary>Keeps <c>JSON.stringify</c> and <c>JSON.parse</c>, which recurse, within bounds.</summary>
internal static class ScriptJson
{
    public static void Install(Jint.Engine engine, Script script, ScriptWatch watch)
    {
        if (script.Mentions("stringify")) InstallStringify(engine, watch);
        if (script.Mentions("parse")) InstallParse(engine, watch);
    }

    private static void InstallStringify(Jint.Engine engine, ScriptWatch watch)
    {
        if (engine.Json.GetOwnProperty("stringify").Value?.TryCast<ICallable>() is not { } original) return;

        ScriptBuiltIns.Define(engine.Json, "stringify", new ClrFunctionInstance(engine, (thisObject, arguments) =>
        {
            var value = arguments.Length > 0 ? arguments[0] : JsValue.Undefined;
            var replacer = Replacer(engine, arguments.Length > 1 ? arguments[1] : JsValue.Undefined, watch);

            return watch.Pass(original.Call(thisObject, [value, replacer, arguments.Length > 2 ? arguments[2] : JsValue.Undefined]));
        }));
    }

    /// <summary>A replacer sees every value on its way into the text, so it can watch.</summary>
    private static JsValue Replacer(Jint.Engine engine, JsValue given, ScriptWatch watch)
    {
        if (given.IsArray())
        {
            watch.CheckCall(given, []);
            return given;
        }

        var function = given.TryCast<ICallable>();
        return new ClrFunctionInstance(engine, (holder, arguments) =>
        {
            watch.Check();
            return function is null ? arguments[1] : function.Call(holder, arguments);
        });
    }

    /// <summary>The interpreter's own parser neither watches nor knows revivers.</summary>
    private static void InstallParse(Jint.Engine engine, ScriptWatch watch) =>
        ScriptBuiltIns.Define(engine.Json, "parse", new ClrFunctionInstance(engine, (thisObject, arguments) =>
        {
            watch.CheckCall(thisObject, arguments);
            var value = Parse(engine, arguments.Text(0), watch);
            if (arguments.At(1).TryCast<ICallable>() is not { } reviver) return value;

            var holder = engine.Object.Construct([]);
            holder.FastAddProperty("", value, true, true, true);
            return Revive(holder, "", reviver, watch);
        }));

    /// <summary>From the leaves up; what the reviver answers with nothing is left out.</summary>
    private static JsValue Revive(ObjectInstance holder, string name, ICallable reviver, ScriptWatch watch)
    {
        watch.Check();
        if (holder.Get(name) is var value && value.IsObject())
        {
            var target = value.AsObject();
            foreach (var member in target.GetOwnProperties().Where(member => member.Value.Enumerable is true).Select(member => member.Key).ToArray())
            {
                var revived = Revive(target, member, reviver, watch);
                if (revived.IsUndefined()) target.Delete(member, false);
                else target.Put(member, revived, false);
            }
        }

        return reviver.Call(holder, [name, holder.Get(name)]);
    }

    private static JsValue Parse(Jint.Engine engine, string text, ScriptWatch watch)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return JsValueJson.Read(engine, document.RootElement, watch);
        }
        catch (JsonException exception)
        {
            throw new JavaScriptException(engine.SyntaxError, $"JSON.parse: {exception.Message}");
        }
    }
}
