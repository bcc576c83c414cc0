using System.Text.Json;
using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Parser;
using Jint.Runtime;
using Jint.Runtime.Descriptors;
using Jint.Runtime.Interop;

namespace StaffFlows.Engine.Expressions.JavaScript;

/// <summary>
/// Runs one script in an interpreter of its own: ECMAScript 5.1 without CLR, <c>eval</c> and the <c>Function</c> constructor, with the
/// burst's clock, ids and random numbers, within the limits of <see cref="ScriptWatch"/>. Local time in scripts is Asia/Shanghai.
/// </summary>
internal static class ScriptSandbox
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    /// <exception cref="ExpressionException">The script is wrong, throws, or exceeds a limit.</exception>
    public static JsonElement Run(Script script, IExpressionScope scope)
    {
        if (script.Program is null) throw new ExpressionException(script.Error!);

        var engine = new Jint.Engine(options => options
            .MaxStatements(ScriptWatch.StatementLimit)
            .TimeoutInterval(ScriptWatch.BriefTimeLimit)
            .LimitRecursion(ScriptWatch.RecursionLimit)
            .LocalTimeZone(Zone));
        var watch = new ScriptWatch();
        Restrict(engine, script, watch);
        FrozenDate.Install(engine, scope.Now);
        Define(engine.Math, "random", new ClrFunctionInstance(engine, (_, _) => scope.NextRandom()));
        var globals = new ScriptGlobals(engine, script, scope);
        globals.Install();

        return Guarded(() =>
        {
            var value = engine.Execute(script.Program).GetCompletionValue();
            globals.CopyVariablesBack(watch);

            return JsValueJson.Write(value, watch);
        });
    }

    private static T Guarded<T>(Func<T> run)
    {
        try
        {
            return run();
        }
        catch (JavaScriptException exception)
        {
            throw new ExpressionException(exception.Message, exception);
        }
        catch (StatementsCountOverflowException exception)
        {
            throw new ExpressionException(ScriptWatch.Exceeded("statement").Message, exception);
        }
        catch (TimeoutException exception)
        {
            // Of the interpreter, or of one regular expression.
            throw new ExpressionException(ScriptWatch.Exceeded("time").Message, exception);
        }
        catch (Exception exception) when (exception is RecursionDepthOverflowException or InsufficientExecutionStackException)
        {
            throw new ExpressionException(ScriptWatch.Exceeded("recursion").Message, exception);
        }
        catch (Exception exception) when (exception is ParserException or ArgumentException or InvalidCastException or InvalidOperationException or NullReferenceException or KeyNotFoundException or FormatException or OverflowException or IndexOutOfRangeException or NotSupportedException)
        {
            // The interpreter's own answer to some malformed scripts; nothing of ours is called that could throw these.
            throw new ExpressionException($"The script failed: {exception.Message}", exception);
        }
    }

    private static void Restrict(Jint.Engine engine, Script script, ScriptWatch watch)
    {
        engine.Global.FastAddProperty(
            ScriptHardening.WatchName, new ClrFunctionInstance(engine, (_, arguments) => watch.Pass(arguments[0])), false, false, false);

        foreach (var name in (string[])["eval", "Function"]) engine.Global.RemoveOwnProperty(name);
        foreach (var name in (string[])["constructor", "bind"]) engine.Function.PrototypeObject.RemoveOwnProperty(name);

        // Lists become text without being asked to; everything else must be named.
        foreach (var name in (string[])["toString", "join", "toLocaleString"]) DefineJoin(engine, name, watch);
        foreach (var (holder, names) in Holders(engine))
        {
            foreach (var name in names)
            {
                if (script.Mentions(name)) Watch(holder, name, watch);
            }
        }

        if (script.Mentions("stringify")) ScriptJson.Install(engine, watch);
    }

    private static void DefineJoin(Jint.Engine engine, string name, ScriptWatch watch) =>
        Define(engine.Array.PrototypeObject, name, new ClrFunctionInstance(engine, (thisObject, arguments) =>
        {
            watch.CheckCall(name, thisObject, arguments);
            var separator = name == "join" && arguments is [var given, ..] && !given.IsUndefined() ? TypeConverter.ToString(given) : ",";

            return watch.Join(TypeConverter.ToObject(engine, thisObject), separator);
        }));

    private static (ObjectInstance Holder, string[] Names)[] Holders(Jint.Engine engine) =>
    [
        (engine.Array.PrototypeObject, ["concat", "pop", "push", "reverse", "shift", "slice", "sort", "splice", "unshift", "indexOf", "lastIndexOf", "every", "some", "forEach", "map", "filter", "reduce", "reduceRight"]),
        (engine.String.PrototypeObject, ["concat", "indexOf", "lastIndexOf", "localeCompare", "match", "replace", "search", "slice", "split", "substr", "substring", "toLowerCase", "toLocaleLowerCase", "toUpperCase", "toLocaleUpperCase", "trim", "charAt", "charCodeAt"]),
        (engine.RegExp.PrototypeObject, ["exec", "test"]),
        (engine.Function.PrototypeObject, ["apply", "call"]),
        (engine.Object, ["keys", "getOwnPropertyNames", "freeze", "seal", "preventExtensions", "isFrozen", "isSealed", "defineProperties", "create"]),
        (engine.Json, ["parse"]),
        (engine.Global, ["encodeURI", "encodeURIComponent", "decodeURI", "decodeURIComponent", "parseInt", "parseFloat"]),
    ];

    private static void Watch(ObjectInstance holder, string name, ScriptWatch watch)
    {
        if (holder.GetOwnProperty(name).Value?.TryCast<ICallable>() is not { } original) return;

        Define(holder, name, new ClrFunctionInstance(holder.Engine, (thisObject, arguments) =>
        {
            // A method borrowed by apply or call is called with the object and arguments that it will see.
            if (name is "call" or "apply" && thisObject.TryCast<ICallable>() is null) return original.Call(thisObject, arguments);

            watch.CheckCall(name, thisObject, arguments);
            if (name == "parse" && holder.Class == "JSON") ScriptJson.CheckDepth(arguments);

            return original.Call(thisObject, arguments);
        }));
    }

    public static void Define(ObjectInstance holder, string name, JsValue value) =>
        holder.FastSetProperty(name, new PropertyDescriptor(value, true, false, true));
}
