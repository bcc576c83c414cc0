using System.Collections.Frozen;
using Jint.Native.RegExp;
using Jint.Parser;
using Jint.Parser.Ast;
using Jint.Runtime;

namespace StaffFlows.Engine.Expressions.JavaScript;

/// <summary>Parses a script and makes it safe to run; see <see cref="ScriptHardening"/>. Never throws: a wrong script fails when it is run.</summary>
internal static class ScriptCompiler
{
    /// <summary>Longest script, in characters.</summary>
    public const int MaxLength = 16_384;

    /// <summary>A top-level return is legal in Elsa: as the body of a function it is legal in JavaScript too.</summary>
    private const string FunctionHead = "(function(){";

    /// <summary>Scripts longer than this are parsed on a thread with a large stack: the parser is recursive.</summary>
    private const int ShortScript = 512;
    private const int ParserStack = 96 * 1024 * 1024;

    public static Script Compile(string source)
    {
        if (source.Length > MaxLength)
            return Failed(ScriptProblem.At(source, 0, $"脚本超过 {MaxLength} 个字符。", $"The script is longer than {MaxLength} characters."));
        if (source.Length <= ShortScript) return Read(source);

        Script? script = null;
        var thread = new Thread(() => script = Read(source), ParserStack);
        thread.Start();
        thread.Join();

        return script!;
    }

    private static Script Read(string source)
    {
        var tokens = ScriptScanner.Read(source);
        if ((NewerSyntax.FindCertain(source, tokens) ?? FindWrongPattern(source, tokens)) is { } problem) return Failed(problem);

        try
        {
            return Parse(source, tokens);
        }
        catch (Exception exception) when (exception is ExpressionException or ArgumentException or InvalidOperationException or NullReferenceException or IndexOutOfRangeException or FormatException or OverflowException)
        {
            // A script that hardening refuses, or that the interpreter's parser has no words for.
            return Failed(ScriptProblem.At(source, 0, $"脚本不可用（{exception.Message}）", exception.Message));
        }
    }

    private static Script Parse(string source, List<ScriptToken> tokens)
    {
        try
        {
            return Harden(new JavaScriptParser().Parse(source));
        }
        catch (ParserException exception) when (!source.Contains("return", StringComparison.Ordinal))
        {
            return Failed(Explain(source, tokens, exception, exception.Index));
        }
        catch (ParserException)
        {
            return ParseAsFunction(source, tokens);
        }
    }

    private static Script ParseAsFunction(string source, List<ScriptToken> tokens)
    {
        try
        {
            var program = new JavaScriptParser().Parse($"{FunctionHead}{source}\n}})()");
            ReturnLastExpression(program);

            return Harden(program);
        }
        catch (ParserException exception)
        {
            return Failed(Explain(source, tokens, exception, exception.Index - FunctionHead.Length));
        }
    }

    private static Script Harden(Program program)
    {
        var onlyLooks = LookingScript.Is(program);
        var hardening = new ScriptHardening();
        hardening.Apply(program);

        return new(program, null, hardening.Names.ToFrozenSet(StringComparer.Ordinal), hardening.HasComputedNames, hardening.UsesVariablesWhole) { OnlyLooks = onlyLooks };
    }

    private static ScriptProblem Explain(string source, List<ScriptToken> tokens, ParserException exception, int index) =>
        NewerSyntax.FindAt(source, tokens, index)
        ?? ScriptProblem.At(source, index, $"语法有误（{exception.Description}）。", $"{exception.Description}.");

    /// <summary>The interpreter looks at a regular expression when it comes to it; a wrong one is wrong from the start.</summary>
    private static ScriptProblem? FindWrongPattern(string source, List<ScriptToken> tokens)
    {
        RegExpConstructor? patterns = null;
        foreach (var token in tokens.Where(token => token.Kind is ScriptTokenKind.Pattern && token.Text.Length > 0))
        {
            try
            {
                patterns ??= new Jint.Engine().RegExp;
                patterns.Construct(token.Text);
            }
            catch (Exception exception) when (exception is JavaScriptException or ArgumentException)
            {
                return ScriptProblem.At(source, token.At, $"正则表达式有误（{exception.Message}）", exception.Message);
            }
        }

        return null;
    }

    /// <summary>A script that returns early in one branch still answers with its last expression in the other.</summary>
    private static void ReturnLastExpression(Program program)
    {
        if (program.Body.Single() is not ExpressionStatement { Expression: CallExpression { Callee: FunctionExpression { Body: BlockStatement body } } }) return;

        var statements = body.Body.ToArray();
        if (statements is not [.., ExpressionStatement last]) return;

        statements[^1] = new ReturnStatement { Type = SyntaxNodes.ReturnStatement, Argument = last.Expression, Location = last.Location };
        body.Body = statements;
    }

    private static Script Failed(ScriptProblem problem) => new(null, problem, FrozenSet<string>.Empty, false, false);
}
