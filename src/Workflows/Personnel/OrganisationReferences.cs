using System.Collections.Frozen;
using System.Collections.Immutable;
using StaffFlows.Workflows.DataFiles;

namespace StaffFlows.Workflows.Personnel;

/// <summary>Whether the rows of an organisation file fit together: unique keys, and every reference leads to a row of the file.</summary>
internal static class OrganisationReferences
{
    public static void Check(
        ImmutableArray<(JsonRow Row, Unit Value)> units,
        ImmutableArray<(JsonRow Row, Window Value)> windows,
        ImmutableArray<(JsonRow Row, Role Value)> roles,
        ImmutableArray<(JsonRow Row, Person Value)> people)
    {
        var unitIds = Unique(units, "id", u => u.Id);
        var windowIds = Unique(windows, "id", w => w.Id);
        var roleCodes = Unique(roles, "code", r => r.Code);
        var personIds = Unique(people, "id", p => p.Id);
        Unique(people, "staffNo", p => p.StaffNo);
        Unique(people, "userName", p => p.UserName);
        Unique(people, "idNumber", p => p.IdNumber);

        Follow(units, "parentId", u => u.ParentId, unitIds, "unit-unknown");
        Follow(units, "leaderId", u => u.LeaderId, personIds, "person-unknown");
        Follow(units, "deputyLeaderId", u => u.DeputyLeaderId, personIds, "person-unknown");
        Follow(windows, "ownerUnitId", w => w.OwnerUnitId, unitIds, "unit-unknown");
        Follow(windows, "headId", w => w.HeadId, personIds, "person-unknown");
        Follow(people, "homeUnitId", p => p.HomeUnitId, unitIds, "unit-unknown");
        Follow(people, "windowId", p => p.WindowId, windowIds, "window-unknown");
        Follow(people, "managerId", p => p.ManagerId, personIds, "person-unknown");
        Follow(people, "abPartnerId", p => p.PartnerId, personIds, "person-unknown");
        Follow(people, "laborAgencyId", p => p.LaborAgencyId, Agencies(units), "agency-unknown");
        CheckRoles(people, roleCodes);
        CheckSelves(people);
        CheckParents(units);
    }

    private static FrozenSet<string> Agencies(ImmutableArray<(JsonRow Row, Unit Value)> units) =>
        units.Where(u => u.Value.Type == "LaborDispatchAgency").Select(u => u.Value.Id).ToFrozenSet();

    private static FrozenSet<string> Unique<T>(ImmutableArray<(JsonRow Row, T Value)> rows, string name, Func<T, string?> key)
    {
        // accounts are compared without case: people type them
        var seen = new HashSet<string>(name == "userName" ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        foreach (var (row, value) in rows)
            if (key(value) is { Length: > 0 } text && !seen.Add(text)) Refuse(row, name, text);

        return seen.ToFrozenSet();
    }

    /// <summary>An id number is not repeated in a message.</summary>
    private static void Refuse(JsonRow row, string name, string text)
    {
        if (name == "idNumber") row.Reject(name, "id-number-duplicate");
        else row.Reject(name, "key-duplicate", text);
    }

    private static void Follow<T>(
        ImmutableArray<(JsonRow Row, T Value)> rows, string name, Func<T, string?> reference, FrozenSet<string> known, string code)
    {
        foreach (var (row, value) in rows)
            if (reference(value) is { Length: > 0 } id && !known.Contains(id)) row.Reject(name, code, id);
    }

    private static void CheckRoles(ImmutableArray<(JsonRow Row, Person Value)> people, FrozenSet<string> known)
    {
        foreach (var (row, person) in people)
            for (var i = 0; i < person.Roles.Length; i++)
                if (!known.Contains(person.Roles[i])) row.Reject($"roles[{i}]", "role-unknown", person.Roles[i]);
    }

    private static void CheckSelves(ImmutableArray<(JsonRow Row, Person Value)> people)
    {
        foreach (var (row, person) in people)
        {
            if (person.PartnerId == person.Id) row.Reject("abPartnerId", "partner-is-self");
            if (person.ManagerId == person.Id) row.Reject("managerId", "manager-is-self");
        }
    }

    private static void CheckParents(ImmutableArray<(JsonRow Row, Unit Value)> units)
    {
        var parents = units.GroupBy(u => u.Value.Id).ToDictionary(g => g.Key, g => g.First().Value.ParentId);
        foreach (var (row, unit) in units)
        {
            var seen = new HashSet<string>();
            for (var id = unit.Id; id is not null; id = parents.GetValueOrDefault(id))
            {
                if (seen.Add(id)) continue;

                row.Reject("parentId", "unit-circle", unit.Id);
                break;
            }
        }
    }
}
