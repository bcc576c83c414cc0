using StaffFlows.Workflows.Personnel;

namespace StaffFlows.Engine.Tests.Personnel;

public sealed class When_people_are_looked_up
{
    [Fact]
    public void Staff_number_and_user_name_lead_to_the_same_person()
    {
        The_county.Today.FindByStaffNo("LX0030")!.Id.ShouldBe("E030");
        The_county.Today.FindByUserName("U030")!.Id.ShouldBe("E030");
        The_county.Today.FindByStaffNo(null).ShouldBeNull();
    }

    [Fact]
    public void Candidates_are_no_members_of_a_window() =>
        The_county.Today.MembersOfWindow("W04").Select(p => p.Id).ShouldBe(["E022", "E030", "E031", "E032"]);

    [Theory]
    [InlineData("u031", "u032", true, "same window")]
    [InlineData("u040", "u039", true, "AB partner at another window")]
    [InlineData("u039", "u040", true, "the other direction")]
    [InlineData("u030", "u033", false, "another window, no partner")]
    [InlineData("u012", "u013", false, "neither has a window")]
    public void Competence_is_the_window_or_the_pair(string standIn, string absent, bool expected, string reason) =>
        The_county.Person(standIn).IsCompetentFor(The_county.Person(absent)).ShouldBe(expected, reason);

    [Fact]
    public void Someone_alone_at_his_window_has_nobody_to_stand_in() =>
        The_county.Today.CompetentStandInsOf(The_county.Person("u046")).ShouldBeEmpty();

    [Fact]
    public void The_ab_partner_comes_first() =>
        The_county.Today.CompetentStandInsOf(The_county.Person("u032"))[0].Id.ShouldBe("E030");

    [Theory]
    [InlineData("U02", false, "E005", "the centre's own staff answer to the deputy director")]
    [InlineData("U02", true, "E005", "asked for as deputy too")]
    [InlineData("U04", false, "E013", "a department's leader")]
    [InlineData("U04", true, "E020", "a department's deputy")]
    [InlineData("U09", false, null, "vacant")]
    public void The_unit_level_approver_is(string unit, bool deputy, string? expected, string reason) =>
        (The_county.Today.UnitApproverOf(The_county.Today.Units[unit], deputy)?.Id).ShouldBe(expected, reason);
}
