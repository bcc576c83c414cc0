using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using StaffFlows.Testing;

namespace StaffFlows.Host.Tests.Calendars;

public sealed class When_the_calendar_is_asked
{
    [Fact]
    public async Task Every_vector_gets_its_answer_by_rest()
    {
        await using var hall = await Hall.OpenAsync();
        using var client = hall.NewClient();
        var vectors = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "working-day-vectors.json")))!["vectors"]!.AsArray();

        vectors.Count.ShouldBeGreaterThan(50);
        foreach (var vector in vectors)
        {
            var answer = await Answer.ReadAsync(await client.GetAsync(new Uri(Address(vector!), UriKind.Relative)));

            answer.Status.ShouldBe(HttpStatusCode.OK, $"{vector!["id"]}: {answer}");
            JsonNode.DeepEquals(answer.Body!["result"], vector["expected"]).ShouldBeTrue($"{vector["id"]}: {answer}, but {vector["reasoning"]}");
            answer.Body["provisional"]!.GetValue<bool>().ShouldBe(vector["provisional"]?.GetValue<bool>() ?? false, $"{vector["id"]}");
        }
    }

    [Theory]
    [InlineData("add-working-days?start=2026-02-30&days=3", "start", "no such date")]
    [InlineData("add-working-days?start=2026-02-20&days=many", "days", "no number")]
    [InlineData("add-working-days?start=2026-02-20", "days", "missing")]
    [InlineData("is-working-day?date=2026-02-20&day=1", "day", "unknown argument")]
    [InlineData("is-working-day?date=2026-02-20&date=2026-02-21", "date", "given twice")]
    public async Task A_wrong_argument_is_named(string question, string field, string reason)
    {
        await using var hall = await Hall.OpenAsync();
        using var client = hall.NewClient();

        var answer = await Answer.ReadAsync(await client.GetAsync(new Uri($"/api/v1/calendar/{question}", UriKind.Relative)));

        (answer.Status, answer.Code).ShouldBe((HttpStatusCode.UnprocessableEntity, "arguments-invalid"), reason);
        answer.Body!["errors"]![field]!.AsArray().Single()!.ToString().ShouldNotBeEmpty();
    }

    [Fact]
    public async Task An_unknown_operation_is_not_found()
    {
        await using var hall = await Hall.OpenAsync();
        using var client = hall.NewClient();

        var answer = await Answer.ReadAsync(await client.GetAsync(new Uri("/api/v1/calendar/next-full-moon", UriKind.Relative)));

        (answer.Status, answer.Code).ShouldBe((HttpStatusCode.NotFound, "calendar-operation-unknown"));
    }

    private static string Address(JsonNode vector)
    {
        var name = JsonNamingPolicy.KebabCaseLower.ConvertName(vector["op"]!.ToString());
        var arguments = vector["args"]!.AsObject().SelectMany(a => a.Value is JsonArray list
            ? list.Select(item => $"{a.Key}={item}")
            : [$"{a.Key}={a.Value}"]);
        return $"/api/v1/calendar/{name}?{string.Join('&', arguments)}";
    }
}
