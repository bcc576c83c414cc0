using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Persistence.Rows;

namespace StaffFlows.Workflows.Persistence;

/// <summary>An instance with the rows that came with it, and the office as it was then.</summary>
public sealed class LoadedBurst : LoadedInstance, ILoadedRows
{
    /// <param name="facts">What neither the office nor <paramref name="remembered"/> knows is asked there.</param>
    /// <param name="remembered">Facts that may have moved on; null where the burst must see what is true now.</param>
    internal LoadedBurst(WorkflowInstance instance, Guid? caseId, KnownRows rows, OfficeSnapshot office, IFactSource facts, RememberedFacts? remembered)
        : base(instance)
    {
        Beside = new(rows, office, caseId);
        Facts = new OfficeFacts(office, facts, remembered);
        MayBeOutdated = remembered is not null;
    }

    public override IFactSource Facts { get; }

    public LoadedRows Beside { get; }
}

/// <summary>What a start was loaded with: the rows of its draft, or that there are none yet.</summary>
public sealed class LoadedStart : Preload, ILoadedRows
{
    /// <param name="facts">What neither the office nor <paramref name="remembered"/> knows is asked there.</param>
    internal LoadedStart(Guid caseId, KnownRows rows, OfficeSnapshot office, IFactSource facts, RememberedFacts remembered)
    {
        Beside = new(rows, office, caseId);
        Facts = new OfficeFacts(office, facts, remembered);
        MayBeOutdated = true;
    }

    public override IFactSource Facts { get; }

    public LoadedRows Beside { get; }
}

/// <summary>A load that brought rows along.</summary>
public interface ILoadedRows
{
    LoadedRows Beside { get; }
}

/// <summary>The rows of a load, which its commit goes by, and the office as it was then.</summary>
public sealed class LoadedRows
{
    private readonly Guid? caseId;

    internal LoadedRows(KnownRows known, OfficeSnapshot office, Guid? caseId) => (Known, Office, this.caseId) = (known, office, caseId);

    public OfficeSnapshot Office { get; }

    /// <summary>The case as the burst's commit left it; null where it was not written from this load.</summary>
    public Case? Written { get; private set; }

    internal KnownRows Known { get; }

    internal void IsWritten() => Written = caseId is { } id && Known.Find<Case>(id, out var @case) ? @case : null;
}
