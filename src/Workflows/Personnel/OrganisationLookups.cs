using System.Collections.Frozen;
using System.Collections.Immutable;

namespace StaffFlows.Workflows.Personnel;

/// <content>Indexes and look-ups. Everything is built once with the snapshot.</content>
public sealed partial class Organisation
{
    private readonly FrozenDictionary<string, Person> _byStaffNo = people.ToFrozenDictionary(p => p.StaffNo);

    private readonly FrozenDictionary<string, Person> _byUserName =
        people.Where(p => p.UserName is not null).ToFrozenDictionary(p => p.UserName!, StringComparer.OrdinalIgnoreCase);

    private readonly ILookup<string, Person> _byRole =
        people.SelectMany(p => p.Roles, (person, role) => (person, role)).OrderBy(x => x.person.Id, StringComparer.Ordinal)
            .ToLookup(x => x.role, x => x.person);

    private readonly ILookup<string?, Person> _byWindow =
        people.Where(p => p.IsActive).OrderBy(p => p.Id, StringComparer.Ordinal).ToLookup(p => p.WindowId);

    private readonly ILookup<string?, Person> _byPartner =
        people.OrderBy(p => p.Id, StringComparer.Ordinal).ToLookup(p => p.PartnerId);

    public Person? FindPerson(string? id) => id is not null && People.TryGetValue(id, out var person) ? person : null;

    /// <summary>By 工号.</summary>
    public Person? FindByStaffNo(string? staffNo) => staffNo is not null && _byStaffNo.TryGetValue(staffNo, out var person) ? person : null;

    /// <summary>By account, in any case.</summary>
    public Person? FindByUserName(string? userName) => userName is not null && _byUserName.TryGetValue(userName, out var person) ? person : null;

    /// <summary>Everyone who holds the role, whatever his status, by id.</summary>
    public IEnumerable<Person> PeopleWithRole(string code) => _byRole[code];

    /// <summary>People on post or on leave at the window, by id; neither candidates nor those who left.</summary>
    public IEnumerable<Person> MembersOfWindow(string windowId) => _byWindow[windowId];

    public Unit? FindUnit(string? id) => id is not null && Units.TryGetValue(id, out var unit) ? unit : null;

    public Window? WindowOf(Person person) => person.WindowId is not null && Windows.TryGetValue(person.WindowId, out var window) ? window : null;

    /// <summary>原单位; for agency staff the unit of the hall that uses them.</summary>
    public Unit HomeUnitOf(Person person) => Units[person.HomeUnitId];

    /// <summary>The unit that runs the person's window; null without a window.</summary>
    public Unit? WindowOwnerUnitOf(Person person) => WindowOf(person) is { } window ? Units[window.OwnerUnitId] : null;

    public Person? HeadOfWindow(Window? window) => FindPerson(window?.HeadId);

    public Person? LeaderOf(Unit? unit) => FindPerson(unit?.LeaderId);

    public Person? DeputyLeaderOf(Unit? unit) => FindPerson(unit?.DeputyLeaderId);

    /// <summary>
    /// 窗口单位主要领导 or 分管领导 of a unit. For the centre's own staff the unit level is the deputy director, whichever of
    /// the two is asked for, because the director approves above it (P6.5).
    /// </summary>
    public Person? UnitApproverOf(Unit? unit, bool deputy)
    {
        if (unit is { Type: "ServiceCenter" } && DeputyLeaderOf(unit) is { } deputyDirector) return deputyDirector;
        return deputy ? DeputyLeaderOf(unit) : LeaderOf(unit);
    }

    /// <summary>AB岗 partners in either direction: whom the person names, then who names the person.</summary>
    public IEnumerable<Person> PartnersOf(Person person)
    {
        var own = FindPerson(person.PartnerId);
        return (own is null ? [] : new[] { own }).Concat(_byPartner[person.Id]).DistinctBy(p => p.Id);
    }

    /// <summary>Active colleagues who may take the person's post over, AB partners first. Says nothing of who is free.</summary>
    public ImmutableArray<Person> CompetentStandInsOf(Person person) =>
    [
        .. PartnersOf(person)
            .Concat(person.WindowId is null ? [] : MembersOfWindow(person.WindowId))
            .Where(p => p.IsActive && p.Id != person.Id)
            .DistinctBy(p => p.Id),
    ];
}
