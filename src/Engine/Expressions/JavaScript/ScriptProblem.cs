namespace StaffFlows.Engine.Expressions.JavaScript;

/// <summary>Why a script cannot run, and where.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1, in characters.</param>
/// <param name="Feature">The English name of the syntax that is too new, e.g. <c>arrow function</c>; null for other errors.</param>
/// <param name="Zh">The whole sentence, place included.</param>
public sealed record ScriptProblem(int Line, int Column, string? Feature, string Zh, string En)
{
    internal static ScriptProblem At(string source, int index, string zh, string en, string? feature = null)
    {
        var before = source.AsSpan(0, Math.Clamp(index, 0, source.Length));
        var (line, column) = (before.Count('\n') + 1, before.Length - before.LastIndexOf('\n'));

        return new(line, column, feature, $"第 {line} 行第 {column} 列：{zh}", $"Line {line}, column {column}: {en}");
    }
}

/// <summary>Whether a script is one that this engine can run: ECMAScript 5.1, without <c>with</c>, within bounds.</summary>
public static class ScriptSyntax
{
    /// <summary>The first problem; null where there is none. The script is not run.</summary>
    public static ScriptProblem? Check(string source) => ScriptCompiler.Compile(source).Problem;
}
