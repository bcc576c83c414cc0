using System.Collections.Frozen;
using System.Collections.Immutable;

namespace StaffFlows.Workflows.Personnel;

/// <summary>A body: bureau, centre, stationed department, township centre, agency. 单位</summary>
/// <param name="Type">As in the organisation file: ApprovalBureau, ServiceCenter, StationedDepartment, TownshipServiceCenter, DisciplineInspectionOrgan, LaborDispatchAgency.</param>
public sealed record Unit(
    string Id, string Name, string Type, string? ParentId, string? LeaderId, string? DeputyLeaderId, bool IsStationed)
{
    public const string StationedDepartment = nameof(StationedDepartment);

    /// <summary>进驻日期: from this day on it works in the hall; null where the file doesn't say since when.</summary>
    public DateOnly? StationedSince { get; init; }

    /// <summary>
    /// Whether it works in the hall on a day (SEL-15). Without a date it is what the file says of it: many departments entered before anybody
    /// wrote the day down. Bodies that are no departments enter nothing; they are there.
    /// </summary>
    public bool HasEnteredBy(DateOnly day) => Type is not StationedDepartment || (StationedSince is { } since ? since <= day : IsStationed);
}

/// <summary>A window or desk of the hall. 窗口</summary>
/// <param name="ApprovedHeadcount">核定人数; null where none is fixed.</param>
public sealed record Window(
    string Id, string Name, string Type, string OwnerUnitId, int? ApprovedHeadcount, string? HeadId);

/// <summary>A role that people may hold, e.g. CenterDirector 政务服务中心主要领导.</summary>
public sealed record Role(string Code, string Name);

public enum EmploymentType
{
    CivilServant,
    PublicInstitution,
    AuthorizedInStaff,
    ContractHired,
    AgencyDispatched,
    Temporary,

    /// <summary>村（社区）网格员、两委成员兼任 (SEL-16): at a window without having been selected for it.</summary>
    VillageAgent,
}

/// <summary>在岗 OnPost, 请假 OnLeave, 拟任 Candidate, 已离岗 Departed.</summary>
public enum PersonStatus
{
    OnPost,
    OnLeave,
    Candidate,
    Departed,
}

/// <summary>One person of the hall. Dates are local dates in Asia/Shanghai.</summary>
/// <param name="Id">Stable id of the organisation file (E030).</param>
/// <param name="StaffNo">工号; what forms and the API's <c>standIn</c> name a person by.</param>
/// <param name="UserName">The account, null for people who don't sign in.</param>
/// <param name="HomeUnitId">原单位. For agency staff the unit of the hall that uses them.</param>
/// <param name="PartnerId">AB岗 partner.</param>
/// <param name="OnPostDate">When the present posting began; null where none.</param>
/// <param name="FirstWorkDate">Start of working life, for the annual-leave entitlement.</param>
public sealed record Person(
    string Id,
    string StaffNo,
    string? UserName,
    string Name,
    string Gender,
    DateOnly? BirthDate,
    string? PoliticalStatus,
    string? Education,
    EmploymentType EmploymentType,
    string HomeUnitId,
    string? LaborAgencyId,
    string? WindowId,
    string? Post,
    ImmutableArray<string> Roles,
    DateOnly? OnPostDate,
    DateOnly? FirstWorkDate,
    string? ManagerId,
    string? PartnerId,
    DateOnly? ContractStart,
    DateOnly? ContractEnd,
    DateOnly? ProbationEnd,
    string? Mobile,
    string? Email,
    PersonStatus Status)
{
    /// <summary>GB 11643 number as imported; encrypted at rest and never in a snapshot: null outside the import.</summary>
    public string? IdNumber { get; init; }

    public bool IsActive => Status is PersonStatus.OnPost or PersonStatus.OnLeave;

    /// <summary>Whether this person may take over the other's post (STF-01): same window, or AB partners in either direction.</summary>
    public bool IsCompetentFor(Person absent) =>
        (absent.WindowId is not null && WindowId == absent.WindowId) || Id == absent.PartnerId || PartnerId == absent.Id;
}

/// <summary>The whole organisation at one version: immutable, shared per node, indexed for look-ups.</summary>
public sealed partial class Organisation(
    long version,
    IEnumerable<Unit> units,
    IEnumerable<Window> windows,
    IEnumerable<Role> roles,
    IEnumerable<Person> people)
{
    public long Version { get; } = version;
    public ImmutableDictionary<string, Unit> Units { get; } = units.ToImmutableDictionary(u => u.Id);
    public ImmutableDictionary<string, Window> Windows { get; } = windows.ToImmutableDictionary(w => w.Id);
    public ImmutableDictionary<string, Role> Roles { get; } = roles.ToImmutableDictionary(r => r.Code);
    public ImmutableDictionary<string, Person> People { get; } = people.ToImmutableDictionary(p => p.Id);

    private readonly FrozenDictionary<string, ImmutableArray<string>> led = ByPerson(units.SelectMany(u => new[] { u.LeaderId, u.DeputyLeaderId }.Distinct().Select(id => (id, u.Id))));
    private readonly FrozenDictionary<string, ImmutableArray<string>> headed = ByPerson(windows.Select(w => (w.HeadId, w.Id)));

    /// <summary>Ids of the units that he leads, as the leader or the deputy.</summary>
    public ImmutableArray<string> UnitsLedBy(string personId) => led.GetValueOrDefault(personId, []);

    /// <summary>Ids of the windows whose head he is.</summary>
    public ImmutableArray<string> WindowsHeadedBy(string personId) => headed.GetValueOrDefault(personId, []);

    private static FrozenDictionary<string, ImmutableArray<string>> ByPerson(IEnumerable<(string? PersonId, string Id)> charges) => charges
        .Where(charge => charge.PersonId is not null).GroupBy(charge => charge.PersonId!, charge => charge.Id)
        .ToFrozenDictionary(group => group.Key, group => group.Order(StringComparer.Ordinal).ToImmutableArray());
}
