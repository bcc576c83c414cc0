using StaffFlows.Engine.Expressions;
using StaffFlows.Engine.Expressions.JavaScript;
using StaffFlows.Engine.Tests.Engine.Support;
using static StaffFlows.Engine.Tests.Engine.Support.ScriptScope;

namespace StaffFlows.Engine.Tests.Engine;

public sealed class When_a_script_exceeds_its_limits
{
    private const string LongText = "var s = 'x'; for (var i = 0; i < 14; i++) s += s; ";
    private const string WideList = "var a = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]; for (var i = 0; i < 12; i++) a = [a, a, a, a, a, a, a, a]; ";

    [Theory]
    [InlineData("while (true);", "time|statement")]
    [InlineData("for (;;) { }", "time|statement")]
    [InlineData("do { } while (true)", "time|statement")]
    [InlineData("try { while (true); } catch (e) { 1 }", "time|statement")]
    [InlineData("this['#watch'] = function (x) { return x }; while (true);", "time|statement")]
    [InlineData("toJson({ get a() { while (true); } })", "time|statement")]
    [InlineData("setVariable('x', { get a() { while (true); } })", "time|statement")]
    [InlineData("[3, 2, 1].sort(function () { while (true); })", "time|statement")]
    [InlineData("1 - { valueOf: function () { while (true); } }", "time|statement")]
    [InlineData("var o = {}; for (var i = 0; i < 16000; i++) o = Object.create(o)", "time|memory|statement")]
    public void It_is_stopped_when_it_never_ends(string script, string limit) => IsStopped(script, limit);

    [Fact]
    public void It_may_compute_for_250_ms_however_seldom_it_is_looked_after()
    {
        var (watch, time) = (new ScriptWatch(), new ComputingTime());
        while (!time.Exceeds(ScriptWatch.TimeLimit / 2)) { }
        watch.Check();

        // More than the limit, since what the runtime compiles on the way is taken off by the clock on the wall.
        while (!time.Exceeds(ScriptWatch.TimeLimit * 1.5)) { }
        Should.Throw<ExpressionException>(watch.Check).Message.ShouldContain("time limit of 250 ms");
    }

    [Fact]
    public void What_others_compute_meanwhile_is_not_its_time()
    {
        var limit = TimeSpan.FromMilliseconds(50);
        var own = new ComputingTime();
        var other = new Thread(() =>
        {
            var time = new ComputingTime();
            while (!time.Exceeds(limit)) { }
        });

        other.Start();
        other.Join();

        own.Exceeds(limit).ShouldBeFalse();
    }

    [Theory]
    [InlineData("function f() { return f() } f()", "recursion")]
    [InlineData("[1].map(function f() { return [1].map(f) })", "recursion")]
    [InlineData("var o = { get a() { return this.a } }; o.a", "recursion|memory|statement|time")]
    [InlineData("var a = []; a[0] = a; '' + [a, a]", "recursion|memory|time")]
    [InlineData("var o = {}; for (var i = 0; i < 100; i++) o = { o: o }; o", "depth")]
    [InlineData("var o = {}; for (var i = 0; i < 9000; i++) o = { o: o }; JSON.stringify(o)", "recursion|memory|time")]
    [InlineData("function F() {} var o = {}; for (var i = 0; i < 9000; i++) { F.prototype = o; o = new F() } o.x", "memory|time|statement")]
    public void It_is_stopped_when_it_goes_too_deep(string script, string limit) => IsStopped(script, limit);

    [Theory]
    [InlineData("var s = 'xxxxxxxxxxxxxxxx'; while (true) s += s", "text")]
    [InlineData("var s = 'xxxxxxxxxxxxxxxx'; s+=s,s+=s,s+=s,s+=s,s+=s,s+=s,s+=s,s+=s,s+=s,s+=s,s+=s,s+=s,s+=s,s+=s,s+=s,s+=s,s+=s,s+=s", "text")]
    [InlineData(LongText + "var t = s; while (true) s = s + t", "text")]
    [InlineData(LongText + "s.replace(/x/g, s)", "text")]
    [InlineData(LongText + "s.replace(/x/g, '$`')", "text")]
    [InlineData(LongText + "s.concat(s, s, s, s)", "text")]
    [InlineData(LongText + "JSON.stringify([s, s, s, s, s])", "text")]
    [InlineData("var s = 'x'; while (true) s = toJson(s)", "text|memory")]
    [InlineData("var a = []; while (true) a.push({ x: a.length })", "memory|statement|time|list")]
    [InlineData(WideList + "JSON.stringify(a)", "memory|time")]
    [InlineData(WideList + "a", "memory|time")]
    [InlineData(WideList + "a.join()", "memory|time|text")]
    [InlineData("var a = []; for (var i = 0; i < 4000; i++) a[i] = i * 7919 % 4001; a.sort()", "memory|time")]
    [InlineData("var a = []; for (var i = 0; i < 4000; i++) a[i] = i * 7919 % 4001; a.sort(Error)", "memory|time")]
    [InlineData("JSON.parse('[' + '1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,'.replace(/1,/g, new Array(1900).join('1,')) + '1]')", "memory|time")]
    public void It_is_stopped_when_it_eats_memory(string script, string limit) => IsStopped(script, limit);

