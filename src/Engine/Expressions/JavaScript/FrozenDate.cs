using Jint;
using Jint.Native;
using Jint.Native.Function;
using Jint.Native.Object;
using Jint.Runtime;
using Jint.Runtime.Interop;

namespace StaffFlows.Engine.Expressions.JavaScript;

/// <summary>
/// The <c>Date</c> constructor of scripts: as usual, but its now is the burst's and stands still, and parts that lead out of the range
/// of dates make an invalid date at once: the interpreter would count year by year.
/// </summary>
internal sealed class FrozenDate : FunctionInstance, IConstructor
{
    /// <summary>Largest year, month, day, hour, minute, second and millisecond that can lead to a date, in this order.</summary>
    private static readonly double[] Largest = [300_000, 3_600_000, 1.1e8, 2.6e9, 1.6e11, 9e12, 9e15];

    /// <summary>The setters with the place of their first argument in <see cref="Largest"/>.</summary>
    private static readonly (string Name, int First)[] Setters =
    [
        ("setYear", 0), ("setFullYear", 0), ("setUTCFullYear", 0), ("setMonth", 1), ("setUTCMonth", 1), ("setDate", 2), ("setUTCDate", 2),
        ("setHours", 3), ("setUTCHours", 3), ("setMinutes", 4), ("setUTCMinutes", 4), ("setSeconds", 5), ("setUTCSeconds", 5),
        ("setMilliseconds", 6), ("setUTCMilliseconds", 6),
    ];

    private readonly Jint.Native.Date.DateConstructor date;
    private readonly double now;

    private FrozenDate(Jint.Engine engine, double now) : base(engine, [], null, false)
    {
        date = engine.Date;
        this.now = now;
        Extensible = true;
        Prototype = engine.Function.PrototypeObject;
        FastAddProperty("length", 7, false, false, false);
        FastAddProperty("prototype", date.PrototypeObject, false, false, false);
        FastSetProperty("parse", date.GetOwnProperty("parse"));
        FastAddProperty("now", new ClrFunctionInstance(engine, (_, _) => now), true, false, true);
        Bound(date, this, "UTC", 0);
    }

    public static void Install(Jint.Engine engine, Script script, DateTimeOffset now)
    {
        var frozen = new FrozenDate(engine, now.ToUnixTimeMilliseconds());
        var prototype = engine.Date.PrototypeObject;
        ScriptBuiltIns.Define(prototype, "constructor", frozen);
        ScriptBuiltIns.Define(engine.Global, "Date", frozen);
        foreach (var (name, first) in Setters)
        {
            if (script.Mentions(name)) Bound(prototype, prototype, name, first);
        }
    }

    public override JsValue Call(JsValue thisObject, JsValue[] arguments) =>
        TypeConverter.ToString(date.Construct(now));

    public ObjectInstance Construct(JsValue[] arguments) => arguments switch
    {
        [] => date.Construct(now),
        [_] => date.Construct(arguments),
        _ => date.Construct(Within(arguments, 0)),
    };

    private static void Bound(ObjectInstance from, ObjectInstance to, string name, int first)
    {
        if (from.GetOwnProperty(name).Value?.TryCast<ICallable>() is not { } original) return;

        ScriptBuiltIns.Define(to, name, new ClrFunctionInstance(from.Engine, (thisObject, arguments) => original.Call(thisObject, Within(arguments, first))));
    }

    /// <summary>As numbers; NaN throughout, which makes an invalid date, where one of them cannot belong to any.</summary>
    private static JsValue[] Within(JsValue[] arguments, int first)
    {
        var numbers = arguments.Select(TypeConverter.ToNumber).ToArray();
        var isPossible = numbers.Zip(Largest.Skip(first)).All(part => Math.Abs(part.First) <= part.Second);

        return [.. numbers.Select(number => new JsValue(isPossible ? number : double.NaN))];
    }
}
