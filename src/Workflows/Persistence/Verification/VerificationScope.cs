using System.Collections.Immutable;

namespace StaffFlows.Workflows.Persistence.Verification;

/// <summary>What the parts of a verification share: one reading transaction, and where to say what is found.</summary>
internal sealed class VerificationScope(StaffFlowsDbContext db, string area, Action<VerificationProgress>? progress)
{
    /// <summary>Rows that are read at once.</summary>
    public const int Batch = 200;

    private readonly List<Finding> findings = [];
    private long count;

    public StaffFlowsDbContext Db { get; } = db;

    public void Find(string code, params ImmutableArray<string> arguments) => findings.Add(new(code, arguments));

    public void Find(string code, Guid id) => Find(code, id.ToString("N"));

    public void Look(long done, long total)
    {
        count = done;
        progress?.Invoke(new(area, done, total));
    }

    public VerifiedArea End() => new(area, count, [.. findings]);
}
