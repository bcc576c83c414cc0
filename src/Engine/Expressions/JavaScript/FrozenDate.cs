using Jint;
using Jint.Native;
using Jint.Native.Function;
using Jint.Native.Object;
using Jint.Runtime;
using Jint.Runtime.Interop;

namespace StaffFlows.Engine.Expressions.JavaScript;

/// <summary>The <c>Date</c> constructor of scripts: as usual, but its now is the burst's and stands still.</summary>
internal sealed class FrozenDate : FunctionInstance, IConstructor
{
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
        foreach (var name in (string[])["parse", "UTC"]) FastSetProperty(name, date.GetOwnProperty(name));
        FastAddProperty("now", new ClrFunctionInstance(engine, (_, _) => now), true, false, true);
    }

    public static void Install(Jint.Engine engine, DateTimeOffset now)
    {
        var frozen = new FrozenDate(engine, now.ToUnixTimeMilliseconds());
        ScriptSandbox.Define(engine.Date.PrototypeObject, "constructor", frozen);
        ScriptSandbox.Define(engine.Global, "Date", frozen);
    }

    public override JsValue Call(JsValue thisObject, JsValue[] arguments) =>
        TypeConverter.ToString(date.Construct(now));

    public ObjectInstance Construct(JsValue[] arguments) => arguments.Length == 0 ? date.Construct(now) : date.Construct(arguments);
}
