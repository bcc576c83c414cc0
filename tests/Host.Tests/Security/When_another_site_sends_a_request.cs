using System.Net;
using System.Net.Http.Json;
using StaffFlows.Testing;

namespace StaffFlows.Host.Tests.Security;

public sealed class When_another_site_sends_a_request
{
    [Theory]
    [InlineData("/account/language")]
    [InlineData("/account/logout")]
    [InlineData("/account/login")]
    [InlineData("/admin/clock")]
    [InlineData("/admin/organisation")]
    public async Task A_form_without_the_pages_token_is_refused(string action)
    {
        await using var hall = await Hall.OpenAsync();
        var visitor = await Visitor.SignInAsync(hall, "u010");

        using var form = new FormUrlEncodedContent([KeyValuePair.Create("advance", "P1D")]);
        using var answer = await visitor.Client.PostAsync(new Uri(action, UriKind.Relative), form);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await visitor.SeeAsync("/admin")).Status.ShouldBe(HttpStatusCode.OK, "he is still signed in");
    }

    [Fact]
    public async Task The_api_refuses_a_cookie_without_the_token_and_takes_it_with_the_token()
    {
        await using var hall = await Hall.OpenAsync();
        var visitor = await Visitor.SignInAsync(hall, "u010");
        var now = hall.SystemClock.GetUtcNow();

        var forged = await Answer.ReadAsync(await visitor.Client.PostAsJsonAsync("/api/v1/clock", new { now }));
        visitor.Client.DefaultRequestHeaders.Add("RequestVerificationToken", await visitor.TokenAsync("/admin/clock"));
        var own = await Answer.ReadAsync(await visitor.Client.PostAsJsonAsync("/api/v1/clock", new { now }));

        (forged.Status, forged.Code).ShouldBe((HttpStatusCode.BadRequest, "antiforgery"));
        own.Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_token_of_one_person_is_no_use_to_another()
    {
        await using var hall = await Hall.OpenAsync();
        var clerk = await Visitor.SignInAsync(hall, "u030");
        var administrator = await Visitor.SignInAsync(hall, "u010");

        administrator.Client.DefaultRequestHeaders.Add("RequestVerificationToken", await clerk.TokenAsync("/account/password"));
        var answer = await Answer.ReadAsync(await administrator.Client.PostAsJsonAsync("/api/v1/clock", new { now = hall.SystemClock.GetUtcNow() }));

        answer.Code.ShouldBe("antiforgery");
    }
}
