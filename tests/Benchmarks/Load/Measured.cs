using StaffFlows.Benchmarks.Machine;

namespace StaffFlows.Benchmarks.Load;

/// <summary>One stretch of load.</summary>
/// <param name="Latencies">Of each operation, in milliseconds.</param>
internal sealed record Measured(int Operations, TimeSpan Elapsed, IReadOnlyList<double> Latencies, CpuTime Cpu)
{
    public double PerSecond => Operations / Elapsed.TotalSeconds;

    /// <summary>Milliseconds of processor time of all processes for one operation.</summary>
    public double CpuPerOperation => Cpu.Total.TotalMilliseconds / Operations;
}

/// <summary>Lets callers do one operation after the other until all are done, and looks at the clocks before and after.</summary>
internal static class Callers
{
    /// <param name="callers">How many operate at once; each waits for its answer before it goes on.</param>
    /// <param name="operate">Given the caller, from 0, and the operation, from 0.</param>
    public static async Task<Measured> RunAsync(
        int callers, int operations, CpuMeter meter, TimeProvider time, Func<int, int, CancellationToken, Task> operate, CancellationToken ct)
    {
        var latencies = new double[operations];
        var next = -1;
        var before = meter.Read();
        var began = time.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(() => CallAsync(caller), ct)));
        var elapsed = time.GetElapsedTime(began);
        return new(operations, elapsed, latencies, meter.Read() - before);

        async Task CallAsync(int caller)
        {
            for (int operation; (operation = Interlocked.Increment(ref next)) < operations;)
            {
                var sent = time.GetTimestamp();
                await operate(caller, operation, ct);
                latencies[operation] = time.GetElapsedTime(sent).TotalMilliseconds;
            }
        }
    }
}
