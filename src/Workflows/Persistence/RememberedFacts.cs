using System.Collections.Concurrent;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Workflows.Persistence;

/// <summary>
/// Versioned facts as this node read them last. A burst may go by them although they may have moved on since: its commit is guarded by
/// their versions, so the worst is a conflict and a second run with what is true now.
/// </summary>
internal sealed class RememberedFacts
{
    /// <summary>Far more persons than a hall has; beyond it, all are read anew.</summary>
    private const int Most = 20_000;

    private readonly ConcurrentDictionary<FactKey, Fact> facts = new();

    public Fact? Find(FactKey key) => facts.GetValueOrDefault(key);

    /// <summary>What this node itself has moved on.</summary>
    public void Forget(IEnumerable<FactKey> keys)
    {
        foreach (var key in keys) facts.TryRemove(key, out _);
    }

    public void Keep(Fact fact)
    {
        if (facts.Count >= Most) facts.Clear();
        facts[fact.Key] = fact;
    }
}
