using System.Collections.Immutable;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Workflows.Selection;

/// <summary>
/// 推荐: what a selection asks for, in the place of what it asked for before. Refused where somebody else has just recommended a person
/// (EC-34) or taken a place (SEL-09): the facts of persons and windows move on with it.
/// </summary>
public sealed record CandidatesRecommended(Guid CaseId, ImmutableArray<ReservedPlaces> Places, ImmutableArray<Candidacy> Candidates) : IEffect;

/// <summary>A person has come further, or his candidacy has ended. What is null stays as it was.</summary>
public sealed record CandidacyMoved(Guid CaseId, string PersonId, CandidacyState State) : IEffect
{
    public decimal? Score { get; init; }
    public int? Rank { get; init; }
    public DateOnly? ReserveUntil { get; init; }
    public string? FilingNumber { get; init; }
    public DateOnly? FiledOn { get; init; }
}

/// <summary>A selection asks for no more places.</summary>
public sealed record PlacesReleased(Guid CaseId) : IEffect;

/// <summary>Somebody has withdrawn from a selection: whatever stands between it and the post looks at its persons again.</summary>
/// <param name="Selection">The case's id.</param>
public sealed record WithdrawalStimulus(string Selection)
{
    public const string Name = "StaffFlows.Selection/Withdrawal";
}

/// <summary>上岗: the person belongs to the window from this day, which begins the two years (TC-7). One of the post's places is filled.</summary>
/// <param name="CaseId">The selection's case.</param>
public sealed record StaffPosted(Guid CaseId, string PersonId, string PostNo, string WindowId, string Post, DateOnly OnPostDate, string? PartnerId) : IEffect;
