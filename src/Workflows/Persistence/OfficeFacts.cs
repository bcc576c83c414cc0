using System.Collections.Immutable;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Workflows.Persistence;

/// <summary>Facts for a burst that was loaded with the office: what that knows is answered from it, then what the node remembers; the rest is asked for.</summary>
/// <param name="remembered">Facts that may have moved on; null where the burst must see what is true now.</param>
internal sealed class OfficeFacts(OfficeSnapshot office, IFactSource others, RememberedFacts? remembered) : IFactSource
{
    public Task<ImmutableArray<Fact>> ReadAsync(ImmutableArray<FactKey> keys, CancellationToken ct)
    {
        var known = ImmutableArray.CreateBuilder<Fact>(keys.Length);
        foreach (var key in keys)
        {
            var fact = FactSource.FindInOffice(key, office) is { } value ? new(key, null, value) : remembered?.Find(key);
            if (fact is null) return others.ReadAsync(keys, ct);
            known.Add(fact);
        }

        return Task.FromResult(known.MoveToImmutable());
    }
}
