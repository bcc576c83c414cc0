using System.Collections.Immutable;

namespace StaffFlows.Host.Features.Cases;

/// <summary>请（休）假审批单 as it goes on paper; words are complete and dates have their year.</summary>
/// <param name="Opinions">In the order of the steps; undecided ones leave room for a signature by hand.</param>
/// <param name="IsFinal">The case is decided: otherwise the sheet says that it is no proof.</param>
public sealed record LeaveSheetModel(
    string CaseId,
    string HallName,
    string Number,
    string Name,
    string StaffNo,
    string Unit,
    string Window,
    string Type,
    string Duration,
    string Period,
    string Reason,
    string? StandIn,
    ImmutableArray<PrintedOpinion> Opinions,
    bool IsFinal,
    DateTimeOffset PrintedAt,
    string PrintedBy);

/// <param name="Office">Whose opinion: 窗口负责人.</param>
/// <param name="By">Null while undecided; 罗佩芸 代 钟立人 where somebody was represented.</param>
public sealed record PrintedOpinion(string Office, string? Opinion, string? By, DateTimeOffset? At);
