using System.Globalization;

namespace StaffFlows.Benchmarks.Machine;

/// <summary>Processor time and memory of processes as <c>/proc</c> tells them, in steps of 10 ms.</summary>
internal static class ProcessTree
{
    private const int TicksPerSecond = 100;

    /// <summary>With children: those that live, and those that have ended and were waited for.</summary>
    public static TimeSpan CpuOf(int root, bool withChildren)
    {
        if (!withChildren) return Seconds(Read(root) is { } stat ? stat.Own : 0);

        var all = Directory.EnumerateDirectories("/proc")
            .Select(path => int.TryParse(Path.GetFileName(path), CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id > 0)
            .Select(Read)
            .OfType<Stat>()
            .ToLookup(stat => stat.Parent);
        var ticks = Read(root) is { } first ? first.Own + first.Ended : 0;
        var open = new Queue<int>([root]);
        while (open.TryDequeue(out var id))
        {
            foreach (var child in all[id])
            {
                ticks += child.Own + child.Ended;
                open.Enqueue(child.Id);
            }
        }

        return Seconds(ticks);
    }

    /// <summary>Bytes of physical memory that a process holds.</summary>
    public static long MemoryOf(int process)
    {
        var line = File.ReadLines($"/proc/{process}/status").First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
    }

    private static TimeSpan Seconds(long ticks) => TimeSpan.FromSeconds((double)ticks / TicksPerSecond);

    /// <summary>Null where the process has just ended.</summary>
    private static Stat? Read(int id)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{id}/stat");
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');       // a command's name may hold spaces
            return new(id, (int)Number(fields[1]), Number(fields[11]) + Number(fields[12]), Number(fields[13]) + Number(fields[14]));
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static long Number(string field) => long.Parse(field, CultureInfo.InvariantCulture);

    /// <param name="Own">Ticks of the process itself.</param>
    /// <param name="Ended">Ticks of its children that are gone.</param>
    private sealed record Stat(int Id, int Parent, long Own, long Ended);
}
