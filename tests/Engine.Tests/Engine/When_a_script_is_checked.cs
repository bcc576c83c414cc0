using StaffFlows.Engine.Expressions;
using StaffFlows.Engine.Expressions.JavaScript;
using StaffFlows.Engine.Tests.Engine.Support;

namespace StaffFlows.Engine.Tests.Engine;

public sealed class When_a_script_is_checked
{
    [Theory]
    [InlineData("var a = 1;\nlet b = 2", "let", 2, 1)]
    [InlineData("for (let i = 0; i < 2; i++) { }", "let", 1, 6)]
    [InlineData("const a = 1", "const", 1, 1)]
    [InlineData("list.map(x => x * 2)", "arrow function", 1, 12)]
    [InlineData("list.map((a, b) =>\n a)", "arrow function", 1, 17)]
    [InlineData("'a' + `b${c}`", "template literal", 1, 7)]
    [InlineData("class A { }", "class", 1, 1)]
    [InlineData("function f() { super.x }", "super", 1, 16)]
    [InlineData("import 'x'", "module syntax", 1, 1)]
    [InlineData("export default 1", "module syntax", 1, 1)]
    [InlineData("f(...a)", "spread or rest", 1, 3)]
    [InlineData("function f(...a) { }", "spread or rest", 1, 12)]
    [InlineData("var { a } = variables", "destructuring", 1, 5)]
    [InlineData("var [a] = [1]", "destructuring", 1, 5)]
    [InlineData("var a = 1, b = 2;\n  [a, b] = [b, a]", "destructuring", 2, 3)]
    [InlineData("({ a: b } = c)", "destructuring", 1, 2)]
    [InlineData("(function ({ a }) { return a })(x)", "destructuring", 1, 12)]
    [InlineData("(function (a = 1) { return a })()", "default parameter", 1, 14)]
    [InlineData("function f(b, a = 1) { return a }", "default parameter", 1, 17)]
    [InlineData("for (var x of list) { }", "for…of", 1, 12)]
    [InlineData("for (x of list) { }", "for…of", 1, 8)]
    [InlineData("async function f() { }", "async function", 1, 1)]
    [InlineData("f(async (x) => x)", "async function", 1, 3)]
    [InlineData("await f()", "await", 1, 1)]
    [InlineData("function* g() { }", "generator", 1, 9)]
    [InlineData("function g() { yield 1 }", "generator", 1, 16)]
    [InlineData("a?.b", "optional chaining", 1, 2)]
    [InlineData("a ?? b", "nullish coalescing", 1, 3)]
    [InlineData("a ??= b", "nullish coalescing", 1, 3)]
    [InlineData("a ||= b", "logical assignment", 1, 3)]
    [InlineData("a ** 2", "exponentiation operator", 1, 3)]
    [InlineData("/a/s.test('a')", "regular expression flag", 1, 1)]
    [InlineData("return 'x'.replace(/a/gu, '')", "regular expression flag", 1, 20)]
    [InlineData("0b11", "number literal", 1, 1)]
    [InlineData("1_000", "number literal", 1, 1)]
    [InlineData("'a\\u{41}'", "code point escape", 1, 1)]
    [InlineData("var a = 1; ({ a })", "shorthand property", 1, 17)]
    [InlineData("({ b: 1, a, c: 2 })", "shorthand property", 1, 11)]
    [InlineData("({ f() { return 1 } })", "shorthand method", 1, 5)]
    [InlineData("({ [k]: 2 })", "computed property", 1, 4)]
    [InlineData("f(1, )", "trailing comma in a call", 1, 6)]
    [InlineData("try { f() } catch { 1 }", "catch without a name", 1, 19)]
    [InlineData("if (a) { return ({ a }) }\n1", "shorthand property", 1, 22)]
    [InlineData("/* => */ '`' /* ` */; // ...\n/`/; a => a", "arrow function", 2, 8)]
    public void Newer_syntax_is_named_with_its_place(string script, string feature, int line, int column)
    {
        var problem = ScriptSyntax.Check(script).ShouldNotBeNull();

        (problem.Feature, problem.Line, problem.Column).ShouldBe((feature, line, column));
        problem.En.ShouldStartWith($"Line {line}, column {column}: {feature} is newer than ECMAScript 5.1");
        problem.Zh.ShouldStartWith($"第 {line} 行第 {column} 列：");
        Should.Throw<ExpressionException>(() => ScriptScope.Evaluate(script)).Message.ShouldBe(problem.En);
    }

    [Theory]
    [InlineData("var let_ = 1; let_", "names that begin like a newer word")]
    [InlineData("var of = 1, async = 2, await = 3; of + async + await", "words that were names")]
    [InlineData("({ class: 1, const: 2, get: 3 }).class", "names of members")]
    [InlineData("'=> `x` ... ?. ** let x'", "texts")]
    [InlineData("1 // x => `y`\n+ 1 /* let z = ... */", "comments")]
    [InlineData("/=>`[/`]\\/.../.test('x')", "regular expressions")]
    [InlineData("1 / 2 / 3", "divisions")]
    [InlineData("var a = [1]; a[0] = 2; var o = {}; o['x'] = [3]; (o)['y'] = 1", "members that are assigned to")]
    [InlineData("true?.5:1", "a number after a question mark")]
    [InlineData("var a = [1, 2, ]; ({ b: 1, })", "trailing commas of lists and objects")]
    [InlineData("({ get a() { return 1 }, set a(x) { } }).a", "accessors")]
    [InlineData("if (true) { return { a: 1 } }\n2", "a top-level return")]
    [InlineData("/a/gim", "the flags that there are")]
    [InlineData("var s = { a: 1 }\nvar t = [s]\nt", "lines without semicolons")]
    [InlineData("", "nothing")]
    public void What_ECMAScript_5_has_is_no_problem(string script, string reason) =>
        ScriptSyntax.Check(script)?.En.ShouldBeNull(reason);

    [Theory]
    [InlineData("var = 1", 1, 5, "Unexpected token =")]
    [InlineData("a = 1;\nb c", 2, 3, "Unexpected identifier")]
    [InlineData("return b c", 1, 10, "Unexpected identifier")]
    [InlineData("f('abc", 1, 7, "Unexpected token ILLEGAL")]
    [InlineData("if (", 1, 5, "Unexpected end of input")]
    [InlineData("1 + /(/", 1, 5, "Invalid pattern")]
    [InlineData("with ({}) { }", 1, 1, "with")]
    public void Other_errors_have_their_place_too(string script, int line, int column, string words)
    {
        var problem = ScriptSyntax.Check(script).ShouldNotBeNull();

        problem.En.ShouldStartWith($"Line {line}, column {column}: ");
        problem.En.ShouldContain(words);
        problem.Feature.ShouldBeNull();
    }
}
