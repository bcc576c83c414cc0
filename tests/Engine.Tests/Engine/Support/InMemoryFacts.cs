using System.Collections.Immutable;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Engine.Tests.Engine.Support;

/// <summary>Versioned facts in memory.</summary>
internal sealed class InMemoryFacts : IFactSource
{
    private readonly Lock gate = new();
    private readonly Dictionary<FactKey, Fact> facts = [];

    public void Set(FactKey key, object value)
    {
        lock (gate) facts[key] = new(key, facts.TryGetValue(key, out var before) ? before.Version + 1 : 1, value);
    }

    public bool AreCurrent(ImmutableArray<(FactKey Key, long Version)> read)
    {
        lock (gate) return read.All(fact => facts[fact.Key].Version == fact.Version);
    }

    public Task<ImmutableArray<Fact>> ReadAsync(ImmutableArray<FactKey> keys, CancellationToken ct)
    {
        lock (gate) return Task.FromResult<ImmutableArray<Fact>>([.. keys.Select(key => facts[key])]);
    }
}
