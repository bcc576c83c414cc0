using StaffFlows.Testing;

namespace StaffFlows.Workflows.Specs.Publicity;

/// <summary>E055 is 蓝采薇, E053 巩志远; the publicity runs.</summary>
public sealed class When_somebody_objects(HallInMarch march) : IClassFixture<HallInMarch>, IAsyncLifetime
{
    private readonly Hall hall = march.Hall;
    private Guid publicity;

    public async Task InitializeAsync() => publicity = await hall.RunningAsync(HallInMarch.Now);

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task PUB_05_one_that_was_right_about_the_text_has_it_corrected_and_posted_anew()
    {
        await hall.ObjectAsync(publicity, "E055", "学历写错了，应为专科。");
        await hall.ConcludeAsync(await hall.ObjectionAsync(), "corrected");

        (await (await hall.AsAsync("u007")).TaskOfAsync(publicity))["step"]!.ToString().ShouldBe("修改公示内容");
        (await hall.NoticeAsync(publicity)).Html.ShouldContain("更正公示内容");
    }

    [Fact]
    public async Task EC_02_an_anonymous_one_without_facts_is_registered_and_dismissed_by_two_persons()
    {
        var (number, code) = await hall.ObjectAsync(publicity, "E055", facts: "", isSigned: false);
        var objection = await hall.ObjectionAsync();
        await (await hall.AsAsync("u008")).DecideAsync(objection, "dismiss", "没有具体事实。");
        await hall.RestartAsync();
        (await hall.StatusAsync(objection, "u008")).ShouldBe("running", "one person alone can't dismiss it");

        await (await hall.AsAsync("u005")).DecideAsync(objection, "agree");
        await hall.CarryOutAsync();

        (await hall.StatusAsync(objection, "u008")).ShouldBe("rejected");
        (await hall.FollowAsync(number, code)).ShouldContain("线索不具体");
    }

    [Fact]
    public async Task Whoever_objected_follows_it_by_his_receipt_and_reads_the_answer()
    {
        var (number, code) = await hall.ObjectAsync(publicity, "E055");
        (await hall.FollowAsync(number, code)).ShouldContain("正在核查");

        await hall.ConcludeAsync(await hall.ObjectionAsync(), "unfounded", "兼职一事不实，当日本人在窗口。");

        (await hall.FollowAsync(number, code.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal))).ShouldContain("兼职一事不实");
    }

    [Fact]
    public async Task Nobody_sees_who_objected_but_those_who_look_into_it()
    {
        await hall.ObjectAsync(publicity, "E055");
        var objection = await hall.ObjectionAsync();

        foreach (var other in new[] { "u018", "u030", "u007", "u004", "u006" })
            ((int)(await (await hall.AsAsync(other)).GetAsync($"cases/{objection}")).Status).ShouldBe(404, other);
        (await hall.NoticeAsync(publicity)).Html.ShouldNotContain("木子");
    }
}
