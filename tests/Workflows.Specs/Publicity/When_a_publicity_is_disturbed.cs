using System.Text.Json.Nodes;
using StaffFlows.Testing;

namespace StaffFlows.Workflows.Specs.Publicity;

/// <summary>Posted on Thursday 12 March 2026, in weeks without holidays: it would end on Thursday the 19th.</summary>
public sealed class When_a_publicity_is_disturbed
{
    private static readonly DateTimeOffset Posting = Hall.At(2026, 3, 12, 9, 30);

    [Fact]
    public async Task EC_04_what_was_left_of_the_period_runs_on_after_it_was_posted_again()
    {
        await using var hall = await Hall.OpenAsync(opensAt: Posting);
        var id = await hall.RunningAsync(Posting);
        await hall.AdvanceToAsync(Hall.At(2026, 3, 17, 15));
        await hall.RestartAsync();

        await (await hall.AsAsync("u007")).DecideAsync(id, "interrupted", "三楼公示栏被撕下。", new { interruptedOn = "2026-03-17" });
        (await hall.NotesAsync(id)).ShouldContain("2026-03-17 中断，重新张贴后再公示 3 个工作日");
        var interrupted = (await hall.NoticeAsync(id)).Html;
        interrupted.ShouldContain("公示中断，重新张贴后再公示 3 个工作日。");
        interrupted.ShouldContain("公示于 2026年3月17日 中断");
        interrupted.ShouldNotContain("2026年3月19日", Case.Sensitive, "the day on which it would have ended counts no more");
        await hall.AdvanceToAsync(Hall.At(2026, 3, 20, 9));
        (await hall.StatusAsync(id)).ShouldBe("running", "the clock stands still");

        await hall.RestartAsync();
        await hall.PostInDepartmentAsync(id, Hall.At(2026, 3, 20, 8, 50), "https://u10.linxi.example/2");
        (await hall.NoticeAsync(id)).Html.ShouldContain("各处张贴后开始计算 3 个工作日的公示期");
        await hall.PostInCentreAsync(id, Hall.At(2026, 3, 20, 8, 55), "https://linxi.example/2");

        (await hall.NotesAsync(id)).ShouldContain("公示期 2026-03-23 至 2026-03-25，3 个工作日");
        await hall.AdvanceToAsync(Hall.At(2026, 3, 26, 0));
        (await hall.StatusAsync(id)).ShouldBe("approved");
    }

    [Fact]
    public async Task EC_04_TC_1_by_a_rule_book_that_counts_the_posting_day_and_restarts_all_days_run_anew()
    {
        await using var hall = await Hall.OpenAsync(opensAt: Posting);
        await hall.SetRulesAsync("FangCounty", ("Publicity.CountPostingDay", true), ("Publicity.RestartOnInterruption", true));
        var id = await hall.RunningAsync(Posting);
        (await hall.NotesAsync(id)).ShouldContain("公示期 2026-03-12 至 2026-03-18，5 个工作日");
        await hall.AdvanceToAsync(Hall.At(2026, 3, 17, 15));
        await (await hall.AsAsync("u007")).DecideAsync(id, "interrupted", "三楼公示栏被撕下。", new { interruptedOn = "2026-03-17" });
        (await hall.NoticeAsync(id)).Html.ShouldContain("重新张贴后再公示 5 个工作日");
        await hall.RestartAsync();
        await hall.AdvanceToAsync(Hall.At(2026, 3, 20, 9));

        await hall.PostInDepartmentAsync(id, Hall.At(2026, 3, 20, 8, 50), "https://u10.linxi.example/2");
        await hall.PostInCentreAsync(id, Hall.At(2026, 3, 20, 8, 55), "https://linxi.example/2");

        (await hall.NotesAsync(id)).ShouldContain("公示期 2026-03-20 至 2026-03-26，5 个工作日");
    }

    [Fact]
    public async Task A_corrected_text_is_approved_and_posted_anew_and_the_clock_restarts()
    {
        await using var hall = await Hall.OpenAsync(opensAt: Posting);
        var id = await hall.RunningAsync(Posting);
        var digest = await hall.DigestAsync(id);
        await hall.AdvanceToAsync(Hall.At(2026, 3, 18, 10));

        await (await hall.AsAsync("u007")).DecideAsync(id, "correction", "岗位写错。");
        var wrong = (await hall.NoticeAsync(id)).Html;
        wrong.ShouldContain("公示内容正在更正");
        wrong.ShouldNotContain("蓝采薇", Case.Sensitive, "what is wrong hangs no longer");
        wrong.ShouldNotContain("2026年3月19日", Case.Sensitive, "nor do its days count");
        await hall.RestartAsync();
        await (await hall.AsAsync("u007")).DecideAsync(id, "resubmit", form: new { persons = "LX0055 医保窗口" });
        (await hall.NoticeAsync(id)).Html.ShouldNotContain("蓝采薇", Case.Insensitive, "a text that nobody has approved");
        await (await hall.AsAsync("u005")).DecideAsync(id, "agree");
        await hall.PostInDepartmentAsync(id, Hall.At(2026, 3, 18, 10), "https://u10.linxi.example/2");
        (await hall.NoticeAsync(id)).Html.ShouldNotContain("2026年3月19日", Case.Sensitive, "it does not hang everywhere yet");
        await hall.PostInCentreAsync(id, Hall.At(2026, 3, 18, 10), "https://linxi.example/2");

        (await hall.DigestAsync(id)).ShouldNotBe(digest);
        var html = (await hall.NoticeAsync(id)).Html;
        html.ShouldContain("蓝采薇");
        html.ShouldNotContain("巩志远");
        html.ShouldContain("2026年3月19日至2026年3月25日");
        html.ShouldContain("更正公示内容");
    }

