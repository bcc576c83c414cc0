using System.Collections.Immutable;

namespace StaffFlows.Engine.Execution;

/// <summary>Names one versioned piece of the world outside the instance, e.g. <c>("LeaveRecord", "E030")</c>.</summary>
public readonly record struct FactKey(string Kind, string Id)
{
    public override string ToString() => $"{Kind}:{Id}";
}

/// <summary>What a burst saw. A commit is refused as a conflict where the version has moved on since.</summary>
/// <param name="Version">Null for immutable snapshots, which need no guard.</param>
public sealed record Fact(FactKey Key, long? Version, object Value);

/// <summary>Where facts come from. Reads only what is committed; the value is immutable.</summary>
public interface IFactSource
{
    /// <summary>Reads all keys in one round trip. A key of a kind that nobody provides is a broken assumption and throws.</summary>
    Task<ImmutableArray<Fact>> ReadAsync(ImmutableArray<FactKey> keys, CancellationToken ct);
}
