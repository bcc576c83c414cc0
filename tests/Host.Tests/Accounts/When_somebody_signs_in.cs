using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StaffFlows.Testing;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Personnel;

namespace StaffFlows.Host.Tests.Accounts;

public sealed class When_somebody_signs_in
{
    [Fact]
    public async Task The_login_page_leads_to_where_he_wanted_to_go()
    {
        await using var hall = await Hall.OpenAsync();
        var visitor = new Visitor(hall.NewClient());

        using var refused = await visitor.Client.GetAsync(new Uri("/admin?x=1", UriKind.Relative));
        using var answer = await visitor.SubmitAsync("/account/login", "/account/login", ("userName", "u010"), ("password", "Demo#2026"), ("returnUrl", "/admin?x=1"));

        refused.Headers.Location!.ToString().ShouldBe("/account/login?returnUrl=%2Fadmin%3Fx%3D1");
        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        answer.Headers.Location!.ToString().ShouldBe("/admin?x=1");
        (await visitor.SeeAsync("/admin")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("https://evil.example/", "another host")]
    [InlineData("//evil.example/", "another host without a scheme")]
    [InlineData("/\\evil.example", "a backslash that browsers take for a slash")]
    [InlineData("javascript:alert(1)", "a script")]
    public async Task He_is_never_sent_elsewhere(string returnUrl, string reason)
    {
        await using var hall = await Hall.OpenAsync();
        var visitor = new Visitor(hall.NewClient());

        using var answer = await visitor.SubmitAsync("/account/login", "/account/login", ("userName", "u030"), ("password", "Demo#2026"), ("returnUrl", returnUrl));

        answer.Headers.Location!.ToString().ShouldBe("/inbox", reason);
    }

    [Fact]
    public async Task The_cookie_is_out_of_reach_for_scripts_and_other_sites()
    {
        await using var hall = await Hall.OpenAsync();
        var visitor = new Visitor(hall.NewClient());

        using var answer = await visitor.SubmitAsync("/account/login", "/account/login", ("userName", "u030"), ("password", "Demo#2026"));

        var cookie = answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("staffflows.session=", StringComparison.Ordinal));
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("samesite=lax");
        cookie.ShouldNotContain("expires", Case.Insensitive, "without 'remember' it ends with the browser");
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_name_sound_the_same()
    {
        await using var hall = await Hall.OpenAsync();

        var wrong = await TokenAsync(hall, "u030", "Wrong#2026");
        var unknown = await TokenAsync(hall, "nobody", "Wrong#2026");

        (wrong.Status, wrong.Code).ShouldBe((HttpStatusCode.Unauthorized, "login-failed"));
        unknown.Body!["detail"]!.ToString().ShouldBe(wrong.Body!["detail"]!.ToString());
        unknown.Status.ShouldBe(wrong.Status);
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_the_account_even_for_the_right_one()
    {
        await using var hall = await Hall.OpenAsync();

        for (var i = 0; i < 4; i++) (await TokenAsync(hall, "u030", "Wrong#2026")).Code.ShouldBe("login-failed");
        (await TokenAsync(hall, "u030", "Wrong#2026")).Code.ShouldBe("locked-out");

        var right = await TokenAsync(hall, "u030", "Demo#2026");
        (right.Status, right.Code).ShouldBe((HttpStatusCode.TooManyRequests, "locked-out"));
        (await TokenAsync(hall, "u031", "Demo#2026")).Status.ShouldBe(HttpStatusCode.OK, "others are not concerned");
    }

    [Fact]
    public async Task Too_many_tries_for_one_name_are_refused_before_the_password_is_looked_at()
    {
        await using var hall = await Hall.OpenAsync(settings: ("Security:SignInsPerMinute", "3"));

        for (var i = 0; i < 3; i++) (await TokenAsync(hall, "u030", "Demo#2026")).Status.ShouldBe(HttpStatusCode.OK);

        var fourth = await TokenAsync(hall, "U030", "Demo#2026");
        (fourth.Status, fourth.Code).ShouldBe((HttpStatusCode.TooManyRequests, "too-many-attempts"));
        (await TokenAsync(hall, "u031", "Demo#2026")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Who_has_left_can_neither_sign_in_nor_go_on()
    {
        await using var hall = await Hall.OpenAsync();
        var clerk = await hall.AsAsync("u030");
        (await clerk.GetAsync("clock")).Status.ShouldBe(HttpStatusCode.OK);

        await LeaveAsync(hall, "u030");

        (await TokenAsync(hall, "u030", "Demo#2026")).Code.ShouldBe("login-failed");
        (await clerk.TryPostAsync("clock")).Code.ShouldBe("not-signed-in");
    }

    [Fact]
    public async Task A_token_opens_the_api_for_an_hour()
    {
        await using var hall = await Hall.OpenAsync();
        var administrator = await hall.AsAsync("u010");
        (await administrator.TryPostAsync("clock", new { now = hall.SystemClock.GetUtcNow() })).Status.ShouldBe(HttpStatusCode.OK);

        hall.SystemClock.Advance(TimeSpan.FromMinutes(61));

        (await administrator.TryPostAsync("clock", new { now = hall.SystemClock.GetUtcNow() })).Code.ShouldBe("not-signed-in");
    }

    [Fact]
    public async Task A_token_of_before_a_restart_still_opens_the_api()
    {
        await using var hall = await Hall.OpenAsync();
        var header = (await hall.AsAsync("u010")).Client.DefaultRequestHeaders.Authorization;

        await hall.RestartAsync();

        using var client = hall.NewClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", header!.Parameter);
        using var answer = await client.PostAsJsonAsync("/api/v1/clock", new { now = hall.SystemClock.GetUtcNow() });
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task It_is_audited_without_name_and_password()
    {
        await using var hall = await Hall.OpenAsync();
        await TokenAsync(hall, "u030", "Wrong#2026");
        await TokenAsync(hall, "u030", "Demo#2026");

        await using var db = await hall.Services.GetRequiredService<IDbContextFactory<StaffFlowsDbContext>>().CreateDbContextAsync();
        var entries = await db.AuditEntries.Where(e => e.Aggregate == "sign-in:E030").OrderBy(e => e.Sequence).ToListAsync();

        entries.Select(e => e.Action).ShouldBe(["sign-in-failed", "signed-in"]);
        entries.ShouldAllBe(e => e.Details == "{}");
    }

    private static async Task<Answer> TokenAsync(Hall hall, string userName, string password)
    {
        using var client = hall.NewClient();
        return await Answer.ReadAsync(await client.PostAsJsonAsync("/api/v1/auth/token", new { userName, password }));
    }

    private static async Task LeaveAsync(Hall hall, string userName)
    {
        var file = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "workflows", "demo-organisation.json")))!;
        file["people"]!.AsArray().Single(p => p!["userName"]?.ToString() == userName)!["status"] = nameof(PersonStatus.Departed);
        (await (await hall.AsAsync("u010")).TryPostAsync("organisation", file)).Expect();
    }
}
