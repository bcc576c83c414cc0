using System.Text;
using System.Text.Json.Nodes;
using StaffFlows.Workflows.DataFiles;
using StaffFlows.Workflows.Personnel;

namespace StaffFlows.Engine.Tests.Personnel;

public sealed class When_an_organisation_file_is_read
{
    [Fact]
    public void The_demo_file_is_right_as_a_whole()
    {
        The_county.File.Units.Length.ShouldBe(14);
        The_county.File.People.Length.ShouldBe(55);
        The_county.File.People.ShouldAllBe(p => p.IdNumber != null);
    }

    [Fact]
    public void Id_numbers_never_reach_the_snapshot() => The_county.Today.People.Values.ShouldAllBe(p => p.IdNumber == null);

    [Theory]
    [InlineData("people[3].homeUnitId", "U99", "unit-unknown", "no such unit")]
    [InlineData("people[3].windowId", "W99", "window-unknown", "no such window")]
    [InlineData("people[3].managerId", "E999", "person-unknown", "no such manager")]
    [InlineData("people[4].abPartnerId", "E999", "person-unknown", "partner not in the file")]
    [InlineData("people[4].abPartnerId", "E005", "partner-is-self", "his own partner")]
    [InlineData("people[3].id", "E001", "key-duplicate", "id taken")]
    [InlineData("people[3].staffNo", "LX0001", "key-duplicate", "staff number taken")]
    [InlineData("people[3].userName", "U001", "key-duplicate", "user name taken in another case")]
    [InlineData("people[3].birthDate", "1974-02-30", "date-invalid", "no 30 February")]
    [InlineData("people[3].idNumber", "990101197405180030", "id-number-invalid", "wrong check digit")]
    [InlineData("people[3].idNumber", "990101197405180031", "id-number-birth-date", "somebody else's birth date")]
    [InlineData("people[3].employmentType", "Volunteer", "choice-unknown", "unknown employment type")]
    [InlineData("people[3].status", "1", "choice-unknown", "a number is no status")]
    [InlineData("people[3].gender", "X", "choice-unknown", "unknown gender")]
    [InlineData("people[3].mobile", "12345", "mobile-invalid", "not eleven digits")]
    [InlineData("people[3].email", "nobody", "email-invalid", "no domain")]
    [InlineData("people[3].name", null, "value-missing", "no name")]
    [InlineData("people[42].laborAgencyId", "U01", "agency-unknown", "a bureau is no agency")]
    [InlineData("people[42].laborAgencyId", null, "agency-missing", "agency staff without an agency")]
    [InlineData("people[40].contractEnd", "2001-01-01", "contract-ends-before-start", "ends before it starts")]
    [InlineData("units[3].leaderId", "E999", "person-unknown", "no such leader")]
    [InlineData("units[3].type", "Club", "unit-type-unknown", "unknown type")]
    [InlineData("units[1].parentId", "U02", "unit-circle", "its own parent")]
    [InlineData("windows[2].ownerUnitId", "U99", "unit-unknown", "no such owner")]
    [InlineData("windows[2].headId", "E999", "person-unknown", "no such head")]
    public void A_wrong_row_is_named_by_path_and_code(string path, string? value, string code, string reason) =>
        ErrorsOf(path, value).ShouldContain((path, code), reason);

    [Fact]
    public void An_unknown_role_is_named_by_its_place()
    {
        var file = DemoFile();
        file["people"]![3]!["roles"] = new JsonArray("Emperor");

        Errors(file).ShouldBe([("people[3].roles[0]", "role-unknown")]);
    }

    [Fact]
    public void All_errors_are_found_in_one_reading()
    {
        var file = DemoFile();
        file["people"]![3]!["homeUnitId"] = "U99";
        file["people"]![7]!["birthDate"] = "soon";

        Errors(file).ShouldBe([("people[7].birthDate", "date-invalid"), ("people[3].homeUnitId", "unit-unknown")]);
    }

    [Theory]
    [InlineData("{", "json-invalid")]
    [InlineData("[]", "object-expected")]
    public void What_is_no_file_at_all_is_refused(string text, string code) =>
        OrganisationFile.Read(Encoding.UTF8.GetBytes(text)).ShouldBeOfType<Reading<OrganisationImport>.Refused>().Errors.Single().Code.ShouldBe(code);

    [Fact]
    public void Nesting_without_end_is_refused() =>
        OrganisationFile.Read(Encoding.UTF8.GetBytes($"{{\"units\":{new string('[', 100)}{new string(']', 100)}}}"))
            .ShouldBeOfType<Reading<OrganisationImport>.Refused>();

    private static List<(string, string)> ErrorsOf(string path, string? value)
    {
        var file = DemoFile();
        var (list, rest) = path.Split('[') is [var l, var r] ? (l, r) : throw new FormatException(path);
        var (index, member) = rest.Split("].") is [var i, var m] ? (int.Parse(i), m) : throw new FormatException(path);
        file[list]![index]![member] = value;
        return Errors(file);
    }

    private static List<(string, string)> Errors(JsonNode file) =>
        [.. OrganisationFile.Read(Encoding.UTF8.GetBytes(file.ToJsonString())).ShouldBeOfType<Reading<OrganisationImport>.Refused>()
            .Errors.Select(e => (e.Field, e.Code))];

    private static JsonNode DemoFile() => JsonNode.Parse(Repository.Read("workflows/demo-organisation.json").Span)!;
}
