using System.Net;
using StaffFlows.Testing;

namespace StaffFlows.Host.Tests.Calendars;

public sealed class When_the_calendar_is_changed
{
    private static readonly object Notice2027 = new
    {
        year = 2027,
        papers = new[] { "https://www.gov.cn/2027" },
        days = new[]
        {
            new { name = "元旦", date = "2027-01-01", isOffDay = true },
            new { name = "元旦", date = "2027-01-04", isOffDay = true },
        },
    };

    [Fact]
    public async Task An_imported_year_is_no_longer_provisional()
    {
        await using var hall = await Hall.OpenAsync();
        var personnel = await hall.AsAsync("u006");
        var before = await personnel.GetAsync("calendar/add-working-days?start=2026-12-31&days=1");

        var imported = await personnel.PostAsync("calendar/years", Notice2027);

        var after = await personnel.GetAsync("calendar/add-working-days?start=2026-12-31&days=1");
        (before.Body!["result"]!.ToString(), before.Body["provisional"]!.GetValue<bool>()).ShouldBe(("2027-01-04", true));
        (after.Body!["result"]!.ToString(), after.Body["provisional"]!.GetValue<bool>()).ShouldBe(("2027-01-05", false));
        imported["years"]!.AsArray().Select(y => y!.GetValue<int>()).ShouldBe([2027]);
    }

    [Fact]
    public async Task The_halls_own_day_beats_the_notice_until_it_is_taken_back()
    {
        await using var hall = await Hall.OpenAsync();
        var personnel = await hall.AsAsync("u006");

        await personnel.PostAsync("calendar/overrides", new { date = "2026-11-25", name = "停电检修", isOffDay = true });
        (await personnel.GetAsync("calendar/is-working-day?date=2026-11-25")).Body!["result"]!.GetValue<bool>().ShouldBeFalse();

        using var removed = await personnel.Client.DeleteAsync(new Uri("/api/v1/calendar/overrides/2026-11-25", UriKind.Relative));
        removed.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await personnel.GetAsync("calendar/is-working-day?date=2026-11-25")).Body!["result"]!.GetValue<bool>().ShouldBeTrue();

        using var again = await personnel.Client.DeleteAsync(new Uri("/api/v1/calendar/overrides/2026-11-25", UriKind.Relative));
        (await Answer.ReadAsync(again)).Code.ShouldBe("calendar-day-unknown");
    }

    [Fact]
    public async Task A_wrong_file_changes_nothing_and_is_told_row_by_row()
    {
        await using var hall = await Hall.OpenAsync();
        var personnel = await hall.AsAsync("u006");

        var answer = await personnel.TryPostAsync("calendar/years", new { year = 2027, papers = Array.Empty<string>(), days = new[] { new { name = "元旦", date = "2027-01-32", isOffDay = true } } });

        (answer.Status, answer.Code).ShouldBe((HttpStatusCode.UnprocessableEntity, "calendar-invalid"));
        answer.Body!["errors"]!["days[0].date"]!.AsArray().Single()!.ToString().ShouldContain("2027-01-32");
    }

    [Theory]
    [InlineData("u030", "a clerk")]
    [InlineData("u004", "the director")]
    public async Task Others_may_not(string userName, string reason)
    {
        await using var hall = await Hall.OpenAsync();

        var answer = await (await hall.AsAsync(userName)).TryPostAsync("calendar/years", Notice2027);

        (answer.Status, answer.Code).ShouldBe((HttpStatusCode.Forbidden, "forbidden"), reason);
    }

    [Fact]
    public async Task The_page_says_so()
    {
        await using var hall = await Hall.OpenAsync();
        var personnel = await Visitor.SignInAsync(hall, "u006");

        using var set = await personnel.SubmitAsync("/admin/calendar", "/admin/calendar/overrides", ("date", "2026-11-25"), ("name", "停电检修"), ("isWorking", "false"));
        set.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var (_, html) = await personnel.SeeAsync(set.Headers.Location!.ToString());
        html.ShouldContain("停电检修");
        html.ShouldContain("2026-11-25/remove");

        using var refused = await personnel.UploadAsync("/admin/calendar", "/admin/calendar/import", "2027.json", "{\"year\":2027,\"days\":[]}");
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);

        using var removed = await personnel.SubmitAsync("/admin/calendar", "/admin/calendar/overrides/2026-11-25/remove");
        (await personnel.SeeAsync(removed.Headers.Location!.ToString())).Html.ShouldNotContain("停电检修");
    }
}
