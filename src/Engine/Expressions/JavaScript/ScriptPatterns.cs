using System.Globalization;
using Jint;
using Jint.Native;
using Jint.Native.Function;
using Jint.Native.Object;
using Jint.Native.RegExp;
using Jint.Runtime;
using Jint.Runtime.Interop;

namespace StaffFlows.Engine.Expressions.JavaScript;

/// <summary>
/// The <c>RegExp</c> constructor of scripts, and the functions of texts that use regular expressions: as usual, but every expression has a
/// time-out and a bounded length, and none makes longer lists than others may.
/// </summary>
internal sealed class ScriptPatterns : FunctionInstance, IConstructor
{
    private readonly RegExpConstructor patterns;
    private readonly ScriptWatch watch;

    private ScriptPatterns(Jint.Engine engine, ScriptWatch watch) : base(engine, [], null, false)
    {
        (patterns, this.watch) = (engine.RegExp, watch);
        Extensible = true;
        Prototype = engine.Function.PrototypeObject;
        FastAddProperty("length", 2, false, false, false);
        FastAddProperty("prototype", patterns.PrototypeObject, false, false, false);
    }

    public static void Install(Jint.Engine engine, Script script, ScriptWatch watch)
    {
        string[] users = ["match", "search", "split", "replace"];
        if (!script.Mentions("RegExp") && !users.Any(script.Mentions)) return;

        var constructor = new ScriptPatterns(engine, watch);
        ScriptBuiltIns.Define(engine.RegExp.PrototypeObject, "constructor", constructor);
        ScriptBuiltIns.Define(engine.Global, "RegExp", constructor);
        foreach (var name in users) constructor.Wrap(name);
    }

    public override JsValue Call(JsValue thisObject, JsValue[] arguments) => Construct(arguments);

    public ObjectInstance Construct(JsValue[] arguments)
    {
        watch.Check();
        arguments = [.. arguments.Select(argument => argument.IsObject() && argument.AsObject() is not RegExpInstance ? (JsValue)TypeConverter.ToString(argument) : argument)];
        if (arguments is [var pattern, ..] && pattern.IsString() && pattern.AsString().Length > ScriptWatch.PatternLimit) throw ScriptWatch.Exceeded(ScriptLimit.Pattern);

        var made = patterns.Construct(arguments);
        if (made is RegExpInstance expression) ScriptWatch.LimitTime(expression);

        return made;
    }

    private void Wrap(string name)
    {
        var holder = Engine.String.PrototypeObject;
        if (holder.GetOwnProperty(name).Value?.TryCast<ICallable>() is not { } original) return;

        ScriptBuiltIns.Define(holder, name, new ClrFunctionInstance(Engine, (thisObject, arguments) =>
        {
            if (thisObject.IsNull() || thisObject.IsUndefined()) return original.Call(thisObject, arguments);

            var text = TypeConverter.ToString(thisObject);
            watch.CheckCall(text, arguments);
            if (name is "match" or "search" && Pattern(arguments) is null) arguments = [Construct(arguments is [var first, ..] ? [first] : [])];
            if (name is "replace") ScriptWatch.CheckReplacement(text, arguments);
            if (name is "match" && Pattern(arguments) is { Global: true } all) return Matches(all, text);
            if (name is "split" or "replace") ScriptWatch.CheckItems(Count(text, arguments, name));

            return watch.Pass(original.Call(text, arguments));
        }));
    }

    /// <summary>All matches of an expression with the flag <c>g</c>; the interpreter would keep a whole result for each.</summary>
    private JsValue Matches(RegExpInstance expression, string text)
    {
        expression.Put("lastIndex", 0, true);
        var list = Engine.Array.Construct([]);
        var count = 0;
        for (var match = expression.Value.Match(text); match.Success; match = match.NextMatch())
        {
            watch.Check();
            ScriptWatch.CheckItems(count);
            list.Put((count++).ToString(CultureInfo.InvariantCulture), match.Value, false);
        }

        return count == 0 ? JsValue.Null : list;
    }

    private static int Count(string text, JsValue[] arguments, string function)
    {
        if (Pattern(arguments) is { } expression) return function is "split" || expression.Global ? expression.Value.Count(text) : 1;
        if (function is not "split" || arguments is not [var separator, ..] || separator.IsUndefined()) return 1;

        return TypeConverter.ToString(separator) is { Length: > 0 } given ? text.AsSpan().Count(given) : text.Length;
    }

    private static RegExpInstance? Pattern(JsValue[] arguments) =>
        arguments is [var first, ..] && first.IsObject() ? first.AsObject() as RegExpInstance : null;
}
