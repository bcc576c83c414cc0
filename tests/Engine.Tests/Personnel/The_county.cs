using StaffFlows.Workflows.Personnel;

namespace StaffFlows.Engine.Tests.Personnel;

/// <summary>The demo organisation, 临溪县: the people that the cases below speak of.</summary>
internal static class The_county
{
    public static OrganisationImport File { get; } = OrganisationFile.Read(Repository.Read("workflows/demo-organisation.json")).GetValue();

    public static Organisation Today { get; } = File.ToOrganisation(1);

    public static Person Person(string userName) => Today.FindByUserName(userName)!;

    public static Organisation With(params Person[] changed) =>
        new(2, File.Units, File.Windows, File.Roles, [.. Today.People.Values.Where(p => changed.All(c => c.Id != p.Id)), .. changed]);
}
