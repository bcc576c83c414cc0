using System.Collections.Frozen;
using System.Collections.Immutable;
using StaffFlows.Workflows.DataFiles;

namespace StaffFlows.Workflows.Personnel;

/// <summary>
/// Reads an organisation file (units, windows, roles, people). All or nothing: either everything is right, or each wrong
/// row is named by path and code (<c>people[3].homeUnitId: unit-unknown</c>). Unknown members are let be.
/// </summary>
public static class OrganisationFile
{
    private const int MaxUnits = 5_000;
    private const int MaxPeople = 20_000;
    private const int MaxRoles = 500;

    private static readonly FrozenSet<string> UnitTypes = new[]
    {
        "ApprovalBureau", "ServiceCenter", Unit.StationedDepartment, "TownshipServiceCenter", "VillageServiceStation",
        "DisciplineInspectionOrgan", "LaborDispatchAgency",
    }.ToFrozenSet();

    public static Reading<OrganisationImport> Read(ReadOnlyMemory<byte> utf8) => JsonFile.Read(utf8, root =>
    {
        var units = root.Rows("units", MaxUnits).Select(row => (Row: row, Value: ReadUnit(row))).ToImmutableArray();
        var windows = root.Rows("windows", MaxUnits).Select(row => (Row: row, Value: ReadWindow(row))).ToImmutableArray();
        var roles = root.Rows("roles", MaxRoles).Select(row => (Row: row, Value: new Role(row.Text("code", 50), row.Text("name")))).ToImmutableArray();
        var people = root.Rows("people", MaxPeople).Select(row => (Row: row, Value: PersonRow.Read(row))).ToImmutableArray();

        OrganisationReferences.Check(units, windows, roles, people);
        return new OrganisationImport(Values(units), Values(windows), Values(roles), Values(people));
    });

    private static Unit ReadUnit(JsonRow row)
    {
        var type = row.Text("type", 50);
        if (type.Length > 0 && !UnitTypes.Contains(type)) row.Reject("type", "unit-type-unknown", type);

        return new Unit(
            row.Text("id", 50), row.Text("name"), type, row.OptionalText("parentId"), row.OptionalText("leaderId"),
            row.OptionalText("deputyLeaderId"), row.OptionalFlag("stationed"))
        {
            StationedSince = row.OptionalDate("stationedSince"),
        };
    }

    private static Window ReadWindow(JsonRow row) => new(
        row.Text("id", 50), row.Text("name"), row.Text("type", 50), row.Text("ownerUnitId"),
        row.OptionalInteger("approvedHeadcount", 0, 10_000), row.OptionalText("headId"));

    private static ImmutableArray<T> Values<T>(ImmutableArray<(JsonRow Row, T Value)> rows) => [.. rows.Select(r => r.Value)];
}
