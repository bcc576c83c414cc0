using System.Runtime;
using System.Runtime.InteropServices;

namespace StaffFlows.Engine.Expressions.JavaScript;

/// <summary>
/// What a thread has computed since this was made on it. Time in which others had the processor does not count, nor what the runtime
/// compiles meanwhile: a script must fault neither on a busy machine nor because it is the first one of a process.
/// </summary>
internal readonly struct ComputingTime()
{
    private const int ThreadClock = 3;

    private readonly long startedAt = TimeProvider.System.GetTimestamp();
    private readonly TimeSpan atStart = OfThread();

    /// <summary>Asked on the same thread. Nobody computes longer than the clock on the wall runs, which is cheaper to ask.</summary>
    public bool Exceeds(TimeSpan limit) => TimeProvider.System.GetElapsedTime(startedAt) > limit && OfThread() - atStart > limit;

    private static TimeSpan OfThread() => ProcessorTime() - JitInfo.GetCompilationTime(currentThread: true);

    private static TimeSpan ProcessorTime()
    {
        if (OperatingSystem.IsLinux() && GetClock(ThreadClock, out var time) == 0) return TimeSpan.FromSeconds(time.Seconds) + TimeSpan.FromMicroseconds(time.Nanoseconds / 1000);
        if (OperatingSystem.IsWindows() && GetThreadTimes(GetCurrentThread(), out _, out _, out var kernel, out var user)) return TimeSpan.FromTicks(kernel + user);

        return TimeProvider.System.GetElapsedTime(0);
    }

    [DllImport("libc", EntryPoint = "clock_gettime")]
    private static extern int GetClock(int clock, out TimeSpec time);

    [DllImport("kernel32")]
    private static extern nint GetCurrentThread();

    [DllImport("kernel32")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool GetThreadTimes(nint thread, out long created, out long exited, out long kernel, out long user);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct TimeSpec
    {
        public readonly nint Seconds;
        public readonly nint Nanoseconds;
    }
}
