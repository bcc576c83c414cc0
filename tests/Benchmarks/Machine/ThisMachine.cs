using System.Globalization;
using System.Runtime.InteropServices;

namespace StaffFlows.Benchmarks.Machine;

/// <summary>What the figures were measured on; without it they mean nothing.</summary>
/// <param name="Flush">Median time of making 8 KB durable in the folder of the databases.</param>
internal sealed record ThisMachine(string Processor, int Cores, long MemoryBytes, TimeSpan Flush, string System, string Runtime, double LoadBefore)
{
    private const int Flushes = 200;

    public static ThisMachine Measure(string folder, TimeProvider time) => new(
        ProcessorName(), Environment.ProcessorCount, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes, MeasureFlush(folder, time),
        RuntimeInformation.OSDescription, RuntimeInformation.FrameworkDescription, Load());

    /// <summary>Processes that ran or waited for a core in the last minute.</summary>
    public static double Load() => double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture);

    private static string ProcessorName() =>
        File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1].Trim()
        ?? $"{RuntimeInformation.OSArchitecture}";

    private static TimeSpan MeasureFlush(string folder, TimeProvider time)
    {
        var path = Path.Combine(folder, "flush");
        var page = new byte[8192];
        var spans = new List<TimeSpan>(Flushes);
        using (var file = File.OpenHandle(path, FileMode.Create, FileAccess.Write, FileShare.None, FileOptions.None, Flushes * page.Length))
        {
            for (var i = 0; i < Flushes; i++)
            {
                var started = time.GetTimestamp();
                RandomAccess.Write(file, page, (long)i * page.Length);
                RandomAccess.FlushToDisk(file);
                spans.Add(time.GetElapsedTime(started));
            }
        }

        File.Delete(path);
        spans.Sort();
        return spans[Flushes / 2];
    }
}
