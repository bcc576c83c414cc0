using System.Text.Json;
using Jint.Native;
using Jint.Runtime;
using Jint.Runtime.Interop;

namespace StaffFlows.Engine.Expressions.JavaScript;

/// <summary>Keeps <c>JSON.stringify</c> and <c>JSON.parse</c>, which recurse, within bounds.</summary>
internal static class ScriptJson
{
    public static void Install(Jint.Engine engine, ScriptWatch watch)
    {
        if (engine.Json.GetOwnProperty("stringify").Value?.TryCast<ICallable>() is not { } original) return;

        ScriptSandbox.Define(engine.Json, "stringify", new ClrFunctionInstance(engine, (thisObject, arguments) =>
        {
            var value = arguments.Length > 0 ? arguments[0] : JsValue.Undefined;
            var replacer = Replacer(engine, arguments.Length > 1 ? arguments[1] : JsValue.Undefined, watch);

            return original.Call(thisObject, [value, replacer, arguments.Length > 2 ? arguments[2] : JsValue.Undefined]);
        }));
    }

    /// <summary>A replacer sees every value on its way into the text, so it can watch.</summary>
    private static JsValue Replacer(Jint.Engine engine, JsValue given, ScriptWatch watch)
    {
        if (given.IsArray())
        {
            watch.CheckCall("stringify", given, []);
            return given;
        }

        var function = given.TryCast<ICallable>();
        return new ClrFunctionInstance(engine, (holder, arguments) =>
        {
            watch.Pass(JsValue.Null);
            return function is null ? arguments[1] : function.Call(holder, arguments);
        });
    }

    public static void CheckDepth(JsValue[] arguments)
    {
        if (arguments is not [var text, ..] || !text.IsString()) return;

        try
        {
            using var _ = JsonDocument.Parse(text.AsString());
        }
        catch (JsonException exception)
        {
            throw new ExpressionException($"JSON.parse: {exception.Message}", exception);
        }
    }
}
