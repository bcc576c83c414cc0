using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Native.RegExp;
using Jint.Runtime;

namespace StaffFlows.Engine.Expressions.JavaScript;

/// <summary>
/// Watches one run of a script: time, memory (what its thread allocates), depth of the stack, and how much a built-in function is
/// asked to do at once, since nothing can interrupt it. Scripts cannot catch what it throws.
/// </summary>
internal sealed class ScriptWatch
{
    /// <summary>What the script itself may compute, whatever else the machine is busy with.</summary>
    public static readonly TimeSpan TimeLimit = TimeSpan.FromMilliseconds(250);

    /// <summary>For one use of one regular expression.</summary>
    public static readonly TimeSpan RegexTimeLimit = TimeSpan.FromMilliseconds(250);

    /// <summary>In bytes.</summary>
    public const long MemoryLimit = 16 * 1024 * 1024;
    public const int StatementLimit = 50_000;
    public const int RecursionLimit = 100;

    /// <summary>Longest text, in characters, that a script may make or give away, and longest list that a built-in function may be given or make.</summary>
    public const int TextLimit = 65_536;
    public const int ListLimit = 10_000;

    /// <summary>Levels of a value on its way in or out.</summary>
    public const int DepthLimit = 60;

    /// <summary>Longest regular expression, in characters: what it costs to prepare one grows faster than its length.</summary>
    public const int PatternLimit = 2_000;

    /// <summary>All texts that one call is given, and what a replacement may make of them, in characters.</summary>
    private const long ProductLimit = 1_000_000;

    private ComputingTime time = new();
    private long allocatedAtStart = GC.GetAllocatedBytesForCurrentThread();

    /// <summary>Another run begins, on this thread.</summary>
    public void Restart() => (time, allocatedAtStart) = (new(), GC.GetAllocatedBytesForCurrentThread());

    public void Check()
    {
        if (GC.GetAllocatedBytesForCurrentThread() - allocatedAtStart > MemoryLimit) throw Exceeded(ScriptLimit.Memory);
        if (time.Exceeds(TimeLimit)) throw Exceeded(ScriptLimit.Time);
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack()) throw Exceeded(ScriptLimit.Recursion);
    }

    /// <summary>The value itself; called for each sum, loop, function and answer of a built-in function.</summary>
    public JsValue Pass(JsValue value)
    {
        Check();
        if (value.IsString() && value.AsString().Length > TextLimit) throw Exceeded(ScriptLimit.Text);

        return value;
    }

    /// <summary>Refuses a call of a built-in function that would take too long or too much.</summary>
    /// <param name="readsLists">True for functions that take a text apart as if it were a list.</param>
    public void CheckCall(JsValue thisObject, JsValue[] arguments, bool readsLists = false)
    {
        Check();
        var (items, characters) = Size(thisObject);
        if (readsLists) items += characters;
        foreach (var argument in arguments)
        {
            var (moreItems, moreCharacters) = Size(argument);
            (items, characters) = (items + moreItems, characters + moreCharacters);
        }

        CheckItems(items);
        if (characters > ProductLimit) throw Exceeded(ScriptLimit.Text);
    }

    public static void CheckItems(long items)
    {
        if (items > ListLimit) throw Exceeded(ScriptLimit.List);
    }

    private static (long Items, long Characters) Size(JsValue value)
    {
        if (value.IsString())
        {
            return value.AsString().Length is var length && length > TextLimit ? throw Exceeded(ScriptLimit.Text) : (0, length);
        }

        if (!value.IsObject()) return default;

        var target = value.AsObject();

        return target.Class switch
        {
            "Function" => default,
            "String" => Size(TypeConverter.ToPrimitive(target)),
            _ => (Length(target), 0),
        };
    }

    /// <summary>The length of a list-like object; one that is computed could lie.</summary>
    private static long Length(ObjectInstance list)
    {
        var length = list.GetProperty("length");
        if (length.Value is not { } value || value.IsUndefined()) return length.Get is null ? 0 : throw Exceeded(ScriptLimit.List);

        return value.IsNumber() ? (long)Math.Clamp(value.AsNumber(), 0, uint.MaxValue) : throw Exceeded(ScriptLimit.List);
    }

    /// <summary>What <c>join</c> does, at a cost that grows with the result only.</summary>
    public string Join(ObjectInstance list, string separator)
    {
        var text = new StringBuilder();
        var length = Length(list);
        for (var i = 0; i < length; i++)
        {
            Check();
            if (i > 0) text.Append(separator);
            var item = list.Get(i.ToString(CultureInfo.InvariantCulture));
            if (!item.IsNull() && !item.IsUndefined()) text.Append(TypeConverter.ToString(item));
            if (text.Length > TextLimit) throw Exceeded(ScriptLimit.Text);
        }

        return text.ToString();
    }

    /// <summary>Refuses a replacement whose result could be far longer than the text.</summary>
    public static void CheckReplacement(string text, JsValue[] arguments)
    {
        if (arguments is not [_, var replacement, ..] || !replacement.IsString()) return;

        var insertion = replacement.AsString();
        if ((text.Length + 1L) * (1 + insertion.Length + (insertion.AsSpan().Count('$') * (long)text.Length)) > ProductLimit) throw Exceeded(ScriptLimit.Text);
    }

    /// <summary>Nothing stops a regular expression but its own time-out, and the interpreter gives it none.</summary>
    public static void LimitTime(RegExpInstance expression)
    {
        if (expression.Value is { } regex && regex.MatchTimeout == Regex.InfiniteMatchTimeout) expression.Value = new Regex(regex.ToString(), regex.Options, RegexTimeLimit);
    }

    public static ExpressionException Exceeded(ScriptLimit limit, Exception? inner = null) => new(
        limit switch
        {
            ScriptLimit.Time => Stopped("time", $"{TimeLimit.TotalMilliseconds} ms"),
            ScriptLimit.RegularExpressionTime => Stopped("time", $"{RegexTimeLimit.TotalMilliseconds} ms for a regular expression"),
            ScriptLimit.Statement => Stopped("statement", $"{StatementLimit} statements"),
            ScriptLimit.Recursion => Stopped("recursion", $"{RecursionLimit} nested calls"),
            ScriptLimit.Memory => Stopped("memory", $"{MemoryLimit / 1024 / 1024} MB"),
            ScriptLimit.Text => Stopped("text", $"{TextLimit} characters"),
            ScriptLimit.List => Stopped("list", $"{ListLimit} items"),
            ScriptLimit.Depth => Stopped("depth", $"{DepthLimit} levels"),
            ScriptLimit.Pattern => Stopped("pattern", $"{PatternLimit} characters of a regular expression"),
            _ => throw new System.Diagnostics.UnreachableException(),
        },
        inner);

    private static string Stopped(string limit, string bound) => $"The script was stopped: it exceeds the {limit} limit of {bound}.";
}
