using StaffFlows.Workflows.Personnel;

namespace StaffFlows.Workflows.Publicity;

/// <summary>同名区分: whoever shares a name with a colleague is named with the unit, or with the end of the staff number where the unit is the same.</summary>
public static class NamesToldApart
{
    private const int Digits = 4;

    public static string NameOf(Person person, Organisation organisation)
    {
        var others = organisation.People.Values.Where(p => p.Name == person.Name && p.Id != person.Id && p.Status is not PersonStatus.Departed).ToList();
        if (others.Count == 0) return person.Name;

        return others.Exists(p => p.HomeUnitId == person.HomeUnitId)
            ? $"{person.Name}（工号尾号 {person.StaffNo[^Math.Min(Digits, person.StaffNo.Length)..]}）"
            : $"{person.Name}（{organisation.HomeUnitOf(person).Name}）";
    }
}
