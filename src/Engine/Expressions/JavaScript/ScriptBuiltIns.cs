using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;
using Jint.Runtime.Descriptors;
using Jint.Runtime.Interop;

namespace StaffFlows.Engine.Expressions.JavaScript;

/// <summary>
/// Takes away what makes code at run time, and puts the built-in functions that could take long or much under the watch: only those that the
/// script names, for most scripts name none.
/// </summary>
internal static class ScriptBuiltIns
{
    public static void Restrict(Jint.Engine engine, Script script, ScriptWatch watch)
    {
        engine.Global.FastAddProperty(
            ScriptHardening.WatchName, new ClrFunctionInstance(engine, (_, arguments) => watch.Pass(arguments[0])), false, false, false);

        foreach (var name in (string[])["eval", "Function"]) engine.Global.RemoveOwnProperty(name);
        foreach (var name in (string[])["constructor", "bind"]) engine.Function.PrototypeObject.RemoveOwnProperty(name);

        // The interpreter would ask the language of the thread.
        foreach (var (name, neutral) in (ReadOnlySpan<(string, string)>)[("toLocaleUpperCase", "toUpperCase"), ("toLocaleLowerCase", "toLowerCase")])
            Define(engine.String.PrototypeObject, name, engine.String.PrototypeObject.Get(neutral));

        // Lists become text without being asked to; everything else must be named.
        foreach (var name in (string[])["toString", "join", "toLocaleString"]) DefineJoin(engine, name, watch);
        foreach (var (holder, names) in Holders(engine))
        {
            foreach (var name in names)
            {
                if (script.Mentions(name)) Watch(holder, name, watch);
            }
        }

        if (script.Mentions("sort")) WatchSort(engine, watch);
        ScriptPatterns.Install(engine, script, watch);
        ScriptJson.Install(engine, script, watch);
    }

    private static void DefineJoin(Jint.Engine engine, string name, ScriptWatch watch) =>
        Define(engine.Array.PrototypeObject, name, new ClrFunctionInstance(engine, (thisObject, arguments) =>
        {
            watch.CheckCall(thisObject, arguments, readsLists: true);
            var separator = name == "join" && arguments is [var given, ..] && !given.IsUndefined() ? TypeConverter.ToString(given) : ",";

            return watch.Join(TypeConverter.ToObject(engine, thisObject), separator);
        }));

    private static (ObjectInstance Holder, string[] Names)[] Holders(Jint.Engine engine) =>
    [
        (engine.Array.PrototypeObject, ["concat", "pop", "push", "reverse", "shift", "slice", "splice", "unshift", "indexOf", "lastIndexOf", "every", "some", "forEach", "map", "filter", "reduce", "reduceRight"]),
        (engine.String.PrototypeObject, ["concat", "indexOf", "lastIndexOf", "localeCompare", "slice", "substr", "substring", "toLowerCase", "toLocaleLowerCase", "toUpperCase", "toLocaleUpperCase", "trim", "charAt", "charCodeAt"]),
        (engine.RegExp.PrototypeObject, ["exec", "test"]),
        (engine.Function.PrototypeObject, ["apply", "call"]),
        (engine.Object, ["keys", "getOwnPropertyNames", "freeze", "seal", "preventExtensions", "isFrozen", "isSealed", "defineProperties", "create"]),
        (engine.Global, ["encodeURI", "encodeURIComponent", "decodeURI", "decodeURIComponent", "parseInt", "parseFloat"]),
    ];

    private static void Watch(ObjectInstance holder, string name, ScriptWatch watch)
    {
        if (holder.GetOwnProperty(name).Value?.TryCast<ICallable>() is not { } original) return;

        var readsLists = ReferenceEquals(holder, holder.Engine.Array.PrototypeObject);
        Define(holder, name, new ClrFunctionInstance(holder.Engine, (thisObject, arguments) =>
        {
            // A method borrowed by apply or call is called with the object and arguments that it will see.
            if (name is "call" or "apply" && thisObject.TryCast<ICallable>() is null) return original.Call(thisObject, arguments);

            watch.CheckCall(thisObject, arguments, readsLists);
            return watch.Pass(original.Call(thisObject, arguments));
        }));
    }

    /// <summary>Each comparison passes the watch: sorting makes more of them than there are items.</summary>
    private static void WatchSort(Jint.Engine engine, ScriptWatch watch)
    {
        var holder = engine.Array.PrototypeObject;
        if (holder.GetOwnProperty("sort").Value?.TryCast<ICallable>() is not { } original) return;

        Define(holder, "sort", new ClrFunctionInstance(engine, (thisObject, arguments) =>
        {
            watch.CheckCall(thisObject, arguments, readsLists: true);
            var given = arguments is [var first, ..] ? first.TryCast<ICallable>() : null;
            var compare = new ClrFunctionInstance(engine, (_, pair) =>
            {
                watch.Check();
                return given?.Call(JsValue.Undefined, pair) ?? string.CompareOrdinal(TypeConverter.ToString(pair[0]), TypeConverter.ToString(pair[1]));
            });

            return original.Call(thisObject, [compare]);
        }));
    }

    public static void Define(ObjectInstance holder, string name, JsValue value) =>
        holder.FastSetProperty(name, new PropertyDescriptor(value, true, false, true));
}