    [Theory]
    [InlineData("Array(1e9)", "list")]
    [InlineData("new Array(1000000000).join('x')", "list")]
    [InlineData("Array.prototype.join.call({ length: 4000000000 }, 'x')", "list")]
    [InlineData("Array.prototype.slice.call({ get length() { return 4000000000 } })", "list")]
    [InlineData("Math.max.apply(null, { length: 4000000000 })", "list")]
    [InlineData("var a = []; a.length = 4000000000; a.sort()", "list")]
    [InlineData(LongText + "s.split('')", "list")]
    [InlineData(LongText + "s.split(/x/)", "list")]
    [InlineData(LongText + "s.match(/x/g)", "list|time")]
    [InlineData(LongText + "s.replace(/x/g, function () { return s })", "list")]
    [InlineData(LongText + "Array.prototype.slice.call(s)", "list")]
    [InlineData(LongText + "bytesFromString(s)", "list")]
    public void It_is_stopped_when_one_function_would_make_too_much(string script, string limit) => IsStopped(script, limit);

    [Theory]
    [InlineData("/^(a+)+$/.test('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!')", "time limit of 250 ms for a regular expression")]
    [InlineData("'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!'.match(new RegExp('^(a+)+$'))", "time limit of 250 ms for a regular expression")]
    [InlineData("'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!'.match('^(a+)+$')", "time limit of 250 ms for a regular expression")]
    [InlineData("'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!'.search('^(a+)+$')", "time limit of 250 ms for a regular expression")]
    [InlineData("'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!'.split(/^(a+)+$/)", "time limit of 250 ms for a regular expression")]
    [InlineData("'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!'.replace(/^(a+)+$/, '')", "time limit of 250 ms for a regular expression")]
    [InlineData("new (/a/.constructor)('^(a+)+$').test('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!')", "time limit of 250 ms for a regular expression")]
    [InlineData("new RegExp(new Array(2002).join('a'))", "pattern limit of 2000 characters")]
    [InlineData("RegExp({ toString: function () { return new Array(2002).join('a') } })", "pattern limit of 2000 characters")]
    public void Its_regular_expressions_have_limits_of_their_own(string script, string words) =>
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

    [Theory]
    [InlineData(ScriptLimit.Time, "250 ms")]
    [InlineData(ScriptLimit.RegularExpressionTime, "250 ms for a regular expression")]
    [InlineData(ScriptLimit.Statement, "50000 statements")]
    [InlineData(ScriptLimit.Recursion, "100 nested calls")]
    [InlineData(ScriptLimit.Memory, "16 MB")]
    [InlineData(ScriptLimit.Text, "65536 characters")]
    [InlineData(ScriptLimit.List, "10000 items")]
    [InlineData(ScriptLimit.Depth, "60 levels")]
    [InlineData(ScriptLimit.Pattern, "2000 characters of a regular expression")]
    internal void The_sentence_names_the_limit_and_its_bound(ScriptLimit limit, string bound) =>
        ScriptWatch.Exceeded(limit).Message.ShouldMatch($"^The script was stopped: it exceeds the [a-z]+ limit of {bound}\\.$");

    [Fact]
    public async Task Others_do_not_notice()
    {
        string[] hostile = ["while (true);", LongText + "while (true) s.split('a')", WideList + "a", "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!'.match('^(a+)+$')"];
        var harmless = ScriptCompiler.Compile("var n = 0; for (var i = 0; i < 50; i++) n += i; n");

        await Parallel.ForAsync(0, 200, (i, _) =>
        {
            if (i % 4 == 0) Should.Throw<ExpressionException>(() => Evaluate(hostile[i / 4 % hostile.Length]));
            else ScriptSandbox.Run(harmless, new ScriptScope()).GetInt32().ShouldBe(1225);

            return ValueTask.CompletedTask;
        });
    }

    private static void IsStopped(string script, string limit)
    {
        var startedAt = TimeProvider.System.GetTimestamp();
        var before = GC.GetAllocatedBytesForCurrentThread();

        Should.Throw<ExpressionException>(() => Evaluate(script)).Message.ShouldMatch($"exceeds the ({limit}) limit of");

        // One function may overshoot, but not by much.
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(2 * ScriptWatch.MemoryLimit);
        TimeProvider.System.GetElapsedTime(startedAt).ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }
}
