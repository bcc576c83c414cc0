using System.Net;
using System.Text.RegularExpressions;
using StaffFlows.Testing;

namespace StaffFlows.Host.Tests.Documents;

public sealed partial class When_a_document_of_a_case_is_made(HallWithNotice notice) : IClassFixture<HallWithNotice>
{
    private readonly Hall hall = notice.Hall;

    private string Address => $"/cases/{notice.Publicity}/documents/notice";

    [Fact]
    public async Task The_case_lists_it_and_the_page_says_what_the_word_file_says()
    {
        var officer = await Visitor.SignInAsync(hall, "u007");

        (await officer.SeeAsync($"/cases/{notice.Publicity}")).Html.ShouldContain($"href=\"{Address}\"");
        var page = (await officer.SeeAsync(Address)).Html;
        var file = await officer.Client.GetByteArrayAsync(new Uri($"{Address}/file", UriKind.Relative));

        var words = Words().Matches(Paper.XmlOf(file)).Select(m => WebUtility.HtmlDecode(m.Groups["text"].Value)).Where(w => w.Length > 0).ToList();
        words.ShouldContain("蓝采薇");
        words.Count.ShouldBeGreaterThan(30);
        foreach (var word in words) page.ShouldContain(word);
        page.ShouldContain("模板第 1 版");
    }

    [Fact]
    public async Task Its_code_leads_to_the_notice_and_is_proven_there()
    {
        var file = await (await hall.AsAsync("u007")).DownloadAsync($"cases/{notice.Publicity}/documents/notice");

        var code = Code().Match(Paper.XmlOf(file)).Groups["path"].Value.Replace("&amp;", "&", StringComparison.Ordinal);

        code.ShouldStartWith($"/notices/{notice.Publicity}?no=GS-2026-");
        (await new Visitor(hall.NewClient()).SeeAsync(code)).Html.ShouldContain("核验一致");
    }

    [Fact]
    public async Task Whoever_does_not_see_the_case_has_none_of_it()
    {
        var stranger = await hall.AsAsync("u030");
        (await stranger.GetAsync($"cases/{notice.Publicity}/documents")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await stranger.GetAsync($"cases/{notice.Publicity}/documents/notice")).Status.ShouldBe(HttpStatusCode.NotFound);

        var visitor = await Visitor.SignInAsync(hall, "u030");
        (await visitor.SeeAsync(Address)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await visitor.SeeAsync($"{Address}/file")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await new Visitor(hall.NewClient()).SeeAsync(Address)).Status.ShouldNotBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_there_is_not_yet_cannot_be_had() =>
        (await (await hall.AsAsync("u007")).GetAsync($"cases/{notice.Publicity}/documents/publicity-result")).Status.ShouldBe(HttpStatusCode.NotFound);

    [GeneratedRegex("<w:t(?: [^>]*)?>(?<text>[^<]*)</w:t>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Words();

    [GeneratedRegex("descr=\"http://[^/]+(?<path>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Code();
}
