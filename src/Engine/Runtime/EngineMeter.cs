using System.Diagnostics.Metrics;

namespace StaffFlows.Engine.Runtime;

/// <summary>The engine's instruments; collect them by the name <c>StaffFlows.Engine</c>.</summary>
public static class EngineMeter
{
    public const string Name = "StaffFlows.Engine";

    private static readonly Meter Meter = new(Name);

    internal static readonly Counter<long> Bursts = Meter.CreateCounter<long>("staffflows.bursts", "{burst}", "Bursts run, repeated ones included");
    internal static readonly Counter<long> Commits = Meter.CreateCounter<long>("staffflows.commits", "{commit}", "Bursts committed");
    internal static readonly Counter<long> Conflicts = Meter.CreateCounter<long>("staffflows.conflicts", "{conflict}", "Commits that lost a race and were run again");
    internal static readonly Histogram<double> TimerLateness = Meter.CreateHistogram<double>("staffflows.timer.lateness", "s", "Business time between a timer's due moment and its firing");
    internal static readonly Counter<long> TimerFailures = Meter.CreateCounter<long>("staffflows.timer.failures", "{timer}", "Timers that could not be fired and wait for their lease to lapse");
    internal static readonly Counter<long> CommandFailures = Meter.CreateCounter<long>("staffflows.command.failures", "{command}", "Commands that could not be carried out; most of them wait for their lease to lapse");
}