    [Fact]
    public async Task EC_05_a_corrected_calendar_lengthens_it_and_tells_those_concerned_but_TC_9_never_shortens_it()
    {
        await using var hall = await Hall.OpenAsync(opensAt: Posting);
        var id = await hall.RunningAsync(Posting);
        await hall.RestartAsync();

        await SetDayAsync(hall, "2026-03-17", isOffDay: true);
        await hall.CarryOutAsync();

        (await hall.NotesAsync(id)).ShouldContain("由 2026-03-19 顺延至 2026-03-20");
        (await hall.NoticeAsync(id)).Html.ShouldContain("公示期由 2026年3月19日 顺延至 2026年3月20日");
        foreach (var concerned in new[] { "E055", "E018", "E007" }) (await hall.ToldAsync(concerned)).ShouldContain(m => m.StartsWith("publicity.lengthened", StringComparison.Ordinal), concerned);

        await hall.RestartAsync();
        await SetDayAsync(hall, "2026-03-14", isOffDay: false);
        await hall.CarryOutAsync();
        (await hall.NoticeAsync(id)).Html.ShouldContain("2026年3月13日至2026年3月20日");
        await hall.AdvanceToAsync(Hall.At(2026, 3, 20, 23, 59));
        (await hall.StatusAsync(id)).ShouldBe("running");
        await hall.AdvanceToAsync(Hall.At(2026, 3, 21, 0));
        (await hall.StatusAsync(id)).ShouldBe("approved");
    }

    [Fact]
    public async Task TC_9_dates_in_a_year_without_a_holiday_notice_are_provisional_until_it_is_out()
    {
        var posting = Hall.At(2026, 12, 28, 9, 30);
        await using var hall = await Hall.OpenAsync(opensAt: posting);
        var id = await hall.RunningAsync(posting);
        (await hall.NoticeAsync(id)).Html.ShouldContain("暂定");
        await hall.RestartAsync();

        await (await hall.AsAsync("u006")).PostAsync("calendar/years", JsonNode.Parse(
            """{"year": 2027, "papers": ["https://www.gov.cn/example"], "days": [{"name": "元旦", "date": "2027-01-01", "isOffDay": true}, {"name": "元旦", "date": "2027-01-04", "isOffDay": true}]}"""));
        await hall.CarryOutAsync();

        var html = (await hall.NoticeAsync(id)).Html;
        html.ShouldNotContain("暂定");
        html.ShouldContain("2026年12月29日至2027年1月6日");
    }

    [Fact]
    public async Task Half_way_and_before_the_end_the_officer_is_asked_to_look_and_what_is_withdrawn_says_so_on_its_page()
    {
        await using var hall = await Hall.OpenAsync(opensAt: Posting);
        var id = await hall.RunningAsync(Posting);
        await hall.RestartAsync();

        await hall.AdvanceToAsync(Hall.At(2026, 3, 17, 9));
        (await hall.ToldAsync("E007")).ShouldContain(m => m.StartsWith("publicity.mid-term", StringComparison.Ordinal));
        await (await hall.AsAsync("u007")).DecideAsync(id, "displayed", "两处均在。");

        await hall.AdvanceToAsync(Hall.At(2026, 3, 18, 9));
        (await hall.ToldAsync("E007")).ShouldContain(m => m.StartsWith("publicity.ends-soon", StringComparison.Ordinal));
        (await (await hall.AsAsync("u006")).CaseAsync(id))["timeline"]!.AsArray().ShouldContain(l => l!["opinion"] != null && l["opinion"]!.ToString() == "两处均在。");
        (await (await hall.AsAsync("u007")).TaskOfAsync(id))["step"]!.ToString().ShouldBe("公示值守");

        await (await hall.AsAsync("u007")).PostAsync($"cases/{id}/withdraw", new { reason = "选派暂停" });

        (await hall.StatusAsync(id)).ShouldBe("withdrawn");
        (await hall.NoticeAsync(id)).Html.ShouldContain("公示已终止");
        foreach (var poster in new[] { "E018", "E007" }) (await hall.ToldAsync(poster)).ShouldContain(m => m.StartsWith("publicity.take-down", StringComparison.Ordinal), poster);
        (await hall.ToldAsync("E055")).ShouldContain(m => m.StartsWith("publicity.cancelled", StringComparison.Ordinal));
        await hall.AdvanceToAsync(Hall.At(2026, 3, 20, 12));
        (await hall.StatusAsync(id)).ShouldBe("withdrawn", "its clock runs no more");
    }

    [Fact]
    public async Task TC_9_what_has_ended_in_a_year_without_a_holiday_notice_is_provisional_no_longer()
    {
        var posting = Hall.At(2026, 12, 28, 9, 30);
        await using var hall = await Hall.OpenAsync(opensAt: posting);
        var id = await hall.RunningAsync(posting);
        (await hall.NoticeAsync(id)).Html.ShouldContain("暂定");

        await hall.AdvanceToAsync(Hall.At(2027, 1, 8));

        var html = (await hall.NoticeAsync(id)).Html;
        html.ShouldContain("公示已结束");
        html.ShouldNotContain("暂定");
    }

    private static async Task SetDayAsync(Hall hall, string date, bool isOffDay) =>
        await (await hall.AsAsync("u006")).PostAsync("calendar/overrides", new { date, name = "本地调整", isOffDay });
}
