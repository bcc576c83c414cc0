namespace StaffFlows.EndToEnd.Selection;

/// <summary>From the recommendation to the post, in real browsers at desks and on phones; see <see cref="SelectionStory"/>.</summary>
[Collection(SelectionTests.Name)]
public sealed class Journey_of_a_selection(SelectionCourse course)
{
    [Journey]
    public async Task The_first_is_disqualified_after_an_objection_and_the_reserve_arrives_on_post()
    {
        var story = await course.FinishedAsync();

        var officer = await course.AsAsync("u006");
        await officer.GotoAsync($"/cases/{story.Selection}");
        (await officer.StampAsync()).ShouldContain("已批准");
        (await officer.MainAsync()).ShouldContain("罗佩芸 同意 巩志远 对 SEL-03 的例外：业务骨干，无可替代。");
        (await course.StandingAsync(story.Selection, "LX0051")).ShouldBe("onPost");
        (await course.StandingAsync(story.Selection, "LX0053")).ShouldBe("onPost");
        (await course.StandingAsync(story.Selection, "LX0055")).ShouldBe("disqualified");
        await officer.PictureAsync("selection-case-1440");

        await officer.GotoAsync($"/cases/{story.Arrival}");
        (await officer.MainAsync()).ShouldContain("两年期至 2028-12-14");
        await officer.GotoAsync("/messages");
        (await officer.MainAsync()).ShouldContain("“上岗 · 巩志远 · 医保窗口”等您办理：登记备案表");
        var director = await course.AsAsync("u004", Screen.Phone);
        await director.GotoAsync($"/cases/{story.Selection}");
        await director.PictureAsync("selection-case-390");
        (await director.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth")).ShouldBeFalse("nothing scrolls sideways");
    }

    [Journey]
    public async Task On_a_phone_without_a_script_a_temporary_person_is_refused_with_the_clause_and_nothing_typed_is_lost()
    {
        var phone = await course.Desk.SignInAsync("u014", Screen.Phone, javaScript: false);
        await phone.FillInRecommendationAsync(("LX0054", "1"), ("LX0052", "2"));

        var refusal = await phone.RefusedAsync("提交申请");

        refusal.ShouldContain("计晓彤不符合规则 SEL-02");
        refusal.ShouldContain("FX 7.2.1");
        (await phone.InputValueAsync("[name='posts[1].title']")).ShouldBe("登记岗");
        (await phone.InputValueAsync("[name='candidates[1].person']")).ShouldBe("LX0052");
        (await phone.InputValueAsync("[name='candidates[1].recommendation']")).ShouldBe("业务骨干，熟悉窗口工作。");
        (await phone.Locator(".files", new() { HasText = SelectionPages.Scan.Name }).CountAsync()).ShouldBe(3);
    }
}
