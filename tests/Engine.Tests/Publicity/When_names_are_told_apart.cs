using StaffFlows.Workflows.Personnel;
using StaffFlows.Workflows.Publicity;

namespace StaffFlows.Engine.Tests.Publicity;

public sealed class When_names_are_told_apart
{
    private static readonly Unit Health = new("U1", "卫生健康局", "StationedDepartment", null, null, null, true);
    private static readonly Unit Tax = new("U2", "税务局", "StationedDepartment", null, null, null, true);

    [Theory]
    [InlineData("王芳", "U2", PersonStatus.OnPost, "王芳（卫生健康局）", "the other one is of another unit")]
    [InlineData("王芳", "U1", PersonStatus.OnPost, "王芳（工号尾号 0001）", "the unit does not tell them apart")]
    [InlineData("王芳", "U1", PersonStatus.Departed, "王芳", "whoever has left is mixed up with nobody")]
    [InlineData("王方", "U1", PersonStatus.OnPost, "王芳", "another name")]
    public void By_unit_or_else_by_the_end_of_the_staff_number(string other, string unit, PersonStatus status, string name, string why)
    {
        var person = Person("E1", "LX0001", "王芳", "U1", PersonStatus.OnPost);
        var organisation = new Organisation(1, [Health, Tax], [], [], [person, Person("E2", "LX0002", other, unit, status)]);

        NamesToldApart.NameOf(person, organisation).ShouldBe(name, why);
    }

    private static Person Person(string id, string number, string name, string unit, PersonStatus status) => new(
        id, number, null, name, "F", null, null, null, EmploymentType.CivilServant, unit, null, null, null, [], null, null, null, null, null, null, null, null, null, status);
}
