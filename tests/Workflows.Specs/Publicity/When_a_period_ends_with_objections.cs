using System.Net;
using StaffFlows.Testing;

namespace StaffFlows.Workflows.Specs.Publicity;

/// <summary>Posted on Thursday 12 March 2026; the period ends on Thursday the 19th at 24:00. E055 is 蓝采薇, E053 巩志远.</summary>
public sealed class When_a_period_ends_with_objections
{
    [Fact]
    public async Task EC_01_one_of_ten_minutes_before_the_end_counts_and_PUB_05_holds_the_person_back_while_the_others_pass()
    {
        await using var hall = await Hall.OpenAsync(opensAt: HallInMarch.Now);
        var publicity = await hall.RunningAsync(HallInMarch.Now);
        await hall.AdvanceToAsync(Hall.At(2026, 3, 19, 23, 50));
        await hall.ObjectAsync(publicity, "E055");
        await hall.RestartAsync();
        await hall.AdvanceToAsync(Hall.At(2026, 3, 20, 0));
        (await hall.StatusAsync(publicity)).ShouldBe("running");
        (await hall.NotesAsync(publicity)).ShouldContain("公示期满：1 人通过，1 人因异议未办结暂缓");

        using var late = await hall.TryObjectAsync(publicity, "E053", "迟到的反映");
        late.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        WebUtility.HtmlDecode(await late.Content.ReadAsStringAsync()).ShouldContain("公示期已满，不再受理异议");

        await hall.RestartAsync();
        await hall.ConcludeAsync(await hall.ObjectionAsync(), "unfounded");

        (await hall.StatusAsync(publicity)).ShouldBe("approved");
        (await hall.NotesAsync(publicity)).ShouldContain("异议 1 件，通过 2 人，取消资格 0 人");
    }

    [Fact]
    public async Task PUB_05_an_upheld_one_disqualifies_him_alone()
    {
        await using var hall = await Hall.OpenAsync(opensAt: HallInMarch.Now);
        var publicity = await hall.RunningAsync(HallInMarch.Now);
        await hall.ObjectAsync(publicity, "E055");
        await hall.ConcludeAsync(await hall.ObjectionAsync(), "disqualified");

        await hall.AdvanceToAsync(Hall.At(2026, 3, 20, 0));

        (await hall.StatusAsync(publicity)).ShouldBe("approved");
        (await hall.NotesAsync(publicity)).ShouldContain("异议 1 件，通过 1 人，取消资格 1 人");
        (await hall.NoticeAsync(publicity)).Html.ShouldContain("收到异议 1 件，核查属实 1 件");
    }
}
