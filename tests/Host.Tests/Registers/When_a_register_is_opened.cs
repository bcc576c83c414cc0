using System.Net;
using StaffFlows.Testing;

namespace StaffFlows.Host.Tests.Registers;

/// <summary>u006 is the personnel officer, u013 leads U04, u030 is a clerk. The page is the same for all registers; the postings have rows from the start.</summary>
public sealed class When_a_register_is_opened(HallWithNobodyNew nobodyNew) : IClassFixture<HallWithNobodyNew>
{
    [Fact]
    public async Task The_filters_are_in_the_address_and_stay_on_every_link_of_the_page()
    {
        var html = (await (await OfficerAsync()).SeeAsync("/registers/postings?q=窗口&state=twoYears&window=W04&from=2020-01-01&row=E031")).Html;

        html.ShouldContain("value=\"窗口\"");
        html.ShouldContain("<option value=\"twoYears\" selected>");
        html.ShouldContain("<option value=\"W04\" selected>");
        html.ShouldContain("value=\"2020-01-01\"");
        html.ShouldContain($"/registers/postings?q={Uri.EscapeDataString("窗口")}&state=twoYears&window=W04&from=2020-01-01&row=E030");
        html.ShouldContain($"/registers/postings/export?q={Uri.EscapeDataString("窗口")}&state=twoYears&window=W04&from=2020-01-01");
    }

    [Fact]
    public async Task The_second_page_goes_on_where_the_first_ends()
    {
        var officer = await OfficerAsync();

        var first = (await officer.SeeAsync("/registers/postings?state=present")).Html;
        var second = (await officer.SeeAsync("/registers/postings?state=present&page=2")).Html;

        first.ShouldContain("第 1–30 条，共 37 条");
        first.ShouldContain("/registers/postings?state=present&page=2");
        second.ShouldContain("第 31–37 条，共 37 条");
        Names(first).Intersect(Names(second)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("candidates", "还没有登记")]
    [InlineData("reserves", "还没有登记")]
    [InlineData("postings?q=nobody", "没有符合条件的登记")]
    [InlineData("publicities", "还没有登记")]
    [InlineData("objections", "还没有登记")]
    [InlineData("filings", "还没有登记")]
    public async Task An_empty_one_says_what_will_appear(string register, string sentence) =>
        (await (await OfficerAsync()).SeeAsync($"/registers/{register}")).Html.ShouldContain(sentence);

    [Theory]
    [InlineData("candidates", "候选人名册", "Reserve list")]
    [InlineData("postings", "上岗名册", "Two years on")]
    [InlineData("filings", "备案登记簿", "Begun from")]
    public async Task It_is_read_in_both_languages(string register, string chinese, string english)
    {
        var officer = await OfficerAsync();
        (await officer.SeeAsync($"/registers/{register}")).Html.ShouldContain(chinese);

        using var switched = new HttpRequestMessage(HttpMethod.Get, new Uri($"/registers/{register}", UriKind.Relative));
        switched.Headers.Add("Cookie", ".AspNetCore.Culture=c%3Den%7Cuic%3Den");
        using var answer = await officer.Client.SendAsync(switched);
        var html = await answer.Content.ReadAsStringAsync();

        html.ShouldContain(english);
        html.ShouldNotContain("registers.", Case.Sensitive, "a text that is missing shows its key");
    }

    [Theory]
    [InlineData("u006", "/registers/postings", HttpStatusCode.OK, "personnel")]
    [InlineData("u013", "/registers/postings", HttpStatusCode.OK, "a unit's leader")]
    [InlineData("u022", "/registers/postings", HttpStatusCode.OK, "a window's head")]
    [InlineData("u022", "/registers/candidates", HttpStatusCode.NotFound, "a window's head recommends nobody")]
    [InlineData("u030", "/registers/postings", HttpStatusCode.NotFound, "a clerk")]
    [InlineData("u030", "/registers/postings/export", HttpStatusCode.NotFound, "a clerk")]
    [InlineData("u030", "/registers", HttpStatusCode.NotFound, "a clerk")]
    [InlineData("u013", "/registers/postings?row=E028", HttpStatusCode.NotFound, "a row of another unit")]
    [InlineData("u006", "/registers/secrets", HttpStatusCode.NotFound, "there is none")]
    [InlineData("u006", "/candidates?list=Reserves&q=a", HttpStatusCode.Found, "an old bookmark")]
    public async Task It_is_for_those_whose_it_is(string viewer, string path, HttpStatusCode status, string why) =>
        (await (await nobodyNew.AsAsync(viewer)).SeeAsync(path)).Status.ShouldBe(status, why);

    [Fact]
    public async Task The_navigation_offers_it_to_those_who_have_one()
    {
        (await (await OfficerAsync()).SeeAsync("/people")).Html.ShouldContain("href=\"/registers\"");
        (await (await nobodyNew.AsAsync("u030")).SeeAsync("/people")).Html.ShouldNotContain("href=\"/registers\"");
    }

    [Fact]
    public async Task The_workbook_has_all_pages_of_the_filter_with_dates_as_dates()
    {
        using var answer = await (await OfficerAsync()).Client.GetAsync(new Uri("/registers/postings/export?state=present", UriKind.Relative));

        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        answer.Content.Headers.ContentDisposition!.FileNameStar.ShouldBe("上岗名册-20261123.xlsx");
        var book = Workbook.Read(await answer.Content.ReadAsByteArrayAsync());
        book.Rows.Count.ShouldBe(38);
        book.Rows.Single(row => row[0] == "钱溪亭")[5].ShouldBe($"{new DateOnly(2023, 2, 27).DayNumber - new DateOnly(1899, 12, 30).DayNumber}");
    }

    private Task<Visitor> OfficerAsync() => nobodyNew.AsAsync("u006");

    private static IEnumerable<string> Names(string html) => html.Split("&row=").Skip(1).Select(part => part[..4]);
}
