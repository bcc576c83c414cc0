using StaffFlows.Workflows.Selection;

namespace StaffFlows.Engine.Tests.Selection;

public sealed class When_ages_are_counted
{
    [Theory]
    [InlineData("1980-03-12", "2026-03-11", true, "the day before the 46th birthday")]
    [InlineData("1980-03-12", "2026-03-12", false, "the 46th birthday")]
    [InlineData("1981-03-12", "2026-03-12", true, "45 today")]
    [InlineData("1980-02-29", "2026-02-27", true, "45 until the day before the end of a February without a 29th")]
    [InlineData("1980-02-29", "2026-02-28", false, "46 on the last of February")]
    public void TC_8_SEL_03_the_limit_includes_its_year(string birth, string day, bool isWithin, string why) =>
        AgeLimit.IsWithin(DateOnly.Parse(birth, null), 45, DateOnly.Parse(day, null)).ShouldBe(isWithin, why);
}
