using StaffFlows.Workflows.Selection;

namespace StaffFlows.Workflows.Persistence.Model;

/// <summary>Places of a post that a selection has reserved at a window and not yet filled. 预占名额</summary>
public sealed class StoredPlaces
{
    public required Guid Id { get; init; }
    public required Guid CaseId { get; init; }
    public required string PostNo { get; init; }
    public required string WindowId { get; set; }
    public required string Title { get; set; }

    /// <summary>0: all are filled, or given back.</summary>
    public int Places { get; set; }
    public string? ReplacesId { get; set; }

    public ReservedPlaces ToEntry() => new(CaseId, PostNo, WindowId, Title, Places, ReplacesId);
}

/// <summary>A person in a selection: the line of the registers of candidates, reserves, filings and postings. 人选</summary>
public sealed class StoredCandidacy
{
    public required Guid Id { get; init; }
    public required Guid CaseId { get; init; }
    public required string PersonId { get; init; }
    public required string PostNo { get; set; }
    public required string WindowId { get; set; }
    public required string Title { get; set; }
    public CandidacyState State { get; set; }
    public required DateOnly RecommendedOn { get; init; }
    public decimal? Score { get; set; }
    public int? Rank { get; set; }
    public DateOnly? ReserveUntil { get; set; }
    public string? FilingNumber { get; set; }
    public DateOnly? FiledOn { get; set; }
    public DateOnly? OnPostDate { get; set; }
    public DateTimeOffset UpdatedAt { get; set; }

    public Candidacy ToEntry() => new(CaseId, PersonId, PostNo, WindowId, Title, State) { ReserveUntil = ReserveUntil };
}
