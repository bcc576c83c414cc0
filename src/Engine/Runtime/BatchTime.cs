namespace StaffFlows.Engine.Runtime;

/// <summary>
/// How long a node works on what it has leased at once: what is begun in the first half of the lease ends within it, and the rest
/// is handed back, so that a slow node loses nothing that it is still busy with. Counted from before the lease was asked for.
/// </summary>
internal sealed class BatchTime(TimeProvider system, TimeSpan lease)
{
    private readonly long since = system.GetTimestamp();
    private int begun;

    public bool IsUp => system.GetElapsedTime(since) > lease / 2;

    /// <summary>Asked before each piece of work. The first one always may, so that something is done however long the lease took. Any thread.</summary>
    public bool MayBegin() => Interlocked.Increment(ref begun) == 1 || !IsUp;
}
