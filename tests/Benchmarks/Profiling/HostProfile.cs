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

    /// <summary>Only samples in managed code count: a thread that waits is somewhere else.</summary>
    private static string Read(string file)
    {
        var (total, owners, methods) = (0, new Dictionary<string, int>(), new Dictionary<string, int>());
        using (var log = new TraceLog(TraceLog.CreateFromEventPipeDataFile(file)))
        {
            foreach (var sample in log.Events.OfType<ClrThreadSampleTraceData>().Where(s => s.Type is ClrThreadSampleType.Managed))
            {
                var frames = FramesOf(sample.CallStack()).ToList();
                if (frames.Count == 0) continue;

                total++;
                Count(owners, OwnerOf(frames));
                foreach (var method in frames.Select(f => $"{f.Module}!{f.Method}").Distinct(StringComparer.Ordinal)) Count(methods, method);
            }
        }

        return Describe(total, owners, methods);
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

    private static string Describe(int total, Dictionary<string, int> owners, Dictionary<string, int> methods)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{total} samples in managed code").AppendLine().AppendLine("| share | on behalf of |").AppendLine("|---:|---|");
        foreach (var (name, count) in owners.OrderByDescending(o => o.Value)) text.AppendLine(CultureInfo.InvariantCulture, $"| {(double)count / total:0.0 %} | {name} |");
        text.AppendLine().AppendLine("| share, callees included | method |").AppendLine("|---:|---|");
        foreach (var (name, count) in methods.Where(m => m.Key.StartsWith("StaffFlows", StringComparison.Ordinal)).OrderByDescending(m => m.Value).Take(Methods))
            text.AppendLine(CultureInfo.InvariantCulture, $"| {(double)count / total:0.0 %} | {name} |");
        return text.ToString();
    }
}
