using System.Collections.Concurrent;
using System.Text.Json;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Expressions;
using StaffFlows.Engine.Expressions.JavaScript;
using StaffFlows.Engine.Tests.Engine.Support;

namespace StaffFlows.Engine.Tests.Engine;

public sealed class When_a_script_is_evaluated
{
    [Theory]
    [InlineData("1 + 2", "3", "numbers")]
    [InlineData("0.1 + 0.2", "0.30000000000000004", "numbers are doubles")]
    [InlineData("'a' + 1", "\"a1\"", "texts")]
    [InlineData("return 5", "5", "a top-level return")]
    [InlineData("if (true) { return 'x' } 'y'", "\"x\"", "an early return")]
    [InlineData("if (false) { return 'x' } 'y'", "\"y\"", "the last expression beside an early return")]
    [InlineData("var a = [3]; a.push(4); a", "[3,4]", "lists")]
    [InlineData("({ a: { b: [1, null] }, f: function () {} })", """{"a":{"b":[1,null]},"f":null}""", "objects")]
    [InlineData("undefined", "null", "undefined")]
    [InlineData("new Date(0)", "\"1970-01-01T00:00:00+00:00\"", "dates")]
    [InlineData("[1, 2, 3].map(function (x) { return x * 2 }).join('-')", "\"2-4-6\"", "functions on lists")]
    [InlineData("JSON.stringify({ a: [1, { b: 2 }] })", "\"{\\\"a\\\":[1,{\\\"b\\\":2}]}\"", "JSON")]
    [InlineData("JSON.parse('[1]')[0]", "1", "JSON")]
    [InlineData("'2026-03-02'.replace(/-/g, '/')", "\"2026/03/02\"", "regular expressions")]
    [InlineData("var s = 0; for (var i in [1, 2]) { s += 1 } s", "2", "loops")]
    [InlineData("var n = 0; outer: while (true) { while (true) { if (++n > 3) break outer; continue outer } } n", "4", "labels")]
    [InlineData("try { throw new Error('x') } catch (e) { e.message }", "\"x\"", "exceptions of its own")]
    [InlineData("Math.max.apply(null, [1, 5, 2])", "5", "apply")]
    [InlineData("'' + [1, [2, 3]]", "\"1,2,3\"", "lists as text")]
    [InlineData("new Date().getTime() === Date.now() && new Date() instanceof Date", "true", "its clock stands still")]
    [InlineData("isNullOrWhiteSpace(' ') && isNullOrEmpty(null) && !isNullOrEmpty(' ')", "true", "Elsa's functions")]
    [InlineData("stringFromBase64(stringToBase64('请假'))", "\"请假\"", "Elsa's functions")]
    [InlineData("getWorkflowDefinitionId() + getWorkflowDefinitionVersion()", "\"leave3\"", "Elsa's functions")]
    [InlineData("toJson([1])", "\"[1]\"", "Elsa's functions")]
    [InlineData("getOutputFrom('approve') + getResultFromapprove() + getLastResult()", "\"yesyesyes\"", "Elsa's functions")]
    public void It_has_a_value(string script, string json, string reason) =>
        Evaluate(script).GetRawText().ShouldBe(json, reason);

