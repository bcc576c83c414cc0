using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using StaffFlows.Testing;

namespace StaffFlows.Host.Tests.Api;

public sealed class When_a_request_is_refused
{
    [Theory]
    [InlineData("GET", "/api/v1/no-such", null, HttpStatusCode.NotFound, "no-such-address", "an unknown address")]
    [InlineData("POST", "/api/v1/auth/token", "{", HttpStatusCode.BadRequest, "bad-request", "broken JSON")]
    [InlineData("POST", "/api/v1/auth/token", "[1]", HttpStatusCode.BadRequest, "bad-request", "JSON of another shape")]
    [InlineData("POST", "/api/v1/clock", "{}", HttpStatusCode.Unauthorized, "not-signed-in", "nobody signed in")]
    [InlineData("POST", "/api/v1/organisation", "{}", HttpStatusCode.Unauthorized, "not-signed-in", "nobody signed in")]
    public async Task It_is_a_problem_with_a_code_and_a_sentence(string method, string address, string? body, HttpStatusCode status, string code, string reason)
    {
        await using var hall = await Hall.OpenAsync();
        using var client = hall.NewClient();
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");

        using var response = await client.SendAsync(request);

        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json", reason);
        var answer = await Answer.ReadAsync(response);
        (answer.Status, answer.Code).ShouldBe((status, code), reason);
        answer.Body!["detail"]!.ToString().ShouldMatch("\\p{IsCJKUnifiedIdeographs}", "Chinese unless asked otherwise");
    }

    [Fact]
    public async Task It_speaks_the_callers_language()
    {
        await using var hall = await Hall.OpenAsync();
        var administrator = await hall.AsAsync("u010");

        administrator.Speak("en");

        (await administrator.TryPostAsync("clock", new { })).Body!["detail"]!.ToString().ShouldBe("Give either now or advance.");
    }

    [Fact]
    public async Task A_page_that_does_not_exist_says_so_to_people()
    {
        await using var hall = await Hall.OpenAsync();
        var visitor = new Visitor(hall.NewClient());

        var (status, html) = await visitor.SeeAsync("/no-such-page");

        status.ShouldBe(HttpStatusCode.NotFound);
        html.ShouldContain("<main");
    }

    [Fact]
    public async Task Every_route_of_the_api_is_described()
    {
        await using var hall = await Hall.OpenAsync();
        using var client = hall.NewClient();

        var document = JsonNode.Parse(await client.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative)))!;

        var paths = document["paths"]!.AsObject().Select(p => p.Key).ToList();
        paths.ShouldContain("/api/v1/auth/token");
        paths.ShouldContain("/api/v1/clock");
        paths.ShouldContain("/api/v1/organisation");
        paths.ShouldContain("/api/v1/calendar/add-working-days");
        paths.ShouldAllBe(p => p.StartsWith("/api/v1/", StringComparison.Ordinal), "pages and probes are not the API");
    }
}
