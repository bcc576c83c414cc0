using System.Collections.Immutable;

namespace StaffFlows.Workflows.Persistence.Verification;

/// <summary>Something that is not as it should be.</summary>
/// <param name="Code">Stable; the key of a sentence that takes <paramref name="Arguments"/>.</param>
public sealed record Finding(string Code, params ImmutableArray<string> Arguments);

/// <summary>One part of a verification.</summary>
/// <param name="Name">Stable: file, release, audit, instances, waiting, cases, attachments, numbers.</param>
/// <param name="Count">How many things were looked at.</param>
public sealed record VerifiedArea(string Name, long Count, ImmutableArray<Finding> Findings);

/// <param name="Total">0 while unknown.</param>
public sealed record VerificationProgress(string Area, long Done, long Total);

/// <summary>All parts in their order. Where the file itself is broken or of another release, the later parts are missing.</summary>
public sealed record Verdict(ImmutableArray<VerifiedArea> Areas)
{
    /// <summary>The database was written by an earlier release and has not been opened by this one yet.</summary>
    public const string OlderRelease = "older-release";

    public IEnumerable<Finding> Findings => Areas.SelectMany(a => a.Findings);

    public bool IsGood => !Findings.Any();

    /// <summary>Good, or good as far as it can be told before this release brings it up to date.</summary>
    public bool CanBeRestored => Findings.All(f => f.Code == OlderRelease);
}
