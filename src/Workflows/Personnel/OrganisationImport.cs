using System.Collections.Immutable;

namespace StaffFlows.Workflows.Personnel;

/// <summary>An organisation file that was found right as a whole. People carry their id numbers here and nowhere else.</summary>
public sealed record OrganisationImport(
    ImmutableArray<Unit> Units, ImmutableArray<Window> Windows, ImmutableArray<Role> Roles, ImmutableArray<Person> People)
{
    /// <summary>The snapshot without id numbers.</summary>
    public Organisation ToOrganisation(long version) =>
        new(version, Units, Windows, Roles, People.Select(p => p with { IdNumber = null }).ToImmutableArray());
}
