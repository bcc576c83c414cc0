using System.Collections.Concurrent;
using System.Globalization;
using StaffFlows.Engine.Expressions;
using StaffFlows.Engine.Expressions.JavaScript;
using StaffFlows.Engine.Tests.Engine.Support;
using static StaffFlows.Engine.Tests.Engine.Support.ScriptScope;

namespace StaffFlows.Engine.Tests.Engine;

public sealed class When_a_script_is_evaluated
{
    [Theory]
    [InlineData("1 + 2", "3", "numbers")]
    [InlineData("0.1 + 0.2", "0.30000000000000004", "numbers are doubles")]
    [InlineData("'a' + 1", "\"a1\"", "texts")]
    [InlineData("var s = 'a'; s += 1; s += 'b' + 2; s", "\"a1b2\"", "texts")]
    [InlineData("return 5", "5", "a top-level return")]
    [InlineData("if (true) { return 'x' } 'y'", "\"x\"", "an early return")]
    [InlineData("if (false) { return 'x' } 'y'", "\"y\"", "the last expression beside an early return")]
    [InlineData("var a = [3]; a.push(4); a", "[3,4]", "lists")]
    [InlineData("[3, 20, 1].sort()", "[1,20,3]", "sorted as texts")]
    [InlineData("[3, 20, 1].sort(function (a, b) { return a - b })", "[1,3,20]", "sorted by a function")]
    [InlineData("({ a: { b: [1, null] }, f: function () {} })", """{"a":{"b":[1,null]},"f":null}""", "objects")]
    [InlineData("undefined", "null", "undefined")]
    [InlineData("new Date(0)", "\"1970-01-01T00:00:00+00:00\"", "dates")]
    [InlineData("new Date(2026, 1, 31)", "\"2026-03-02T16:00:00+00:00\"", "dates from parts, in Shanghai")]
    [InlineData("var d = new Date(2026, 0, 31); d.setMonth(1, 1); d.getMonth() + 1", "2", "dates changed part by part")]
    [InlineData("[new Date(275761, 0), new Date(0).setDate(1e300), Date.UTC(1e9, 1), new Date(8.64e15)]", "[null,null,null,null]", "dates that cannot be")]
    [InlineData("[1, 2, 3].map(function (x) { return x * 2 }).join('-')", "\"2-4-6\"", "functions on lists")]
    [InlineData("JSON.stringify({ a: [1, { b: 2 }] })", "\"{\\\"a\\\":[1,{\\\"b\\\":2}]}\"", "JSON")]
    [InlineData("JSON.parse('[1]')[0]", "1", "JSON")]
    [InlineData("JSON.parse('{\"a\":2,\"b\":1}', function (k, v) { return k == 'a' ? v * 2 : k == 'b' ? undefined : v })", "{\"a\":4}", "JSON with a reviver")]
    [InlineData("try { JSON.parse('{') } catch (e) { e.name }", "\"SyntaxError\"", "JSON that is none")]
    [InlineData("'2026-03-02'.replace(/-/g, '/')", "\"2026/03/02\"", "regular expressions")]
    [InlineData("'a1b22'.match(/[0-9]+/g).concat('a1'.match('[0-9]')[0], 'x'.search('x'), 'a,b'.split(','))", "[\"1\",\"22\",\"1\",0,\"a\",\"b\"]", "texts taken apart")]
    [InlineData("new RegExp('B', 'i').test('abc') && /b/ instanceof RegExp && 'x'.match(/y/g) === null", "true", "regular expressions")]
    [InlineData("var s = 0; for (var i in [1, 2]) { s += 1 } s", "2", "loops")]
    [InlineData("var n = 0; outer: while (true) { while (true) { if (++n > 3) break outer; continue outer } } n", "4", "labels")]
    [InlineData("try { throw new Error('x') } catch (e) { e.message }", "\"x\"", "exceptions of its own")]
    [InlineData("Math.max.apply(null, [1, 5, 2])", "5", "apply")]
    [InlineData("'' + [1, [2, 3]]", "\"1,2,3\"", "lists as text")]
    [InlineData("new Date().getTime() === Date.now() && new Date() instanceof Date", "true", "its clock stands still")]
    [InlineData("undefined === undefined ? -'3' : typeof 'x'", "-3", "operators that only look")]
    public void It_has_a_value(string script, string json, string reason) =>
        Evaluate(script).GetRawText().ShouldBe(json, reason);

