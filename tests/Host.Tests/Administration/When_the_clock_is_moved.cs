using System.Net;
using System.Text.Json.Nodes;
using StaffFlows.Testing;

namespace StaffFlows.Host.Tests.Administration;

public sealed class When_the_clock_is_moved
{
    [Fact]
    public async Task Business_time_goes_on_from_there_and_a_restart_keeps_it()
    {
        await using var hall = await Hall.OpenAsync();

        await hall.AdvanceToAsync(Hall.At(2026, 11, 26, 8, 30));
        hall.SystemClock.Advance(TimeSpan.FromMinutes(10));
        await hall.RestartAsync(downFor: TimeSpan.FromMinutes(5));

        var clock = (await (await hall.AsAsync("u030")).GetAsync("clock")).Expect();
        clock["now"]!.GetValue<DateTimeOffset>().ShouldBe(Hall.At(2026, 11, 26, 8, 45));
        clock["adjustable"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Theory]
    [InlineData("""{"advance":"P3D"}""", 26, 9, "three days")]
    [InlineData("""{"advance":"PT90M"}""", 23, 10, "an hour and a half, in minutes")]
    [InlineData("""{"now":"2026-11-24T17:30"}""", 24, 17, "a local date and time is of Asia/Shanghai")]
    [InlineData("""{"now":"2026-11-24T01:00:00Z"}""", 24, 9, "a moment in UTC")]
    [InlineData("""{"now":"2026-11-23T09:00:00+08:00"}""", 23, 9, "the present moment")]
    public async Task It_takes_a_moment_or_a_duration(string request, int day, int hour, string reason)
    {
        await using var hall = await Hall.OpenAsync();

        var moved = await (await hall.AsAsync("u010")).PostAsync("clock", JsonNode.Parse(request));

        var now = moved["now"]!.GetValue<DateTimeOffset>();
        (now.Day, now.Hour, now.Offset).ShouldBe((day, hour, TimeSpan.FromHours(8)), reason);
    }

    [Theory]
    [InlineData("""{"now":"2026-11-22T09:00:00+08:00"}""", "clock-backwards")]
    [InlineData("""{"advance":"-P1D"}""", "clock-backwards")]
    [InlineData("""{"advance":"P20000D"}""", "clock-too-far")]
    [InlineData("""{"advance":"three days"}""", "arguments-invalid")]
    [InlineData("""{"now":"tomorrow"}""", "arguments-invalid")]
    [InlineData("""{"now":"2026-11-24T09:00","advance":"P1D"}""", "clock-one-of")]
    [InlineData("{}", "clock-one-of")]
    public async Task Anything_else_is_refused(string request, string code)
    {
        await using var hall = await Hall.OpenAsync();
        var administrator = await hall.AsAsync("u010");

        var answer = await administrator.TryPostAsync("clock", JsonNode.Parse(request));

        (answer.Status, answer.Code).ShouldBe((HttpStatusCode.UnprocessableEntity, code));
        (await administrator.GetAsync("clock")).Expect()["now"]!.GetValue<DateTimeOffset>().ShouldBe(Hall.OpensAt);
    }

    [Fact]
    public async Task Only_an_administrator_may()
    {
        await using var hall = await Hall.OpenAsync();

        (await (await hall.AsAsync("u006")).TryPostAsync("clock", new { advance = "P1D" })).Code.ShouldBe("forbidden");
        var personnel = await Visitor.SignInAsync(hall, "u006");
        (await personnel.SeeAsync("/admin/clock")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_clock_that_is_fixed_by_configuration_stays()
    {
        await using var hall = await Hall.OpenAsync(settings: ("Clock:Adjustable", "false"));

        var answer = await (await hall.AsAsync("u010")).TryPostAsync("clock", new { advance = "P1D" });

        (answer.Status, answer.Code).ShouldBe((HttpStatusCode.NotFound, "clock-not-adjustable"));
    }

    [Fact]
    public async Task The_page_moves_it_and_says_so()
    {
        await using var hall = await Hall.OpenAsync();
        var administrator = await Visitor.SignInAsync(hall, "u010");

        using var moved = await administrator.SubmitAsync("/admin/clock", "/admin/clock", ("advance", "P1D"));
        moved.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await administrator.SeeAsync(moved.Headers.Location!.ToString())).Html.ShouldContain("2026年11月24日 09:00");

        using var refused = await administrator.SubmitAsync("/admin/clock", "/admin/clock", ("now", "2026-11-01T09:00"));
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("业务时间只能向前");
    }
}
