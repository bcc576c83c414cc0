using System.Collections.Concurrent;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StaffFlows.Testing;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Host.Tests.Notices;

/// <summary>Each from an address of its own, as a trusted proxy tells it. u007 publishes, u005 approves, u018 and u007 post; E055 is on the list.</summary>
public sealed class When_the_public_page_is_attacked(HallBehindProxy proxy) : IClassFixture<HallBehindProxy>, IAsyncLifetime
{
    private const int FromOneAddress = 5;
    private const int FromOneNetwork = 20;

    private static int _drawn;

    /// <summary>Other addresses than those of the other situations: each address has its own allowance.</summary>
    private readonly string honest = $"203.0.113.{Interlocked.Increment(ref _drawn)}";
    private readonly string hostile = $"198.51.100.{Interlocked.Increment(ref _drawn)}";

    private readonly Hall hall = proxy.Hall;
    private Visitor visitor = null!;
    private string token = "";
    private Guid publicity;

    public async Task InitializeAsync()
    {
        var officer = await hall.AsAsync("u007");
        publicity = (await officer.PostAsync("procedures/publicity/cases", new
        {
            form = new { title = "公示", basis = "选派程序", purpose = "拟任人选", persons = "LX0055", opinionOffice = "督查考核科", opinionPhone = "0990-0000108" }, draft = false,
        }))["id"]!.GetValue<Guid>();
        await (await hall.AsAsync("u005")).DecideAsync(publicity, "agree");
        await (await hall.AsAsync("u018")).DecideAsync(publicity, "posted", form: new { departmentPostedOn = "2026-11-23", departmentPostedTime = "09:00", departmentLink = "https://u10.example/1" });
        await officer.DecideAsync(publicity, "posted", form: new { centrePostedOn = "2026-11-23", centrePostedTime = "09:00", centreLink = "https://centre.example/1" });
        visitor = new Visitor(hall.NewClient());
        token = await visitor.TokenAsync("/notices/receipt");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_thousand_from_one_address_and_from_many_are_refused_with_a_sentence_and_the_office_and_the_honest_ones_are_unharmed()
    {
        var officer = await hall.AsAsync("u008");
        var before = (await KeptAsync()).Objections;
        (await SendAsync(honest, facts: "3月2日在外兼职。")).Status.ShouldBe(HttpStatusCode.Created);

        var answers = new ConcurrentBag<(HttpStatusCode Status, string Html)>();
        var flood = Parallel.ForEachAsync(Enumerable.Range(0, 1000), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, _) =>
            answers.Add(await SendAsync(i % 2 == 0 ? hostile : $"192.0.{i / 250}.{i % 250}", facts: $"洪水 {i}")));
        for (var i = 0; i < 5; i++) (await officer.GetAsync("inbox?view=todo")).Status.ShouldBe(HttpStatusCode.OK, "the office works on");
        (await SendAsync(honest, facts: "补充：有照片。")).Status.ShouldBe(HttpStatusCode.Created, "somebody else's flood is not his fault");
        await flood;

        answers.Count(a => a.Status is HttpStatusCode.Created).ShouldBeLessThanOrEqualTo(FromOneAddress + FromOneNetwork);
        answers.Where(a => a.Status is not HttpStatusCode.Created).ShouldAllBe(a => a.Status == HttpStatusCode.TooManyRequests && a.Html.Contains("提交过于频繁", StringComparison.Ordinal));
        answers.Where(a => a.Status is not HttpStatusCode.Created).ShouldAllBe(a => a.Html.Contains("洪水 ", StringComparison.Ordinal), "what was typed is still there");
        (await SendAsync(honest, facts: "再补充。")).Status.ShouldBe(HttpStatusCode.Created);
        (await KeptAsync()).Objections.ShouldBe(before + 3 + answers.Count(a => a.Status is HttpStatusCode.Created), "each that had a receipt is kept, and nothing else");
    }

    [Theory]
    [InlineData("2001:db8:1:1::1", "2001:db8:1:1:ffff::2", HttpStatusCode.TooManyRequests, "one household has all of its /64")]
    [InlineData("2001:db9:1:1::1", "2001:db9:1:2::1", HttpStatusCode.UnprocessableEntity, "its neighbour is somebody else")]
    public async Task An_address_of_IPv6_is_counted_by_its_household(string first, string second, HttpStatusCode status, string why)
    {
        for (var i = 0; i < FromOneAddress; i++) (await SendAsync(first, trap: "x")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);

        (await SendAsync(second, trap: "x")).Status.ShouldBe(status, why);
    }

