using System.Collections.Immutable;

namespace StaffFlows.Workflows.Selection;

/// <summary>How far a person has come in a selection. 人选状态</summary>
public enum CandidacyState
{
    /// <summary>已推荐</summary>
    Recommended,

    /// <summary>不同意例外: a rule that is not met was not excepted.</summary>
    NotExcepted,

    /// <summary>资格审查合格</summary>
    Qualified,

    /// <summary>资格审查不合格</summary>
    Unqualified,

    /// <summary>拟任</summary>
    Proposed,

    /// <summary>候补, until <see cref="Candidacy.ReserveUntil"/>.</summary>
    Reserve,

    /// <summary>面试未达标 or without a place.</summary>
    NotChosen,

    /// <summary>面试缺席</summary>
    Absent,

    /// <summary>公示通过</summary>
    Cleared,

    /// <summary>因异议暂缓</summary>
    Frozen,

    /// <summary>取消资格</summary>
    Disqualified,

    /// <summary>已备案</summary>
    Filed,

    /// <summary>不予备案</summary>
    FilingRefused,

    /// <summary>岗前培训不合格</summary>
    NotTrained,

    /// <summary>已上岗</summary>
    OnPost,

    /// <summary>已退出, by himself or by his unit.</summary>
    Withdrawn,

    /// <summary>选派终止</summary>
    Ended,
}

/// <summary>A person in one selection, as the registers keep him.</summary>
public sealed record Candidacy(Guid CaseId, string PersonId, string PostNo, string WindowId, string Title, CandidacyState State)
{
    public DateOnly? ReserveUntil { get; init; }

    /// <summary>He may not be recommended a second time while this goes on (EC-34).</summary>
    public bool IsUnderWay => IsOpen(State);

    public static bool IsOpen(CandidacyState state) =>
        state is CandidacyState.Recommended or CandidacyState.Qualified or CandidacyState.Proposed or CandidacyState.Cleared or CandidacyState.Frozen or CandidacyState.Filed;
}

/// <summary>All selections of one person: the fact that keeps two units from recommending him (EC-34).</summary>
public sealed record CandidacyRecord(string PersonId, ImmutableArray<Candidacy> Entries)
{
    /// <param name="but">The case that asks.</param>
    public Candidacy? UnderWay(Guid but) => Entries.FirstOrDefault(e => e.CaseId != but && e.IsUnderWay);

    /// <summary>候补, still valid on a day.</summary>
    public bool IsReserveOn(DateOnly day) => Entries.Any(e => e.State is CandidacyState.Reserve && e.ReserveUntil >= day);
}

/// <summary>Places of a post that its selection still has to fill. 预占名额</summary>
/// <param name="ReplacesId">Who leaves for them.</param>
public sealed record ReservedPlaces(Guid CaseId, string PostNo, string WindowId, string Title, int Places, string? ReplacesId);

/// <summary>What the running selections have reserved at one window: with headcount and postings the fact that a vacancy goes by (SEL-09).</summary>
public sealed record WindowReservations(string WindowId, ImmutableArray<ReservedPlaces> Entries);

/// <summary>Where each person of a selection was made public last; nobody is in it before his notice hangs. 公示编号</summary>
public sealed record PublicisedPersons(ImmutableDictionary<string, PublicisedIn> NoticeByPersonId);

/// <summary>The publicity that a person was on.</summary>
public readonly record struct PublicisedIn(Guid CaseId, string Number);
