using System.Net;
using StaffFlows.Testing;

namespace StaffFlows.Host.Tests.Documents;

/// <summary>u006 is a personnel officer, u010 the administrator, u030 a clerk at a window.</summary>
public sealed class When_a_template_is_uploaded(HallWithNotice notice) : IClassFixture<HallWithNotice>
{
    private readonly Hall hall = notice.Hall;

    [Fact]
    public async Task It_is_used_from_then_on_and_what_was_issued_before_stays_on_its_own()
    {
        var (clerk, officer) = (await hall.AsAsync("u006"), await hall.AsAsync("u007"));
        var address = $"cases/{notice.Publicity}/documents/notice";
        Paper.XmlOf(await officer.DownloadAsync(address)).ShouldNotContain("监督电话以公告栏为准");

        var edited = Paper.Edit(await clerk.DownloadAsync("document-templates/notice/versions/1"), "三、异议受理", "三、监督电话以公告栏为准");
        var added = (await clerk.UploadAsync("notice", edited)).Expect();
        (await clerk.UploadAsync("notice", edited)).Expect()["version"]!.GetValue<int>().ShouldBe(2, "the same file again is no new version");

        added["version"]!.GetValue<int>().ShouldBe(2);
        Paper.XmlOf(await officer.DownloadAsync(address)).ShouldNotContain("监督电话以公告栏为准", Case.Sensitive, "it says the same as the one that was issued");
        (await PublishAnotherAsync()).ShouldContain("监督电话以公告栏为准");

        var restored = (await clerk.TryPostAsync("document-templates/notice/versions/1/restore")).Expect();
        restored["version"]!.GetValue<int>().ShouldBe(3);
        (await PublishAnotherAsync()).ShouldNotContain("监督电话以公告栏为准");
    }

    [Fact]
    public async Task An_unknown_placeholder_is_refused_with_its_name_and_the_nearest_known_one()
    {
        var clerk = await Visitor.SignInAsync(hall, "u006");
        var staff = await hall.AsAsync("u006");
        var wrong = Paper.Edit(await staff.DownloadAsync("document-templates/publicity-result/versions/1"), "{{结论}}", "{{结伦}}");
        var before = await VersionsAsync(staff);

        (await staff.UploadAsync("publicity-result", wrong)).ShouldBeRefused(HttpStatusCode.UnprocessableEntity, "template-refused");
        var (status, html) = await SubmitAsync(clerk, "publicity-result", wrong);

        status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        html.ShouldContain("没有占位符 {{结伦}}；最接近的是 {{结论}}。");
        (await VersionsAsync(staff)).ShouldBe(before);
    }

    [Fact]
    public async Task The_page_takes_it_says_what_it_leaves_out_and_shows_it_with_made_up_data()
    {
        var clerk = await Visitor.SignInAsync(hall, "u006");
        var staff = await hall.AsAsync("u006");
        var edited = Paper.Edit(await staff.DownloadAsync("document-templates/publicity-result/versions/1"), "{{结论}}", "见下表。");

        (await SubmitAsync(clerk, "publicity-result", edited)).Status.ShouldBe(HttpStatusCode.SeeOther);

        (await clerk.SeeAsync("/admin/documents/publicity-result")).Html.ShouldContain("没有用到：");
        var preview = (await clerk.SeeAsync("/admin/documents/publicity-result/versions/2/preview")).Html;
        preview.ShouldContain("见下表。");
        preview.ShouldContain("王建国");
        (await clerk.SeeAsync("/admin/documents")).Html.ShouldContain("公示结果");
    }

    [Fact]
    public async Task Whoever_does_not_look_after_templates_has_neither_page_nor_route()
    {
        var staff = await hall.AsAsync("u030");

        (await staff.GetAsync("document-templates")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await staff.UploadAsync("notice", [1, 2, 3])).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await (await Visitor.SignInAsync(hall, "u030")).SeeAsync("/admin/documents")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await (await hall.AsAsync("u006")).GetAsync("document-templates/nothing")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<int> VersionsAsync(Staff staff) => (await staff.GetAsync("document-templates/publicity-result")).Expect()["versions"]!.AsArray().Count;

    private async Task<string> PublishAnotherAsync()
    {
        var officer = await hall.AsAsync("u007");
        var id = (await officer.PostAsync("procedures/publicity/cases", new
        {
            form = new { title = "公示", basis = "选派程序", purpose = "拟任人选", persons = "LX0055", opinionOffice = "督查考核科", opinionPhone = "0990-0000108" }, draft = false,
        }))["id"]!.GetValue<Guid>();
        return Paper.XmlOf(await officer.DownloadAsync($"cases/{id}/documents/notice"));
    }

    private static async Task<(HttpStatusCode Status, string Html)> SubmitAsync(Visitor visitor, string kind, byte[] file)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(await visitor.TokenAsync($"/admin/documents/{kind}")), "__RequestVerificationToken" },
            { new ByteArrayContent(file), "file", "模板.docx" },
        };
        using var answer = await visitor.Client.PostAsync(new Uri($"/admin/documents/{kind}", UriKind.Relative), form);
        return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
    }
}
