using System.Net;
using System.Text.RegularExpressions;
using StaffFlows.Testing;

namespace StaffFlows.Host.Tests.Documents;

public sealed partial class When_a_paper_is_proven(HallWithNotice notice) : IClassFixture<HallWithNotice>
{
    [Fact]
    public async Task Its_code_says_that_the_hall_has_issued_it_and_nothing_of_what_it_says()
    {
        var hall = notice.Hall;
        await hall.AdvanceToAsync(Hall.At(2026, 12, 1, 9));
        await (await hall.AsAsync("u010")).PostAsync("clock", new { advance = "PT0S" });
        var officer = await hall.AsAsync("u007");
        (await officer.GetAsync($"cases/{notice.Publicity}/documents")).Expect().AsArray().Select(d => d!["key"]!.GetValue<string>()).ShouldBe(["notice", "publicity-result"]);
        var xml = Paper.XmlOf(await officer.DownloadAsync($"cases/{notice.Publicity}/documents/publicity-result"));
        var code = Code().Match(xml).Groups["path"].Value.Replace("&amp;", "&", StringComparison.Ordinal);
        code.ShouldStartWith($"/verify/{notice.Publicity}/publicity-result?no=GS-2026-");

        var anybody = new Visitor(hall.NewClient());
        var (status, html) = await anybody.SeeAsync(code);

        status.ShouldBe(HttpStatusCode.OK);
        html.ShouldContain("核验一致");
        html.ShouldContain("GS-2026-");
        html.ShouldNotContain("蓝采薇");
        var guessed = await anybody.SeeAsync(code[..^8] + "00000000");
        guessed.Status.ShouldBe(HttpStatusCode.NotFound);
        guessed.Html.ShouldContain("核验不符");
        guessed.Html.ShouldNotContain("GS-2026-");
        (await anybody.SeeAsync($"/verify/{notice.Publicity}/publicity-result")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [GeneratedRegex("descr=\"http://[^/]+(?<path>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Code();
}