    [Theory]
    [InlineData("while (true);", "time|statement")]
    [InlineData("for (;;) { }", "time|statement")]
    [InlineData("do { } while (true)", "time|statement")]
    [InlineData("function f() { return f() } f()", "recursion")]
    [InlineData("var o = { get a() { return this.a } }; o.a", "recursion|statement|time")]
    [InlineData("var a = []; a[0] = a; '' + [a, a]", "recursion|memory|time")]
    [InlineData("var s = 'xxxxxxxxxxxxxxxx'; while (true) s += s", "memory|text")]
    [InlineData("var s = 'xxxxxxxxxxxxxxxx'; s+=s,s+=s,s+=s,s+=s,s+=s,s+=s,s+=s,s+=s,s+=s,s+=s,s+=s,s+=s,s+=s,s+=s,s+=s,s+=s,s+=s,s+=s,s+=s,s+=s,s+=s,s+=s,s+=s,s+=s,s+=s,s+=s", "memory|text")]
    [InlineData("var a = []; while (true) a.push({ x: a.length })", "memory|statement|time|list")]
    [InlineData("new Array(1000000000).join('x')", "list|text")]
    [InlineData("Array.prototype.join.call({ length: 4000000000 }, 'x')", "list")]
    [InlineData("Array.prototype.slice.call({ get length() { return 4000000000 } })", "list")]
    [InlineData("Math.max.apply(null, { length: 4000000000 })", "list")]
    [InlineData("var a = []; a.length = 4000000000; a.sort()", "list")]
    [InlineData("var s = new Array(9000).join('x'); s.replace(/x/g, s)", "text")]
    [InlineData("var a = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]; for (var i = 0; i < 12; i++) a = [a, a, a, a, a, a, a, a]; JSON.stringify(a)", "memory|time")]
    [InlineData("var a = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]; for (var i = 0; i < 12; i++) a = [a, a, a, a, a, a, a, a]; a", "memory|time")]
    [InlineData("var a = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]; for (var i = 0; i < 12; i++) a = [a, a, a, a, a, a, a, a]; a.join()", "memory|time|recursion")]
    [InlineData("var o = {}; for (var i = 0; i < 100; i++) o = { o: o }; o", "depth")]
    [InlineData("var o = {}; for (var i = 0; i < 9000; i++) o = { o: o }; JSON.stringify(o)", "recursion|memory|time")]
    [InlineData("var o = {}; for (var i = 0; i < 12000; i++) o = Object.create(o); o.x", "recursion|memory|time|statement|.*")]
    [InlineData("/^(a+)+$/.test('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!')", "time")]
    [InlineData("'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!'.match(new RegExp('^(a+)+$'))", "time")]
    public void It_is_stopped_at_its_limits(string script, string limit)
    {
        var startedAt = TimeProvider.System.GetTimestamp();
        var before = GC.GetAllocatedBytesForCurrentThread();

        Should.Throw<ExpressionException>(() => Evaluate(script)).Message.ShouldMatch($"exceeds the ({limit}) limit|is null");

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(4 * ScriptWatch.MemoryLimit);
        TimeProvider.System.GetElapsedTime(startedAt).ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    [Theory]
    [InlineData("JSON.parse(new Array(2000).join('['))", "JSON.parse")]
    [InlineData("nope.x", "nope")]
    [InlineData("throw new Error('no')", "no")]
    [InlineData("var = 1", "Line 1")]
    [InlineData("eval('1')", "eval")]
    [InlineData("new Function('return 1')()", "Function")]
    [InlineData("(function () {}).constructor('return 1')()", "")]
    [InlineData("with ({}) { }", "with")]
    [InlineData("System.Console", "System")]
    [InlineData("importNamespace('System')", "importNamespace")]
    [InlineData("this['#watch'] = function (x) { return x }; while (true);", "limit")]
    [InlineData("try { while (true); } catch (e) { 1 }", "limit")]
    public void It_fails_with_a_sentence(string script, string words) =>
        Should.Throw<ExpressionException>(() => Evaluate(script)).Message.ShouldContain(words);

    [Theory]
    [InlineData("[", 5_000, "]", "nests deeper")]
    [InlineData("!", 15_000, "", "nests deeper")]
    [InlineData("1+", 5_000, "", "nests deeper")]
    [InlineData("if(1)", 3_000, "", "nests deeper")]
    [InlineData("        ", 3_000, "", "longer than")]
    public void It_is_refused_when_it_is_too_deep_or_too_long(string open, int times, string close, string words)
    {
        var script = string.Concat(Enumerable.Repeat(open, times)) + "1" + string.Concat(Enumerable.Repeat(close, times));

        Should.Throw<ExpressionException>(() => Evaluate(script)).Message.ShouldContain(words);
    }

    [Fact]
    public void It_keeps_nothing_from_one_run_to_the_next()
    {
        var script = ScriptCompiler.Compile("if (typeof seen != 'undefined') { 'leaked' } else { seen = 1; var r = /a/g; r.exec('aa'); r.lastIndex }");

        foreach (var _ in Enumerable.Range(0, 3)) ScriptSandbox.Run(script, new ScriptScope()).GetRawText().ShouldBe("1");
    }

    [Fact]
    public async Task It_may_run_on_many_threads_at_once()
    {
        var script = ScriptCompiler.Compile("var s = 0; for (var i = 0; i < 200; i++) { s += [i, 1].length; s -= Math.min(1, 2) } s + getVariable('Base')");
        var answers = new ConcurrentBag<string>();

        await Parallel.ForAsync(0, 200, (i, _) =>
        {
            var scope = new ScriptScope();
            scope.SetVariable("Base", JsonValues.From(i));
            answers.Add($"{ScriptSandbox.Run(script, scope).GetRawText()}-{i}");
            return ValueTask.CompletedTask;
        });

        answers.ShouldAllBe(answer => answer == $"{200 + int.Parse(answer.Split('-')[1])}-{answer.Split('-')[1]}");
    }

    [Fact]
    public void Its_clock_and_its_random_numbers_are_the_bursts()
    {
        const string Script = "[new Date().toISOString(), Math.random(), newGuid()].join()";

        Evaluate(Script).GetString().ShouldBe(Evaluate(Script).GetString());
        Evaluate("new Date().toISOString()").GetString().ShouldBe("2026-03-01T16:30:00.000Z");
        Evaluate("new Date().getDate()").GetInt32().ShouldBe(2, "half past midnight on 2 March in Shanghai");
    }

    [Fact]
    public void It_reads_and_writes_variables_in_every_way_that_Elsa_knows()
    {
        var scope = new ScriptScope();
        scope.SetVariable("Days", JsonValues.From(3));
        scope.SetVariable("reason", JsonValues.From("x"));
        scope.SetVariable("List", JsonValues.From(new[] { 1 }));

        Evaluate("getVariable('Days') + getDays() + variables.Days + getReason()", scope).GetString().ShouldBe("9x");
        Evaluate("setVariable('Days', 4); setReason('y'); variables.List.push(2); variables.New = { a: 1 }; 0", scope);

        scope.GetVariable("Days").GetInt32().ShouldBe(4);
        scope.GetVariable("reason").GetString().ShouldBe("y");
        scope.GetVariable("List").GetRawText().ShouldBe("[1,2]");
        scope.GetVariable("New").GetRawText().ShouldBe("""{"a":1}""");
        Evaluate("Object.keys(variables).length", scope).GetInt32().ShouldBe(4);
    }

    private static JsonElement Evaluate(string script, ScriptScope? scope = null) =>
        new JavaScriptExpression(ScriptCompiler.Compile(script)).Evaluate(scope ?? new ScriptScope());

    private sealed class ScriptScope : IExpressionScope
    {
        private readonly Dictionary<string, JsonElement> variables = new(StringComparer.Ordinal);
        private readonly IdSource ids = new(new(2026, 3, 1, 16, 30, 0, TimeSpan.Zero), 7);

        public DateTimeOffset Now => new(2026, 3, 1, 16, 30, 0, TimeSpan.Zero);
        public string DefinitionId => "leave";
        public string DefinitionVersionId => "leave-v3";
        public int DefinitionVersion => 3;
        public string InstanceId => "1";
        public string? CorrelationId { get; set; }
        public string? InstanceName { get; set; }
        public IEnumerable<string> VariableNames => variables.Keys;
        public JsonElement LastResult => JsonValues.From("yes");

        public JsonElement GetVariable(string name) => variables.GetValueOrDefault(name, JsonValues.Null);
        public void SetVariable(string name, JsonElement value) => variables[name] = value;
        public JsonElement GetVariableById(string id) => JsonValues.Null;
        public bool DeclaresInput(string name) => false;
        public JsonElement GetInput(string name) => JsonValues.Null;
        public JsonElement GetOutput(string activity, string? output) => activity == "approve" ? LastResult : JsonValues.Null;
        public Guid NewId() => ids.NewId();
        public double NextRandom() => ids.NextRandom();
    }
}
