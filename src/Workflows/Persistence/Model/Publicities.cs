using System.Collections.Immutable;
using StaffFlows.Workflows.Publicity;

namespace StaffFlows.Workflows.Persistence.Model;

/// <summary>A publicity as the public page and the register show it; one per case. Changed by its applier alone. 公示</summary>
public sealed class StoredPublicity
{
    public required Guid CaseId { get; init; }
    public PublicityState State { get; set; }

    /// <summary>The notice's JSON. Encrypted at rest: before it is posted, and after it was withdrawn, it is nobody's business.</summary>
    public required string Notice { get; set; }

    /// <summary>SHA-256 of the notice.</summary>
    public required string Digest { get; set; }

    /// <summary>1, and one more with each posting anew.</summary>
    public int Round { get; set; }
    public int WorkingDays { get; set; }
    public bool CountsPostingDay { get; set; }

    /// <summary>Null until the period runs.</summary>
    public DateOnly? PostedOn { get; set; }
    public DateOnly? FirstDay { get; set; }
    public DateOnly? LastDay { get; set; }

    /// <summary>How many days of the period are left to run from <see cref="PostedOn"/>, or from the next posting, on: fewer after an interruption; 0 for all.</summary>
    public int DaysToRun { get; set; }
    public bool IsProvisional { get; set; }

    /// <summary>The stored days count: not where the last posting, the first or a new one, is still to come.</summary>
    public bool HasPeriod => State is not (PublicityState.Draft or PublicityState.Posted or PublicityState.Suspended);

    public long CalendarVersion { get; set; }

    /// <summary>Since when it can be read without signing in; null before the first posting.</summary>
    public DateTimeOffset? PublishedAt { get; set; }
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>The last day on which the public page shows it; null while it runs.</summary>
    public DateOnly? KeepUntil { get; set; }

    /// <summary>The result's JSON, encrypted at rest; null before the end.</summary>
    public string? Result { get; set; }

    /// <summary>What happened to it while it hung, as the page tells: lengthened, interrupted, corrected.</summary>
    public ImmutableArray<PublicityRemark> Remarks { get; set; } = [];

    /// <summary>更正中: what hung is wrong, and what will hang instead is not yet posted.</summary>
    public bool IsBeingCorrected => State is PublicityState.Draft
        || (State is PublicityState.Suspended && Remarks.LastOrDefault(r => r.TextKey is PublicityRemark.Interrupted or PublicityRemark.Correcting)?.TextKey is PublicityRemark.Correcting);

    public long Version { get; set; }
}

/// <param name="TextKey">Key into the message texts.</param>
public sealed record PublicityRemark(DateTimeOffset At, string TextKey, ImmutableArray<string> Arguments)
{
    public const string Interrupted = "remark.interrupted";
    public const string Correcting = "remark.correcting";
    public const string Withdrawn = "remark.withdrawn";

    /// <summary>Goes from the public page together with the list.</summary>
    public bool NamesSomebody => TextKey is Withdrawn;
}

/// <summary>A venue's word that the notice hangs there. 张贴确认</summary>
public sealed class StoredPosting
{
    public required Guid CaseId { get; init; }
    public required int Round { get; init; }
    public required Venue Venue { get; init; }
    public required DateTimeOffset PostedAt { get; init; }
    public required DateTimeOffset ConfirmedAt { get; init; }
    public required string ConfirmedById { get; init; }

    /// <summary>Ids of photos, addresses of pages.</summary>
    public required string[] Proof { get; init; }
}
