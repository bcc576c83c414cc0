using System.Diagnostics.Tracing;
using System.Globalization;
using System.Text;
using Microsoft.Diagnostics.NETCore.Client;
using Microsoft.Diagnostics.Tracing.Etlx;
using Microsoft.Diagnostics.Tracing.EventPipe;
using Microsoft.Diagnostics.Tracing.Parsers;

namespace StaffFlows.Benchmarks.Profiling;

/// <summary>Samples the stacks of a host under load, and tells where its managed code spends its time.</summary>
internal static class HostProfile
{
    private const int Methods = 40;
    private const string Samples = "Microsoft-DotNETCore-SampleProfiler";
    private const string Runtime = "Microsoft-Windows-DotNETRuntime";

    /// <param name="file">Where the samples go, for other tools (.nettrace).</param>
    public static async Task<string> TakeAsync(int process, string file, Func<Task> load, CancellationToken ct)
    {
        EventPipeProvider[] providers = [new(Samples, EventLevel.Informational), new(Runtime, EventLevel.Informational, (long)ClrTraceEventParser.Keywords.Default)];
        using (var session = await new DiagnosticsClient(process).StartEventPipeSessionAsync(providers, requestRundown: true, token: ct))
        {
            var copying = CopyAsync(session.EventStream, file, ct);
            await load();
            await session.StopAsync(ct);
            await copying;
        }

        return Read(file);
    }

    private static async Task CopyAsync(Stream events, string file, CancellationToken ct)
    {
        await using var target = File.Create(file);
        await events.CopyToAsync(target, ct);
    }

    /// <summary>Innermost methods of threads that have nothing to do.</summary>
    private static readonly string[] Waiting =
        ["LowLevelLifoSemaphore", "LowLevelSpinWaiter", "WaitHandle.WaitOneNoCheck", "WorkerThread.WorkerThreadStart", "SocketAsyncEngine.EventLoop", "Thread.<PollGC>", "Monitor.Wait"];

    /// <summary>Only threads at work count.</summary>
    private static string Read(string file)
    {
        var (total, owners, methods, selves) = (0, new Dictionary<string, int>(), new Dictionary<string, int>(), new Dictionary<string, int>());
        using (var log = new TraceLog(TraceLog.CreateFromEventPipeDataFile(file)))
        {
            foreach (var sample in log.Events.ByEventType<ClrThreadSampleTraceData>().Where(s => s.Type is ClrThreadSampleType.Managed))
            {
                var frames = FramesOf(sample.CallStack()).ToList();
                if (frames.Count == 0 || Waiting.Any(name => frames[0].Method.Contains(name, StringComparison.Ordinal))) continue;

                total++;
                Count(owners, OwnerOf(frames));
                Count(selves, $"{frames[0].Module}!{frames[0].Method}");
                foreach (var method in frames.Select(f => $"{f.Module}!{f.Method}").Distinct(StringComparer.Ordinal)) Count(methods, method);
            }
        }

        return Describe(total, owners, methods, selves);
    }

    private static IEnumerable<(string Module, string Method)> FramesOf(TraceCallStack? stack)
    {
        for (; stack is not null; stack = stack.Caller)
            if (stack.CodeAddress is { ModuleName: { Length: > 0 } module, FullMethodName: { Length: > 0 } method }) yield return (module, method);
    }

    /// <summary>On whose behalf: the innermost library that is not the runtime's own.</summary>
    private static string OwnerOf(List<(string Module, string Method)> frames)
    {
        var owner = frames.Find(f => !f.Module.StartsWith("System.", StringComparison.Ordinal)).Module ?? frames[0].Module;
        return owner.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) ? "Microsoft.AspNetCore" : owner;
    }

    private static void Count(Dictionary<string, int> counts, string key) => counts[key] = counts.GetValueOrDefault(key) + 1;

    private static string Describe(int total, Dictionary<string, int> owners, Dictionary<string, int> methods, Dictionary<string, int> selves)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{total} samples of threads at work").AppendLine().AppendLine("| share | on behalf of |").AppendLine("|---:|---|");
        foreach (var (name, count) in owners.OrderByDescending(o => o.Value)) text.AppendLine(CultureInfo.InvariantCulture, $"| {(double)count / total:0.0 %} | {name} |");
        List("share, callees included", methods.Where(m => m.Key.StartsWith("StaffFlows", StringComparison.Ordinal)));
        List("share, callees included, of others", methods.Where(m => !m.Key.StartsWith("StaffFlows", StringComparison.Ordinal) && !m.Key.StartsWith("System.Private.CoreLib", StringComparison.Ordinal)));
        List("share, callees left out", selves);
        return text.ToString();

        void List(string what, IEnumerable<KeyValuePair<string, int>> counted)
        {
            text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"| {what} | method |").AppendLine("|---:|---|");
            foreach (var (name, count) in counted.OrderByDescending(m => m.Value).Take(Methods)) text.AppendLine(CultureInfo.InvariantCulture, $"| {(double)count / total:0.0 %} | {name} |");
        }
    }
}
