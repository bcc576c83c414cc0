using System.Text.Json;
using System.Text.RegularExpressions;
using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Parser;
using Jint.Runtime;
using Jint.Runtime.Interop;

namespace StaffFlows.Engine.Expressions.JavaScript;

/// <summary>
/// Runs one script in an interpreter that nobody else has meanwhile: ECMAScript 5.1 without CLR, <c>eval</c> and the <c>Function</c> constructor, with the
/// burst's clock, ids and random numbers, within the limits of <see cref="ScriptWatch"/>. Local time in scripts is Asia/Shanghai.
/// </summary>
internal static class ScriptSandbox
{
    /// <exception cref="ExpressionException">The script is wrong, throws, or exceeds a limit.</exception>
    public static JsonElement Run(Script script, IExpressionScope scope)
    {
        if (script.Problem is { } problem) throw new ExpressionException(problem.En);

        return Guarded(() => script.OnlyLooks ? Look(script, scope) : Execute(script, scope));
    }

    private static JsonElement Execute(Script script, IExpressionScope scope)
    {
        var interpreter = new Interpreter();
        var (engine, watch) = (interpreter.Engine, interpreter.Watch);
        ScriptBuiltIns.Restrict(engine, script, watch);
        FrozenDate.Install(engine, script, scope.Now);
        ScriptBuiltIns.Define(engine.Math, "random", new ClrFunctionInstance(engine, (_, _) => scope.NextRandom()));
        var globals = new ScriptGlobals(engine, script, scope, watch);
        globals.Install();
        var value = engine.Execute(script.Program!).GetCompletionValue();
        globals.CopyVariablesBack();

        return JsValueJson.Write(value, watch);
    }

    private static JsonElement Look(Script script, IExpressionScope scope)
    {
        var interpreter = Interpreter.Borrow();
        var globals = new ScriptGlobals(interpreter.Engine, script, scope, interpreter.Watch);
        globals.Install();
        var answer = JsValueJson.Write(interpreter.Engine.Execute(script.Program!).GetCompletionValue(), interpreter.Watch);
        globals.Remove();
        interpreter.GiveBack();

        return answer;
    }

    private static T Guarded<T>(Func<T> run)
    {
        try
        {
            return run();
        }
        catch (JavaScriptException exception)
        {
            throw new ExpressionException(Describe(exception), exception);
        }
        catch (StatementsCountOverflowException exception)
        {
            throw ScriptWatch.Exceeded(ScriptLimit.Statement, exception);
        }
        catch (RegexMatchTimeoutException exception)
        {
            throw ScriptWatch.Exceeded(ScriptLimit.RegularExpressionTime, exception);
        }
        catch (OutOfMemoryException exception)
        {
            throw ScriptWatch.Exceeded(ScriptLimit.Memory, exception);
        }
        catch (Exception exception) when (exception is RecursionDepthOverflowException or InsufficientExecutionStackException)
        {
            throw ScriptWatch.Exceeded(ScriptLimit.Recursion, exception);
        }
        catch (Exception exception) when (exception is ParserException or ArgumentException or InvalidCastException or InvalidOperationException or NullReferenceException or KeyNotFoundException or ArithmeticException or FormatException or IndexOutOfRangeException or NotSupportedException)
        {
            // The interpreter's own answer to some malformed scripts; nothing of ours is called that could throw these.
            throw new ExpressionException($"The script failed: {exception.Message}", exception);
        }
    }

    /// <summary>What the script threw and where; the interpreter leaves some of its own errors without words.</summary>
    private static string Describe(JavaScriptException exception)
    {
        var words = exception.Message is { Length: > 0 } message ? message : Name(exception.Error) ?? "The script threw something without a message.";

        return exception.LineNumber > 0 ? $"Line {exception.LineNumber}: {words}" : words;
    }

    private static string? Name(JsValue error) =>
        error.IsObject() && error.AsObject() is ObjectInstance thrown && thrown.GetProperty("name").Value is { } name && name.IsString() ? name.AsString() : null;
}
