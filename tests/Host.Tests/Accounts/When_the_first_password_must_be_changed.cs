using System.Net;
using System.Net.Http.Json;
using StaffFlows.Testing;

namespace StaffFlows.Host.Tests.Accounts;

/// <summary>An installation without the demo: the administrator signs in with the configured password once.</summary>
public sealed class When_the_first_password_must_be_changed
{
    private const string First = "Erste#Anmeldung1";
    private const string Own = "Zweites!Kennwort2";

    [Fact]
    public async Task Every_page_leads_to_the_change_and_the_api_is_closed()
    {
        await using var hall = await OpenAsync();
        var visitor = await Visitor.SignInAsync(hall, "u010", First);

        using var page = await visitor.Client.GetAsync(new Uri("/admin", UriKind.Relative));
        using var api = await visitor.Client.GetAsync(new Uri("/api/v1/no-such", UriKind.Relative));

        page.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        page.Headers.Location!.ToString().ShouldBe("/account/password");
        (await Answer.ReadAsync(api)).Code.ShouldBe("password-change-required");
        (await visitor.SeeAsync("/account/password")).Html.ShouldContain("name=\"newPassword\"");
    }

    [Theory]
    [InlineData("Wrong#Password1", Own, Own, "当前密码不正确", "the present one must be known")]
    [InlineData(First, "Short#1", "Short#1", "密码至少 12 位", "twelve characters")]
    [InlineData(First, "alllowercase#1234", "alllowercase#1234", "大写字母", "all four kinds")]
    [InlineData(First, "Holds#u010#Name1", "Holds#u010#Name1", "不能包含账号", "not the user name")]
    [InlineData(First, First, First, "不能与当前密码相同", "a new one")]
    [InlineData(First, Own, "Zweites!Kennwort3", "不一致", "typed twice")]
    public async Task A_bad_password_is_refused_with_a_sentence(string present, string wanted, string repeat, string sentence, string reason)
    {
        await using var hall = await OpenAsync();
        var visitor = await Visitor.SignInAsync(hall, "u010", First);

        using var answer = await visitor.SubmitAsync("/account/password", "/account/password", ("password", present), ("newPassword", wanted), ("repeat", repeat));

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, reason);
        WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()).ShouldContain(sentence);
    }

    [Fact]
    public async Task The_change_opens_everything_and_ends_other_sessions()
    {
        await using var hall = await OpenAsync();
        var elsewhere = await Visitor.SignInAsync(hall, "u010", First);
        var visitor = await Visitor.SignInAsync(hall, "u010", First);

        using var answer = await visitor.SubmitAsync("/account/password", "/account/password", ("password", First), ("newPassword", Own), ("repeat", Own));

        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await visitor.SeeAsync("/admin")).Status.ShouldBe(HttpStatusCode.OK);
        hall.SystemClock.Advance(TimeSpan.FromMinutes(2));
        (await elsewhere.SeeAsync("/admin")).Status.ShouldBe(HttpStatusCode.Redirect, "its stamp is no longer the account's");
        using var client = hall.NewClient();
        using var old = await client.PostAsJsonAsync("/api/v1/auth/token", new { userName = "u010", password = First });
        old.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Others_get_a_one_time_password_from_the_administrator_alone()
    {
        await using var hall = await OpenAsync();
        var visitor = await Visitor.SignInAsync(hall, "u010", First);
        using var _ = await visitor.SubmitAsync("/account/password", "/account/password", ("password", First), ("newPassword", Own), ("repeat", Own));
        using var administrator = await TokenAsync(hall, "u010", Own);

        using var given = await administrator.PostAsJsonAsync("/api/v1/accounts/u030/password", new { });
        var password = (await Answer.ReadAsync(given)).Expect()["password"]!.ToString();

        var clerk = await Visitor.SignInAsync(hall, "u030", password);
        (await clerk.SeeAsync("/inbox")).Status.ShouldBe(HttpStatusCode.Redirect, "it must be changed at once");
        using var clerksApi = await TokenAsync(hall, "u030", password);
        using var refused = await clerksApi.PostAsJsonAsync("/api/v1/accounts/u010/password", new { });
        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private static Task<Hall> OpenAsync() => Hall.OpenAsync(settings:
    [
        ("Demo:Seed", "false"),
        ("Organisation:File", Path.Combine(AppContext.BaseDirectory, "workflows", "demo-organisation.json")),
        ("Security:FirstPassword", First),
    ]);

    private static async Task<HttpClient> TokenAsync(Hall hall, string userName, string password)
    {
        var client = hall.NewClient();
        using var answer = await client.PostAsJsonAsync("/api/v1/auth/token", new { userName, password });
        var token = (await Answer.ReadAsync(answer)).Expect()["accessToken"]!.ToString();
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return client;
    }
}
