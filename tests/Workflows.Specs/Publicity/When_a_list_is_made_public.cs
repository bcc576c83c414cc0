using System.Net;
using StaffFlows.Testing;

namespace StaffFlows.Workflows.Specs.Publicity;

/// <summary>Posted on Thursday 12 February 2026; Saturday the 14th is a make-up workday, and the Spring Festival ends on Monday the 23rd.</summary>
public sealed class When_a_list_is_made_public
{
    private static readonly DateTimeOffset Posting = Hall.At(2026, 2, 12, 9, 30);

    [Fact]
    public async Task TC_1_it_ends_at_midnight_of_the_fifth_working_day_PUB_06_stays_for_thirty_days_and_is_then_withdrawn()
    {
        await using var hall = await Hall.OpenAsync(opensAt: Posting);
        var id = await hall.RunningAsync(Posting);
        await hall.RestartAsync();
        (await hall.NoticeAsync(id)).Html.ShouldContain("2026年2月13日至2026年2月26日");
        await hall.AdvanceToAsync(Hall.At(2026, 2, 26, 23, 59));
        (await hall.StatusAsync(id)).ShouldBe("running");

        await hall.RestartAsync();
        await hall.AdvanceToAsync(Hall.At(2026, 2, 27, 0));
        (await hall.StatusAsync(id)).ShouldBe("approved");
        (await hall.NotesAsync(id)).ShouldContain("公示结果：2026-02-13 至 2026-02-26，异议 0 件，通过 2 人，取消资格 0 人");
        (await hall.ToldAsync("E055")).ShouldContain(m => m.StartsWith("publicity.ended", StringComparison.Ordinal));
        (await (await hall.AsAsync("u007")).InboxAsync()).ShouldBeEmpty("nobody has to watch any more");

        await hall.AdvanceToAsync(Hall.At(2026, 3, 29, 12));
        (await hall.NoticeAsync(id)).Html.ShouldContain("蓝采薇");
        await hall.AdvanceToAsync(Hall.At(2026, 3, 30, 0));
        var (status, html) = await hall.NoticeAsync(id);
        status.ShouldBe(HttpStatusCode.OK);
        html.ShouldNotContain("蓝采薇");
        html.ShouldContain("公示已撤下");
        html.ShouldContain("GS-2026-000001");
        (await hall.NewClient().GetStringAsync(new Uri("/notices", UriKind.Relative))).ShouldNotContain($"{id}");
        (await (await hall.AsAsync("u006")).CaseAsync(id))["form"]!["notice"]!.ToString().ShouldContain("蓝采薇", Case.Sensitive, "the record stays");
    }

    [Fact]
    public async Task EC_03_the_later_of_two_postings_starts_the_clock()
    {
        await using var hall = await Hall.OpenAsync(opensAt: Posting);
        var id = await hall.ApprovedAsync();
        await hall.PostInCentreAsync(id, Posting);
        await hall.RestartAsync();
        await hall.AdvanceToAsync(Hall.At(2026, 2, 13, 10));
        (await hall.NotesAsync(id)).ShouldNotContain("公示期 2026");

        await hall.PostInDepartmentAsync(id, Hall.At(2026, 2, 13, 9, 45));

        (await hall.NotesAsync(id)).ShouldContain("公示期 2026-02-14 至 2026-02-27，5 个工作日");
    }
}
