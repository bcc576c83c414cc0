using System.Net;
using StaffFlows.Testing;

namespace StaffFlows.Workflows.Specs.Publicity;

public sealed class When_a_notice_is_posted(HallInMarch march) : IClassFixture<HallInMarch>
{
    private readonly Hall hall = march.Hall;

    [Fact]
    public async Task Nobody_reads_it_before_it_hangs_and_everybody_from_the_first_posting_on()
    {
        var id = await hall.ApprovedAsync();
        (await hall.NoticeAsync(id)).Status.ShouldBe(HttpStatusCode.NotFound);

        await hall.RestartAsync();
        await hall.PostInDepartmentAsync(id, HallInMarch.Now);

        var (status, html) = await hall.NoticeAsync(id);
        status.ShouldBe(HttpStatusCode.OK);
        html.ShouldContain("关于窗口拟任用人员的公示");
        html.ShouldContain("各处张贴后开始计算 5 个工作日");
        (await hall.NewClient().GetStringAsync(new Uri("/notices", UriKind.Relative))).ShouldContain($"/notices/{id}");
    }

    [Fact]
    public async Task PUB_01_it_shows_year_and_month_of_birth_and_nothing_more_of_anybody_and_a_code_that_verifies_it()
    {
        var id = await hall.RunningAsync(HallInMarch.Now);

        var html = (await hall.NoticeAsync(id)).Html;

        html.ShouldContain("蓝采薇");
        html.ShouldContain("1994年4月");
        foreach (var hidden in new[] { "1994-04-30", "4月30日", "16900000055", "990101", "LX0055" }) html.ShouldNotContain(hidden);
        (await hall.NoticeAsync(id, $"?sha256={await hall.DigestAsync(id)}")).Html.ShouldContain("核验一致");
        (await hall.NoticeAsync(id, $"?sha256={new string('0', 64)}")).Html.ShouldContain("核验不一致");
    }

    [Fact]
    public async Task PUB_03_each_posting_needs_a_proof_and_a_time_of_its_own()
    {
        var id = await hall.ApprovedAsync();
        var officer = await hall.AsAsync("u007");

        (await officer.TryDecideAsync(id, "posted", form: new { centrePostedOn = "2026-03-12", centrePostedTime = "09:30" })).Error("centrePhotos").ShouldContain("照片");
        (await officer.TryDecideAsync(id, "posted", form: new { centrePostedOn = "2026-03-13", centrePostedTime = "09:30", centreLink = "x" })).Error("centrePostedOn").ShouldContain("不能晚于现在");
        (await officer.TryDecideAsync(id, "posted", form: new { centrePostedOn = "2026-03-11", centrePostedTime = "09:30", centreLink = "x" })).Error("centrePostedOn").ShouldContain("早于公示文定稿");
        await hall.PostInDepartmentAsync(id, HallInMarch.Now, "https://u10.linxi.example/1");
        await hall.PostInCentreAsync(id, HallInMarch.Now);
        await officer.DecideAsync(id, "interrupted", "公示栏被撕下。", new { interruptedOn = "2026-03-12" });

        var again = await (await hall.AsAsync("u018")).TryDecideAsync(
            id, "posted", form: new { departmentPostedOn = "2026-03-12", departmentPostedTime = "09:30", departmentLink = "https://u10.linxi.example/1" });

        again.Error("departmentPhotos").ShouldContain("本次张贴", Case.Sensitive, "the proof of the first posting is none of the second");
    }
}
