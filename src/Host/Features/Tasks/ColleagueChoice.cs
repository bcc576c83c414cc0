using System.Collections.Immutable;
using StaffFlows.Host.Components.Models;
using StaffFlows.Workflows.Personnel;

namespace StaffFlows.Host.Features.Tasks;

/// <summary>Whom a task can be handed to, and whom a word that was posted means.</summary>
internal static class ColleagueChoice
{
    /// <summary>By staff number, account or id; what is none of them stays as it is, for the step to refuse.</summary>
    public static string FindColleagueId(this Organisation organisation, string word) =>
        (organisation.FindByStaffNo(word) ?? organisation.FindByUserName(word) ?? organisation.FindPerson(word))?.Id ?? word;

    /// <summary>One's own unit first, then the others by id.</summary>
    public static ImmutableArray<PersonGroup> ColleaguesOf(this Organisation organisation, string personId, IEnumerable<string> except)
    {
        var (left, home) = (except.Append(personId).ToHashSet(), organisation.FindPerson(personId)?.HomeUnitId);
        return
        [
            .. organisation.People.Values.Where(p => p.IsActive && !left.Contains(p.Id))
                .GroupBy(p => p.HomeUnitId)
                .OrderByDescending(g => g.Key == home).ThenBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => new PersonGroup(
                    organisation.Units[g.Key].Name, [.. g.OrderBy(p => p.StaffNo, StringComparer.Ordinal).Select(p => new PersonOption(p.StaffNo, p.Name, p.Post))])),
        ];
    }
}
