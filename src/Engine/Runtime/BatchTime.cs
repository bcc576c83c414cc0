namespace StaffFlows.Engine.Runtime;

/// <summary>
/// How long a node works on what it has leased at once: what is begun in the first half of the lease ends within it, and the rest
/// is handed back, so that a slow node loses nothing that it is still busy with. Counted from before the lease was asked for.
/// </summary>
internal sealed class BatchTime(TimeProvider system, TimeSpan lease)
{
    private readonly long since = system.GetTimestamp();

    public bool IsUp => system.GetElapsedTime(since) > lease / 2;
}
