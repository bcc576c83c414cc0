using StaffFlows.Testing;

namespace StaffFlows.Host.Tests.Cases;

/// <summary>A recommendation by the rules of Hunan, where 巩志远 (LX0053) is too old to go without an exception.</summary>
public sealed class When_a_case_is_read_in_English
{
    [Fact]
    public async Task SEL_03_what_the_rules_say_and_what_was_found_is_English_and_for_whoever_reads_Chinese_Chinese()
    {
        await using var hall = await Hall.OpenAsync(settings: ("Hall:Profile", "Hunan"));
        var id = (await (await hall.AsAsync("u018")).PostAsync("procedures/selection/cases", new
        {
            form = new
            {
                subject = "增补窗口人员",
                posts = new[] { new { no = "1", window = "W04", title = "医保窗口", places = 1 } },
                candidates = new[] { new { person = "LX0053", post = "1", recommendation = "业务骨干" } },
            },
            draft = false,
        }))["id"]!.GetValue<Guid>();
        var officer = await Visitor.SignInAsync(hall, "u006");

        var chinese = (await officer.SeeAsync($"/cases/{id}")).Html;
        using var switched = await officer.SubmitAsync("/inbox", "/account/language", ("culture", "en"), ("returnUrl", "/inbox"));
        var english = (await officer.SeeAsync($"/cases/{id}")).Html;

        chinese.ShouldContain("年龄原则上在 45 周岁以下（HN 6.1.1 c）");
        english.ShouldContain("Age 45 at most, in principle (HN 6.1.1 c)");
        english.ShouldNotContain("周岁");
        english.ShouldNotContain("核定");
    }
}
