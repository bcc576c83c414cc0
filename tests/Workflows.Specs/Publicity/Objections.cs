using System.Net;
using System.Text.RegularExpressions;
using StaffFlows.Testing;

namespace StaffFlows.Workflows.Specs.Publicity;

/// <summary>What the public and the office do with objections: u008 looks into them, u005 approves the conclusion.</summary>
internal static partial class Objections
{
    /// <summary>Somebody at home, without an account.</summary>
    /// <returns>The case's number and the code of the receipt.</returns>
    public static async Task<(string Number, string Code)> ObjectAsync(this Hall hall, Guid publicity, string person, string facts = "2026年3月2日上班时间在外兼职，有照片。", bool isSigned = true)
    {
        using var answer = await hall.TryObjectAsync(publicity, person, facts, isSigned);
        var html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, html);
        return (Number().Match(html).Value, Code().Match(html).Value);
    }

    public static async Task<HttpResponseMessage> TryObjectAsync(this Hall hall, Guid publicity, string person, string facts, bool isSigned = true)
    {
        var client = hall.NewClient();
        using var form = new MultipartFormDataContent
        {
            { new StringContent(await client.FormTokenAsync()), "__RequestVerificationToken" }, { new StringContent(person), "person" }, { new StringContent(isSigned ? "signed" : "anonymous"), "signed" },
            { new StringContent(isSigned ? "木子" : ""), "name" }, { new StringContent(isSigned ? "0990-7654321" : ""), "phone" }, { new StringContent(facts), "facts" },
        };
        return await client.PostAsync(new Uri($"/notices/{publicity}/objections", UriKind.Relative), form);
    }

    public static async Task<string> FollowAsync(this Hall hall, string number, string code)
    {
        var client = hall.NewClient();
        using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", await client.FormTokenAsync()), new("number", number), new("code", code)]);
        using var answer = await client.PostAsync(new Uri("/notices/receipt", UriKind.Relative), form);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    /// <summary>The newest objection's case, as u008 has it to do.</summary>
    public static async Task<Guid> ObjectionAsync(this Hall hall) =>
        (await (await hall.AsAsync("u008")).InboxAsync()).Where(i => i["caseNumber"]!.ToString().StartsWith("YY-", StringComparison.Ordinal))
            .MaxBy(i => i["caseNumber"]!.ToString(), StringComparer.Ordinal)!["caseId"]!.GetValue<Guid>();

    public static async Task ConcludeAsync(this Hall hall, Guid objection, string conclusion, string answer = "经核查，情况如上。")
    {
        var officer = await hall.AsAsync("u008");
        await officer.DecideAsync(objection, "accept");
        await hall.RestartAsync();
        await (await hall.AsAsync("u008")).DecideAsync(objection, "submit", form: new { hearing = "3月17日听取本人陈述。", findings = "调阅考勤。", conclusion, answer });
        await (await hall.AsAsync("u005")).DecideAsync(objection, "agree");
        await hall.CarryOutAsync();
    }

    private static async Task<string> FormTokenAsync(this HttpClient client) =>
        Token().Match(await client.GetStringAsync(new Uri("/notices/receipt", UriKind.Relative))).Groups["token"].Value;

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();

    [GeneratedRegex("YY-[0-9]{4}-[0-9]{6}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Number();

    [GeneratedRegex("([A-Z2-9]{4}-){3}[A-Z2-9]{4}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Code();
}
