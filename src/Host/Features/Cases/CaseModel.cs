using System.Collections.Immutable;
using StaffFlows.Host.Components.Models;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Cases;

/// <summary>One case as its participants, its unit and auditors see it.</summary>
/// <param name="StatusDetail">Second line of the stamp: when it ended, or the step it stands at.</param>
/// <param name="Rules">The rule book and version it started with: 房县 第 3 版.</param>
/// <param name="MyTaskId">A task of this case that waits for the viewer; null otherwise.</param>
/// <param name="CanWithdraw">The viewer is the applicant and nobody has decided yet.</param>
/// <param name="Audit">The newest entries; null where the viewer may not see the chain.</param>
/// <param name="ErasedAt">When its personal data was erased; null while it is whole.</param>
/// <param name="Asked"><c>withdraw</c>: the page asks before it is done.</param>
public sealed record CaseModel(
    string Id,
    string Number,
    string Title,
    string Procedure,
    string Applicant,
    DateTimeOffset SubmittedAt,
    CaseStatus Status,
    string? StatusDetail,
    string? Rules,
    Flow Flow,
    string SheetTitle,
    ImmutableArray<SheetFact> ApplicantFacts,
    FormContent Form,
    ImmutableArray<SheetFact> Findings,
    ImmutableArray<TimelineStep> Timeline,
    ImmutableArray<CaseRecord> Records,
    CaseAudit? Audit,
    string? MyTaskId = null,
    bool CanWithdraw = false,
    string? Asked = null,
    string? Flash = null,
    DateTimeOffset? ErasedAt = null)
{
    /// <summary>One line that says what it is about; null where the procedure has none.</summary>
    public string? Summary { get; init; }

    /// <summary>The version of the procedure that it runs on, for those who look after procedures; null for others.</summary>
    public (string Href, int Number)? Version { get; init; }

    /// <summary>The case that started this one; null where there is none that the viewer may see.</summary>
    public CaseLink? Starter { get; init; }

    /// <summary>Its sheet for paper; null where its procedure has none.</summary>
    public string? PrintHref { get; init; }

    /// <summary>The page on which it is public; null for cases that are not.</summary>
    public string? NoticeHref { get; init; }

    /// <summary>Its documents, in the order of the procedure.</summary>
    public ImmutableArray<CasePaper> Papers { get; init; } = [];

    /// <summary>Cases that this one started and that the viewer may see.</summary>
    public ImmutableArray<CaseLink> Started { get; init; } = [];

    /// <summary>What the viewer may urge; each posts to <c>/tasks/{id}/urge</c>.</summary>
    public ImmutableArray<UrgeableTask> Urgeable { get; init; } = [];
}

/// <summary>A document of the case, for paper and as a Word file.</summary>
public sealed record CasePaper(string Name, string PrintHref, string FileHref);

/// <summary>A way to another case.</summary>
public sealed record CaseLink(string Id, string Number, string Title, CaseStatus Status);

/// <param name="Person">Who holds it; null where several may claim it.</param>
/// <param name="ReadAt">When he has opened it.</param>
/// <param name="Urged">How often he was urged.</param>
public sealed record UrgeableTask(string Id, string Step, string? Person, DateTimeOffset? ReadAt, int Urged);

/// <summary>One decision, as it is kept.</summary>
/// <param name="WorkingDays">From arrival to decision in working days; null for the application itself.</param>
public sealed record CaseRecord(
    string Step,
    TimelinePerson Person,
    string? Unit,
    string Outcome,
    OutcomeIntent Intent,
    string? Opinion,
    DateTimeOffset At,
    decimal? WorkingDays);

/// <param name="IsIntact">The chain was checked when the page was made.</param>
/// <param name="AllHref">The whole chain; null for a viewer who may not open it.</param>
public sealed record CaseAudit(ImmutableArray<AuditLine> Newest, int Count, bool IsIntact, string? AllHref);
