namespace StaffFlows.Benchmarks.Machine;

/// <summary>Processor time of everything that takes part, kernel time included. SQLite works inside the host and has no share of its own.</summary>
internal readonly record struct CpuTime(TimeSpan Client, TimeSpan Host, TimeSpan Database)
{
    public TimeSpan Total => Client + Host + Database;

    public static CpuTime operator -(CpuTime later, CpuTime earlier) =>
        new(later.Client - earlier.Client, later.Host - earlier.Host, later.Database - earlier.Database);

    public static CpuTime operator +(CpuTime one, CpuTime other) =>
        new(one.Client + other.Client, one.Host + other.Host, one.Database + other.Database);
}

/// <summary>Reads the clocks of the processes that take part.</summary>
/// <param name="host">The process id of the host under load; null where none takes part.</param>
/// <param name="database">The process id of the database server's first process; null on SQLite.</param>
internal sealed class CpuMeter(int? host, int? database)
{
    public CpuTime Read() => new(ProcessTree.CpuOf(Environment.ProcessId, withChildren: false), Of(host, false), Of(database, true));

    private static TimeSpan Of(int? process, bool withChildren) => process is { } id ? ProcessTree.CpuOf(id, withChildren) : TimeSpan.Zero;
}