    [Theory]
    [InlineData("nope.x", "Line 1: nope")]
    [InlineData("var a = 1;\n\na.b.c", "Line 3")]
    [InlineData("throw new Error('no')", "no")]
    [InlineData("null.x", "Line 1: TypeError")]
    [InlineData("var = 1", "Line 1")]
    [InlineData("eval('1')", "eval")]
    [InlineData("new Function('return 1')()", "Function")]
    [InlineData("(function () {}).constructor('return 1')()", "TypeError")]
    [InlineData("with ({}) { }", "with")]
    [InlineData("System.Console", "System")]
    [InlineData("importNamespace('System')", "importNamespace")]
    [InlineData("new XMLHttpRequest()", "XMLHttpRequest")]
    [InlineData("setTimeout(function () {}, 1)", "setTimeout")]
    public void It_fails_with_a_sentence(string script, string words) =>
        Should.Throw<ExpressionException>(() => Evaluate(script)).Message.ShouldContain(words);

    [Fact]
    public void It_keeps_nothing_from_one_run_to_the_next()
    {
        var script = ScriptCompiler.Compile("if (typeof seen != 'undefined') { 'leaked' } else { seen = 1; Array.prototype.seen = 1; var r = /a/g; r.exec('aa'); r.lastIndex }");

        foreach (var _ in Enumerable.Range(0, 3)) ScriptSandbox.Run(script, new ScriptScope()).GetRawText().ShouldBe("1");
        Evaluate("[].seen === undefined").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public void One_that_only_looks_sees_its_own_variables_inputs_and_watch()
    {
        var scope = new ScriptScope().With("form", new { days = 4, who = "a" });
        scope.Inputs["days"] = 5;
        foreach (var _ in Enumerable.Range(0, 3))
        {
            Evaluate("variables.form.days > 3 && getInput('days') === 5 ? 'long ' + variables.form['who'] : 'short'", scope).GetString().ShouldBe("long a");
            Should.Throw<ExpressionException>(() => Evaluate("variables.gone.days")).Message.ShouldContain("Line 1");
            Evaluate("variables.form === undefined").GetBoolean().ShouldBeTrue();
            Should.Throw<ExpressionException>(() => Evaluate("getDays()"));
            Evaluate("getDays()", scope).GetInt32().ShouldBe(5);
            Should.Throw<ExpressionException>(() => Evaluate("variables.long + variables.long", new ScriptScope().With("long", new string('x', 65_000)))).Message.ShouldContain("text limit");
        }
    }

    [Fact]
    public void One_that_only_looks_does_not_make_an_interpreter_each_time()
    {
        var (script, scope) = (ScriptCompiler.Compile("variables.form.days > 3"), new ScriptScope().With("form", new { days = 4 }));
        ScriptSandbox.Run(script, scope);

        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var _ in Enumerable.Range(0, 10)) ScriptSandbox.Run(script, scope);

        ((GC.GetAllocatedBytesForCurrentThread() - before) / 10).ShouldBeLessThan(20_000);
    }

    [Fact]
    public async Task It_may_run_on_many_threads_at_once()
    {
        var script = ScriptCompiler.Compile("var s = 0; for (var i = 0; i < 200; i++) { s += [i, 1].length; s -= Math.min(1, 2) } s + getVariable('Base')");
        var answers = new ConcurrentBag<string>();

        await Parallel.ForAsync(0, 200, (i, _) =>
        {
            answers.Add($"{ScriptSandbox.Run(script, new ScriptScope().With("Base", i)).GetRawText()}-{i}");
            return ValueTask.CompletedTask;
        });

        answers.ShouldAllBe(answer => answer == $"{200 + int.Parse(answer.Split('-')[1])}-{answer.Split('-')[1]}");
    }

    [Fact]
    public void Its_clock_and_its_random_numbers_are_the_bursts()
    {
        const string Script = "[new Date().toISOString(), Math.random(), newGuid()].join()";

        Evaluate(Script).GetString().ShouldBe(Evaluate(Script).GetString());
        Evaluate("Math.random() != Math.random() && newGuid() != newGuid()").GetBoolean().ShouldBeTrue();
        Evaluate("new Date().toISOString()").GetString().ShouldBe("2026-03-01T16:30:00.000Z");
        Evaluate("new Date().getDate()").GetInt32().ShouldBe(2, "half past midnight on 2 March in Shanghai");
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    [InlineData("zh-CN")]
    public void It_does_not_depend_on_the_language_of_who_is_asking(string culture)
    {
        const string Script = "[1.5.toLocaleString(), new Date(0).toLocaleString(), 'i'.toLocaleUpperCase(), 'I'.toLocaleLowerCase(), 'ä'.localeCompare('z'), '1.5' * 1].join('|')";
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            var expected = Evaluate(Script).GetString();
            CultureInfo.CurrentCulture = new CultureInfo(culture);

            Evaluate(Script).GetString().ShouldBe(expected);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
