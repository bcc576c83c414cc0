using StaffFlows.Testing;

namespace StaffFlows.Workflows.Specs.Publicity;

public sealed class When_a_publicity_is_asked_for(HallInMarch march) : IClassFixture<HallInMarch>
{
    private readonly Hall hall = march.Hall;

    [Fact]
    public async Task The_publicity_and_the_personnel_officer_may_ask_for_it_and_nobody_else()
    {
        (await KeysAsync("u007")).ShouldContain("publicity");
        (await KeysAsync("u006")).ShouldContain("publicity");
        (await KeysAsync("u030")).ShouldNotContain("publicity");
        ((int)(await hall.TryPublishAsync(PublicitySteps.Form(), by: "u030")).Status).ShouldBe(404);
    }

    [Theory]
    [InlineData("LX9999", "没有工号为“LX9999”", "an unknown number")]
    [InlineData("LX0055\nLX0053\nLX0055", "第 3 行", "a person twice")]
    [InlineData("LX0055 联系 16900000055", "手机号码", "a phone in a post")]
    [InlineData("LX0055 990101199404301234", "身份证号码", "an id number in a post")]
    public async Task A_list_that_can_not_hang_is_refused_at_its_field(string persons, string sentence, string why) =>
        (await hall.TryPublishAsync(PublicitySteps.Form(persons))).Error("persons").ShouldContain(sentence, Case.Sensitive, why);

    [Fact]
    public async Task A_title_with_a_phone_number_is_refused() =>
        (await hall.TryPublishAsync(PublicitySteps.Form(title: "公示（联系 16900000055）"))).Error("title").ShouldContain("手机号码");

    [Fact]
    public async Task PUB_02_a_text_that_is_not_approved_goes_back_and_is_drafted_anew()
    {
        var id = await hall.DraftedAsync();
        await (await hall.AsAsync("u005")).DecideAsync(id, "return", "标题改为“拟选派人员”。");
        await hall.RestartAsync();

        await (await hall.AsAsync("u007")).DecideAsync(id, "resubmit", form: new { title = "关于拟选派人员的公示" });

        var task = await (await hall.AsAsync("u005")).TaskOfAsync(id);
        task["form"]!["notice"]!.ToString().ShouldStartWith("关于拟选派人员的公示");
    }

    private async Task<IReadOnlyList<string>> KeysAsync(string person) =>
        [.. (await (await hall.AsAsync(person)).GetAsync("procedures")).Expect().AsArray().Select(p => p!["key"]!.ToString())];
}
