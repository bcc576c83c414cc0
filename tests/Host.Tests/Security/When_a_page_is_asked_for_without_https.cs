using System.Net;
using StaffFlows.Testing;

namespace StaffFlows.Host.Tests.Security;

public sealed class When_a_page_is_asked_for_without_https
{
    [Fact]
    public async Task It_says_what_to_do_and_health_still_answers()
    {
        await using var hall = await Hall.OpenAsync(settings: ("Security:SecureCookies", "true"));
        using var client = hall.NewClient();

        using var page = await client.GetAsync(new Uri("/account/login", UriKind.Relative));
        using var health = await client.GetAsync(new Uri("/health/ready", UriKind.Relative));

        page.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await page.Content.ReadAsStringAsync()).ShouldContain("Security:ForwardedHeaders");
        health.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_trusted_proxy_with_tls_gets_the_page()
    {
        await using var hall = await Hall.OpenAsync(settings: [("Security:SecureCookies", "true"), ("Security:ForwardedHeaders", "true")]);
        using var client = hall.NewClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/account/login");
        request.Headers.Add("X-Forwarded-Proto", "https");

        using var page = await client.SendAsync(request);

        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await page.Content.ReadAsStringAsync()).ShouldContain("__RequestVerificationToken");
    }
}
