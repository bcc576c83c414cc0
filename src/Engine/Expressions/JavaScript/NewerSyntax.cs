namespace StaffFlows.Engine.Expressions.JavaScript;

/// <summary>
/// Syntax that is newer than ECMAScript 5.1, by name. Some of it the interpreter takes for something else (<c>let</c> for <c>var</c>), and what
/// it refuses it refuses without saying why.
/// </summary>
/// <param name="Instead">What to write in ECMAScript 5.1; code, the same in both languages.</param>
internal sealed record NewerSyntax(string En, string Zh, string Instead)
{
    private static readonly NewerSyntax Arrow = new("arrow function", "箭头函数", "function (x) { return … }");
    private static readonly NewerSyntax Template = new("template literal", "模板字符串", "'…' + x");
    private static readonly NewerSyntax Let = new("let", "let 声明", "var x = …");
    private static readonly NewerSyntax Const = new("const", "const 声明", "var x = …");
    private static readonly NewerSyntax Class = new("class", "类（class）", "function");
    private static readonly NewerSyntax Super = new("super", "super", "function");
    private static readonly NewerSyntax Module = new("module syntax", "模块语法（import、export）", "function");
    private static readonly NewerSyntax Spread = new("spread or rest", "展开或剩余参数（...）", "f.apply(null, list), a.concat(b), arguments");
    private static readonly NewerSyntax Destructuring = new("destructuring", "解构赋值", "var a = x.a, b = x.b");
    private static readonly NewerSyntax DefaultParameter = new("default parameter", "参数默认值", "if (x === undefined) x = …");
    private static readonly NewerSyntax ForOf = new("for…of", "for…of 循环", "list.forEach(function (x) { … })");
    private static readonly NewerSyntax Async = new("async function", "异步函数（async）", "function");
    private static readonly NewerSyntax Await = new("await", "await", "f()");
    private static readonly NewerSyntax Generator = new("generator", "生成器（function*、yield）", "function");
    private static readonly NewerSyntax OptionalChaining = new("optional chaining", "可选链（?.）", "a && a.b");
    private static readonly NewerSyntax NullishCoalescing = new("nullish coalescing", "空值合并（??）", "a != null ? a : b");
    private static readonly NewerSyntax LogicalAssignment = new("logical assignment", "逻辑赋值（||=、&&=）", "a = a || b");
    private static readonly NewerSyntax Exponent = new("exponentiation operator", "幂运算符（**）", "Math.pow(a, b)");
    private static readonly NewerSyntax RegexFlag = new("regular expression flag", "正则表达式的新标志", "/…/gim");
    private static readonly NewerSyntax NumberForm = new("number literal", "数字的新写法", "parseInt('…', 2)");
    private static readonly NewerSyntax CodePoint = new("code point escape", "字符的新转义（\\u{…}）", "\\uD83D\\uDE00");
    private static readonly NewerSyntax ShortProperty = new("shorthand property", "属性简写", "{ a: a }");
    private static readonly NewerSyntax ShortMethod = new("shorthand method", "方法简写", "{ f: function () { … } }");
    private static readonly NewerSyntax ComputedProperty = new("computed property", "计算属性名", "o[k] = …");
    private static readonly NewerSyntax TrailingComma = new("trailing comma in a call", "调用中的末尾逗号", "f(a, b)");
    private static readonly NewerSyntax CatchWithoutName = new("catch without a name", "省略变量的 catch", "catch (e) { … }");
    private static readonly NewerSyntax NewTarget = new("new.target", "new.target", "this instanceof F");

    private const string Gim = "gim";

    public ScriptProblem ProblemAt(string source, int index) => ScriptProblem.At(
        source, index,
        $"{Zh}是 ECMAScript 5.1 之后的写法，脚本中不可用，请改写，例如 {Instead}。",
        $"{En} is newer than ECMAScript 5.1, which scripts are written in; write for example {Instead}.", En);

