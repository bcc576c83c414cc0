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
    /// <summary>For a script that has passed its watch more than <see cref="BriefLimit"/> times.</summary>
    public static readonly TimeSpan TimeLimit = TimeSpan.FromMilliseconds(250);

    /// <summary>For any script: the first one of a process, or one on a busy machine, must not fault an instance.</summary>
    public static readonly TimeSpan BriefTimeLimit = TimeSpan.FromSeconds(2);
    public static readonly TimeSpan RegexTimeLimit = TimeSpan.FromMilliseconds(250);
    private const int BriefLimit = 1_000;

    /// <summary>In bytes.</summary>
    public const long MemoryLimit = 16 * 1024 * 1024;
    public const int StatementLimit = 50_000;
    public const int RecursionLimit = 100;

    /// <summary>Longest text, in characters, and longest list that a built-in function may be given.</summary>
    public const int TextLimit = 65_536;
    public const int ListLimit = 10_000;

    /// <summary>Longest text, in characters, that one call may put together.</summary>
    private const long ProductLimit = 1_000_000;

    private readonly long startedAt = TimeProvider.System.GetTimestamp();
    private readonly long allocatedAtStart = GC.GetAllocatedBytesForCurrentThread();
    private int passes;

    public void Check()
    {
        if (GC.GetAllocatedBytesForCurrentThread() - allocatedAtStart > MemoryLimit) throw Exceeded("memory");
        if (TimeProvider.System.GetElapsedTime(startedAt) > (++passes > BriefLimit ? TimeLimit : BriefTimeLimit)) throw Exceeded("time");
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack()) throw Exceeded("recursion");
    }

    /// <summary>The value itself; called for each operand, loop and function of the script.</summary>
    public JsValue Pass(JsValue value)
    {
        Check();
        if (value.IsString() && value.AsString().Length > TextLimit) throw Exceeded("text");

        return value;
    }

    /// <summary>Refuses a call of a built-in function that would take too long or too much.</summary>
    public void CheckCall(string function, JsValue thisObject, JsValue[] arguments)
    {
        Check();
        var (items, characters) = Size(thisObject);
        foreach (var argument in arguments)
        {
            var (moreItems, moreCharacters) = Size(argument);
            (items, characters) = (items + moreItems, characters + moreCharacters);
        }

        if (function == "replace") characters = Replaced(thisObject, arguments);
        if (items > ListLimit) throw Exceeded("list");
        if (characters > ProductLimit) throw Exceeded("text");
    }

    private static (long Items, long Characters) Size(JsValue value)
    {
        if (value.IsString())
        {
            return value.AsString().Length is var length && length > TextLimit ? throw Exceeded("text") : (0, length);
        }

        if (!value.IsObject()) return default;

        var target = value.AsObject();
        if (target is RegExpInstance expression) LimitTime(expression);

        return target.Class switch
        {
            "Function" => default,
            "String" => Size(target.Get("length") is { } size && size.AsNumber() > TextLimit ? throw Exceeded("text") : JsValue.Null),
            _ => (Length(target), 0),
        };
    }

    /// <summary>The length of a list-like object; one that is computed could lie.</summary>
    private static long Length(ObjectInstance list)
    {
        var length = list.GetProperty("length");
        if (length.Value is not { } value || value.IsUndefined()) return length.Get is null ? 0 : throw Exceeded("list");

        return value.IsNumber() ? (long)Math.Clamp(value.AsNumber(), 0, uint.MaxValue) : throw Exceeded("list");
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
            if (text.Length > ProductLimit) throw Exceeded("text");
        }

        return text.ToString();
    }

    private static long Replaced(JsValue thisObject, JsValue[] arguments)
    {
        var text = thisObject.IsString() ? thisObject.AsString().Length : TextLimit;
        if (arguments is not [_, var replacement, ..] || !replacement.IsString()) return text;

        var insertion = replacement.AsString();
        return (text + 1L) * (1 + insertion.Length + (insertion.AsSpan().Count('$') * (long)text));
    }

    private static void LimitTime(RegExpInstance expression)
    {
        if (expression.Value is { } regex && regex.MatchTimeout == Regex.InfiniteMatchTimeout) expression.Value = new Regex(regex.ToString(), regex.Options, RegexTimeLimit);
    }

    public static ExpressionException Exceeded(string limit) => new($"The script was stopped: it exceeds the {limit} limit.");
}
