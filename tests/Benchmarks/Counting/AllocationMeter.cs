using System.Diagnostics.Tracing;
using Microsoft.Diagnostics.NETCore.Client;
using Microsoft.Diagnostics.Tracing;

namespace StaffFlows.Benchmarks.Counting;

/// <summary>How many bytes a host allocates, as its runtime reports it once a second.</summary>
internal sealed class AllocationMeter : IDisposable
{
    private const string Source = "System.Runtime";
    private const string Counter = "alloc-rate";

    private readonly EventPipeSession session;
    private readonly EventPipeEventSource events;
    private readonly Task reading;
    private readonly SemaphoreSlim ticked = new(0);
    private long allocated;

    public AllocationMeter(int process)
    {
        var provider = new EventPipeProvider(Source, EventLevel.Informational, -1, new Dictionary<string, string> { ["EventCounterIntervalSec"] = "1" });
        session = new DiagnosticsClient(process).StartEventPipeSession([provider], requestRundown: false);
        events = new EventPipeEventSource(session.EventStream);
        events.Dynamic.All += Note;
        reading = Task.Run(events.Process);
    }

    /// <summary>Since the meter began; waits until everything that has happened by now is in it.</summary>
    public async Task<long> ReadAsync(CancellationToken ct)
    {
        while (ticked.Wait(0, ct))
        {
            // Reports from before.
        }

        await ticked.WaitAsync(ct);
        await ticked.WaitAsync(ct);                // the first may have been under way
        return Interlocked.Read(ref allocated);
    }

    public void Dispose()
    {
        session.Stop();
        reading.GetAwaiter().GetResult();
        events.Dispose();
        session.Dispose();
        ticked.Dispose();
    }

    private void Note(TraceEvent report)
    {
        if (report.EventName != "EventCounters") return;
        if (report.PayloadValue(0) is not IDictionary<string, object> outer || outer["Payload"] is not IDictionary<string, object> counter) return;
        if ((string)counter["Name"] != Counter) return;

        Interlocked.Add(ref allocated, (long)(double)counter["Increment"]);
        ticked.Release();
    }
}
