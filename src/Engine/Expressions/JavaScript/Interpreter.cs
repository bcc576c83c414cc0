using System.Collections.Concurrent;
using System.Globalization;
using Jint;

namespace StaffFlows.Engine.Expressions.JavaScript;

/// <summary>
/// An interpreter within its limits. Making one costs a hundred times what a short script does, so those for scripts that leave nothing behind
/// (<see cref="LookingScript"/>) are kept and used again, by one script at a time.
/// </summary>
internal sealed class Interpreter
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
    private static readonly Script Nothing = new(null, null, System.Collections.Frozen.FrozenSet<string>.Empty, false, false);
    private static readonly ConcurrentBag<Interpreter> Idle = [];

    public Jint.Engine Engine { get; } = new(options => options
        .MaxStatements(ScriptWatch.StatementLimit)
        .LimitRecursion(ScriptWatch.RecursionLimit)
        .Culture(CultureInfo.InvariantCulture)
        .LocalTimeZone(Zone));

    public ScriptWatch Watch { get; } = new();

    /// <summary>For a script that only looks. Given back with <see cref="GiveBack"/> once it has answered; after a failure it is left to the collector.</summary>
    public static Interpreter Borrow()
    {
        if (!Idle.TryTake(out var interpreter))
        {
            interpreter = new Interpreter();
            ScriptBuiltIns.Restrict(interpreter.Engine, Nothing, interpreter.Watch);
        }

        interpreter.Watch.Restart();
        return interpreter;
    }

    public void GiveBack() => Idle.Add(this);
}
