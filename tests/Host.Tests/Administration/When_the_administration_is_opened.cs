using System.Net;
using StaffFlows.Testing;

namespace StaffFlows.Host.Tests.Administration;

public sealed class When_the_administration_is_opened
{
    [Theory]
    [InlineData("u010", "/admin /admin/organisation /admin/calendar /admin/profiles /admin/clock /admin/audit", "the system administrator")]
    [InlineData("u006", "/admin /admin/organisation /admin/calendar /admin/profiles", "personnel officer and process owner")]
    [InlineData("u004", "", "the director")]
    [InlineData("u030", "", "a clerk")]
    public async Task Each_sees_what_is_his_and_nothing_else_exists(string userName, string addresses, string reason)
    {
        await using var hall = await Hall.OpenAsync();
        var visitor = await Visitor.SignInAsync(hall, userName);
        var open = addresses.Split(' ', StringSplitOptions.RemoveEmptyEntries);

        foreach (var address in new[] { "/admin", "/admin/organisation", "/admin/calendar", "/admin/profiles", "/admin/clock", "/admin/audit" })
            (await visitor.SeeAsync(address)).Status.ShouldBe(open.Contains(address) ? HttpStatusCode.OK : HttpStatusCode.NotFound, $"{address}: {reason}");

        if (open.Length == 0) return;
        var (_, home) = await visitor.SeeAsync("/admin");
        foreach (var address in open.Skip(1)) home.ShouldContain($"href=\"{address}\"");
    }

    [Fact]
    public async Task A_rule_book_is_shown_with_its_clauses()
    {
        await using var hall = await Hall.OpenAsync();
        var visitor = await Visitor.SignInAsync(hall, "u006");

        foreach (var key in new[] { "FangCounty", "Hunan", "Dongguan", "Zhongshan", "Shapotou", "Default" })
        {
            var (status, html) = await visitor.SeeAsync($"/admin/profiles/{key}");
            status.ShouldBe(HttpStatusCode.OK, key);
            html.ShouldContain("Leave.Tiers");
        }

        (await visitor.SeeAsync("/admin/profiles")).Html.ShouldContain("房县 9");
        (await visitor.SeeAsync("/admin/profiles/Nowhere")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_language_can_be_switched_and_stays()
    {
        await using var hall = await Hall.OpenAsync();
        var visitor = await Visitor.SignInAsync(hall, "u010");
        (await visitor.SeeAsync("/admin/clock")).Html.ShouldContain("lang=\"zh-CN\"");

        using var answer = await visitor.SubmitAsync("/admin/clock", "/account/language", ("culture", "en"), ("returnUrl", "/admin/clock"));

        answer.Headers.Location!.ToString().ShouldBe("/admin/clock");
        (await visitor.SeeAsync("/admin/clock")).Html.ShouldContain("<html lang=\"en\"");
        (await visitor.SeeAsync("/admin")).Html.ShouldContain("Organisation");
    }
}
