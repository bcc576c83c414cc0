using System.Collections.Frozen;
using System.Text.Json;
using Jint.Parser.Ast;

namespace StaffFlows.Engine.Expressions.JavaScript;

/// <summary>A script parsed and made safe once; run any number of times, by any thread.</summary>
/// <param name="Program">Null where there is a <paramref name="Problem"/>.</param>
/// <param name="Names">Every identifier and constant member name in it: only what is named is offered.</param>
/// <param name="HasComputedNames">True where it reaches members by computed names, so that any name may occur.</param>
/// <param name="UsesVariablesWhole">True where <c>variables</c> occurs other than as <c>variables.Name</c>.</param>
internal sealed record Script(Program? Program, ScriptProblem? Problem, FrozenSet<string> Names, bool HasComputedNames, bool UsesVariablesWhole)
{
    /// <summary>See <see cref="LookingScript"/>.</summary>
    public bool OnlyLooks { get; init; }

    public bool Mentions(string name) => HasComputedNames || Names.Contains(name);
}

internal sealed class JavaScriptExpression(Script script) : Expression
{
    public override JsonElement Evaluate(IExpressionScope scope) => ScriptSandbox.Run(script, scope);
}
