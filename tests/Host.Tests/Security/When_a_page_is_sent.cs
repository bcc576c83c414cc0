using StaffFlows.Testing;

namespace StaffFlows.Host.Tests.Security;

public sealed class When_a_page_is_sent
{
    public static TheoryData<string> Addresses =>
        ["/account/login", "/admin", "/admin/organisation", "/admin/calendar", "/admin/profiles", "/admin/clock", "/admin/audit", "/account/password", "/no-such-page", "/api/v1/clock", "/api/v1/no-such", "/css/base.css"];

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task Its_headers_forbid_foreign_scripts_frames_and_guessing(string address)
    {
        await using var hall = await Hall.OpenAsync();
        var visitor = await Visitor.SignInAsync(hall, "u010");

        using var answer = await visitor.Client.GetAsync(new Uri(address, UriKind.Relative));

        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        foreach (var part in new[] { "default-src 'self'", "frame-ancestors 'none'", "base-uri 'self'", "form-action 'self'", "object-src 'none'" })
            policy.ShouldContain(part);
        policy.ShouldNotContain("unsafe");
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        answer.Headers.GetValues("Referrer-Policy").ShouldBe(["same-origin"]);
        answer.Headers.Contains("Permissions-Policy").ShouldBeTrue();
        answer.Headers.Contains("Server").ShouldBeFalse();
    }

    [Fact]
    public async Task It_holds_no_inline_script_and_no_inline_style()
    {
        await using var hall = await Hall.OpenAsync();
        var visitor = await Visitor.SignInAsync(hall, "u010");

        foreach (var address in new[] { "/admin", "/admin/organisation", "/admin/calendar", "/admin/profiles/Hunan", "/admin/clock", "/admin/audit", "/account/password" })
        {
            var (_, html) = await visitor.SeeAsync(address);
            html.ShouldNotMatch("<script(?![^>]*src=)", address);
            html.ShouldNotMatch("\\sstyle=\"", address);
            html.ShouldNotMatch("\\son[a-z]+=\"", address);
        }
    }

    [Fact]
    public async Task Nothing_of_it_stays_in_a_shared_cache()
    {
        await using var hall = await Hall.OpenAsync();
        var visitor = await Visitor.SignInAsync(hall, "u010");

        using var page = await visitor.Client.GetAsync(new Uri("/admin", UriKind.Relative));

        page.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }
}
