using System.Collections.Frozen;
using Jint.Parser;
using Jint.Parser.Ast;

namespace StaffFlows.Engine.Expressions.JavaScript;

/// <summary>Parses a script and makes it safe to run; see <see cref="ScriptHardening"/>. Never throws: a wrong script fails when it is run.</summary>
internal static class ScriptCompiler
{
    /// <summary>Longest script, in characters.</summary>
    public const int MaxLength = 16_384;

    /// <summary>Scripts longer than this are parsed on a thread with a large stack: the parser is recursive.</summary>
    private const int ShortScript = 512;
    private const int ParserStack = 96 * 1024 * 1024;

    public static Script Compile(string source)
    {
        if (source.Length > MaxLength) return Failed($"The script is longer than {MaxLength} characters.");
        if (source.Length <= ShortScript) return Parse(source);

        Script? script = null;
        var thread = new Thread(() => script = Parse(source), ParserStack);
        thread.Start();
        thread.Join();

        return script!;
    }

    private static Script Parse(string source)
    {
        try
        {
            var hardening = new ScriptHardening();
            var program = ParseProgram(source);
            hardening.Apply(program);

            return new(program, null, hardening.Names.ToFrozenSet(StringComparer.Ordinal), hardening.HasComputedNames, hardening.UsesVariablesWhole);
        }
        catch (ParserException exception)
        {
            return Failed($"Line {exception.LineNumber}: {exception.Description}");
        }
        catch (ExpressionException exception)
        {
            return Failed(exception.Message);
        }
    }

    private static Program ParseProgram(string source)
    {
        var parser = new JavaScriptParser();
        try
        {
            return parser.Parse(source);
        }
        catch (ParserException) when (source.Contains("return", StringComparison.Ordinal))
        {
            // A top-level return is legal in Elsa: as the body of a function it is legal in JavaScript too.
            var program = new JavaScriptParser().Parse($"(function(){{{source}\n}})()");
            ReturnLastExpression(program);

            return program;
        }
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

    private static Script Failed(string error) => new(null, error, FrozenSet<string>.Empty, false, false);
}