    /// <summary>What is newer wherever it stands; the first one.</summary>
    public static ScriptProblem? FindCertain(string source, List<ScriptToken> tokens)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            if (Certain(tokens, i) is { } newer) return newer.ProblemAt(source, tokens[i].At);
        }

        return null;
    }

    /// <summary>What is newer where the interpreter's parser stopped.</summary>
    public static ScriptProblem? FindAt(string source, List<ScriptToken> tokens, int index)
    {
        var i = tokens.FindIndex(token => token.At == index);

        return i > 0 && Likely(tokens, i) is { } newer ? newer.ProblemAt(source, index) : null;
    }

    private static NewerSyntax? Certain(List<ScriptToken> tokens, int i) => tokens[i].Kind switch
    {
        ScriptTokenKind.Mark => tokens[i].Text switch
        {
            "=>" => Arrow,
            "`" => Template,
            "..." => Spread,
            "?." => OptionalChaining,
            "??" or "??=" => NullishCoalescing,
            "||=" or "&&=" => LogicalAssignment,
            "**" or "**=" => Exponent,
            "{" or "[" when Previous(tokens, i).IsWord("var") || IsAssignedTo(tokens, i) => Destructuring,
            "*" when Previous(tokens, i).IsWord("function") => Generator,
            _ => null,
        },
        ScriptTokenKind.Word when IsName(tokens, i) => null,
        ScriptTokenKind.Word => tokens[i].Text switch
        {
            "let" when Next(tokens, i) is { Kind: ScriptTokenKind.Word, Text: not ("in" or "instanceof") } or { Text: "{" or "[" } => Let,
            "const" => Const,
            "class" => Class,
            "super" => Super,
            "import" or "export" => Module,
            "async" when Next(tokens, i) is { Kind: ScriptTokenKind.Word, Text: not ("in" or "instanceof") } || IsArrowHead(tokens, i + 1) => Async,
            "await" when Next(tokens, i) is { Kind: ScriptTokenKind.Word or ScriptTokenKind.Text or ScriptTokenKind.Number, Text: not ("in" or "instanceof") } => Await,
            "yield" => Generator,
            "of" when Previous(tokens, i) is { Kind: ScriptTokenKind.Word, Text: not ("var" or "return" or "typeof" or "in" or "case" or "new" or "else") } && IsInForHead(tokens, i) => ForOf,
            _ => null,
        },
        ScriptTokenKind.Pattern when tokens[i].Text[(tokens[i].Text.LastIndexOf('/') + 1)..].Any(flag => !Gim.Contains(flag, StringComparison.Ordinal)) => RegexFlag,
        ScriptTokenKind.Number when tokens[i].Text is ['0', 'b' or 'B' or 'o' or 'O', ..] or [.., 'n'] || tokens[i].Text.Contains('_', StringComparison.Ordinal) => NumberForm,
        ScriptTokenKind.Text when tokens[i].Text.Replace(@"\\", "", StringComparison.Ordinal).Contains(@"\u{", StringComparison.Ordinal) => CodePoint,
        _ => null,
    };

    private static NewerSyntax? Likely(List<ScriptToken> tokens, int i)
    {
        var (previous, before) = (Previous(tokens, i), Previous(tokens, i - 1));
        var followsName = previous.Kind is not ScriptTokenKind.Mark && before is { Kind: ScriptTokenKind.Mark, Text: "{" or "," or "(" };

        return tokens[i].Text switch
        {
            "(" when followsName => ShortMethod,
            "}" or "," when followsName => ShortProperty,
            "=" when followsName => DefaultParameter,
            "[" when previous.IsMark("{") || previous.IsMark(",") => ComputedProperty,
            "{" or "[" when previous.IsMark("(") || previous.IsMark(",") => Destructuring,
            ")" when previous.IsMark(",") => TrailingComma,
            "{" when previous.IsWord("catch") => CatchWithoutName,
            "." when previous.IsWord("new") => NewTarget,
            _ => null,
        };
    }

    /// <summary>A reserved word may name a member: <c>o.class</c>, <c>{ class: 1 }</c>.</summary>
    private static bool IsName(List<ScriptToken> tokens, int i) =>
        Previous(tokens, i).IsMark(".") || (Next(tokens, i).IsMark(":") && Previous(tokens, i) is { Kind: ScriptTokenKind.Mark, Text: "{" or "," });

    /// <summary>True for the opening bracket of <c>[a, b] = …</c> and <c>{ a } = …</c>, which is no member access and no block.</summary>
    private static bool IsAssignedTo(List<ScriptToken> tokens, int i)
    {
        var previous = Previous(tokens, i);
        var isAccess = tokens[i].IsMark("[") && previous is not { Text: "return" or "in" or "of" or "typeof" }
            && (previous.Kind is ScriptTokenKind.Word or ScriptTokenKind.Text or ScriptTokenKind.Pattern || previous.IsMark(")") || previous.IsMark("]"));

        return !isAccess && Close(tokens, i) is { } close && Next(tokens, close).IsMark("=");
    }

    private static bool IsArrowHead(List<ScriptToken> tokens, int i) =>
        i < tokens.Count && tokens[i].IsMark("(") && Close(tokens, i) is { } close && Next(tokens, close).IsMark("=>");

    private static bool IsInForHead(List<ScriptToken> tokens, int i)
    {
        var open = Previous(tokens, i - 1) is { Kind: ScriptTokenKind.Word } ? i - 3 : i - 2;

        return open > 0 && tokens[open].IsMark("(") && tokens[open - 1].IsWord("for");
    }

    private static int? Close(List<ScriptToken> tokens, int i)
    {
        var depth = 0;
        for (; i < tokens.Count; i++)
        {
            if (tokens[i] is { Kind: ScriptTokenKind.Mark, Text: "(" or "[" or "{" }) depth++;
            else if (tokens[i] is { Kind: ScriptTokenKind.Mark, Text: ")" or "]" or "}" } && --depth == 0) return i;
        }

        return null;
    }

    private static ScriptToken Previous(List<ScriptToken> tokens, int i) => i > 0 ? tokens[i - 1] : new(ScriptTokenKind.Mark, "", 0);

    private static ScriptToken Next(List<ScriptToken> tokens, int i) => i + 1 < tokens.Count ? tokens[i + 1] : new(ScriptTokenKind.Mark, "", 0);
}
