using System.Collections.Immutable;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Persistence.Rows;

namespace StaffFlows.Workflows.Persistence;

/// <summary>An instance with the rows that came with it, and the office as it was then.</summary>
public sealed class LoadedBurst : LoadedInstance
{
    private readonly Guid? caseId;
    private Case? written;

    /// <param name="facts">What neither the office nor <paramref name="remembered"/> knows is asked there.</param>
    /// <param name="remembered">Facts that may have moved on; null where the burst must see what is true now.</param>
    internal LoadedBurst(WorkflowInstance instance, Guid? caseId, KnownRows rows, OfficeSnapshot office, IFactSource facts, RememberedFacts? remembered)
        : base(instance)
    {
        (this.caseId, Rows, Office) = (caseId, rows, office);
        Facts = new OfficeFacts(office, facts, remembered);
        MayBeOutdated = remembered is not null;
    }

    public override IFactSource Facts { get; }

    public OfficeSnapshot Office { get; }

    /// <summary>The instance's case as the burst's commit left it; null where it was not written from this load.</summary>
    public Case? Written => written;

    internal KnownRows Rows { get; }

    internal void IsWritten() => written = caseId is { } id && Rows.Find<Case>(id, out var @case) ? @case : null;

    /// <summary>What the office knows is answered from it; the rest is asked for.</summary>
    private sealed class OfficeFacts(OfficeSnapshot office, IFactSource others, RememberedFacts? remembered) : IFactSource
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
}