    [Fact]
    public async Task What_is_too_large_or_not_what_it_says_is_refused_at_its_field_and_nothing_is_kept()
    {
        var before = await KeptAsync();

        var large = await SendAsync(hostile, file: ("证据.pdf", [.. "%PDF-1.7"u8, .. new byte[11 * 1024 * 1024]]));
        var program = await SendAsync(hostile, file: ("证据.pdf", [0x4D, 0x5A, 0x90, 0x00, 0x03]));

        (large.Status, program.Status).ShouldBe((HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity));
        large.Html.ShouldContain("文件不能超过 10 MB");
        program.Html.ShouldContain("内容或类型不受支持");
        (await KeptAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task Scripts_in_every_field_are_text_wherever_they_are_read()
    {
        const string script = "<script>alert(1)</script>";
        var refused = await SendAsync(hostile, person: script, name: script, phone: script, facts: script, raw: true);
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Html.ShouldNotContain(script);
        refused.Html.ShouldContain("&lt;script&gt;");

        foreach (var html in new[] { (await FollowAsync(hostile, script, script, raw: true)).Html, await visitor.Client.GetStringAsync(new Uri($"/notices/{publicity}?sha256={Uri.EscapeDataString(script)}", UriKind.Relative)) })
            html.ShouldNotContain(script);

        (await SendAsync(honest, name: script, phone: "0990-1", facts: script, file: ($"{script}.pdf", [.. "%PDF-1.7"u8]))).Status.ShouldBe(HttpStatusCode.Created);
        var handler = await Visitor.SignInAsync(hall, "u008");
        var task = (await (await hall.AsAsync("u008")).InboxAsync()).MaxBy(i => i["caseNumber"]!.ToString(), StringComparer.Ordinal)!["id"];
        foreach (var page in new[] { $"/tasks/{task}", "/inbox", "/registers/objections" })
            (await handler.Client.GetStringAsync(new Uri(page, UriKind.Relative))).ShouldNotContain(script, Case.Sensitive, page);
    }

    [Fact]
    public async Task Guessed_codes_are_refused_with_a_sentence_that_tells_nothing()
    {
        (await SendAsync(honest, facts: "3月2日在外兼职。")).Status.ShouldBe(HttpStatusCode.Created);

        var wrongCode = await FollowAsync(hostile, "YY-2026-000001", "AAAA-AAAA-AAAA-AAAA");
        var wrongNumber = await FollowAsync(hostile, "YY-2026-000999", "AAAA-AAAA-AAAA-AAAA");
        for (var i = 0; i < 10; i++) await FollowAsync(hostile, "YY-2026-000001", $"AAAA-AAAA-AAAA-{i:0000}");
        var oneTooMany = await FollowAsync(hostile, "YY-2026-000001", "AAAA-AAAA-AAAA-AAAA");

        (wrongCode.Status, wrongNumber.Status, oneTooMany.Status).ShouldBe((HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.TooManyRequests));
        wrongCode.Html.ShouldContain("编号或查询码不对");
        wrongNumber.Html.ShouldContain("编号或查询码不对");
    }

    [Fact]
    public async Task A_program_that_fills_in_the_hidden_field_is_refused()
    {
        var (status, html) = await SendAsync(hostile, trap: "https://spam.example");

        (status, html.Contains("没有收下")).ShouldBe((HttpStatusCode.UnprocessableEntity, true));
    }

    private async Task<(int Files, int Objections)> KeptAsync()
    {
        await using var db = await hall.Services.GetRequiredService<IDbContextFactory<StaffFlowsDbContext>>().CreateDbContextAsync();
        return (await db.Attachments.CountAsync(), await db.Objections.CountAsync());
    }

    private async Task<(HttpStatusCode Status, string Html)> SendAsync(
        string from, string person = "E055", string name = "木子", string phone = "0990-7654321", string facts = "事实", string trap = "", (string Name, byte[] Content)? file = null, bool raw = false)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(token), "__RequestVerificationToken" }, { new StringContent(person), "person" }, { new StringContent("signed"), "signed" }, { new StringContent(name), "name" }, { new StringContent(phone), "phone" },
            { new StringContent(facts), "facts" }, { new StringContent(trap), "website" },
        };
        if (file is var (fileName, content)) form.Add(new ByteArrayContent(content), "evidence", fileName);
        return await PostAsync(from, $"/notices/{publicity}/objections", form, raw);
    }

    private async Task<(HttpStatusCode Status, string Html)> FollowAsync(string from, string number, string code, bool raw = false)
    {
        using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("number", number), new("code", code)]);
        return await PostAsync(from, "/notices/receipt", form, raw);
    }

    private async Task<(HttpStatusCode Status, string Html)> PostAsync(string from, string path, HttpContent form, bool raw)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = form };
        request.Headers.Add("X-Forwarded-For", from);
        using var answer = await visitor.Client.SendAsync(request);
        var html = await answer.Content.ReadAsStringAsync();
        return (answer.StatusCode, raw ? html : WebUtility.HtmlDecode(html));
    }
}
