using System.Net;
using System.Text;
using StaffFlows.Testing;

namespace StaffFlows.Host.Tests.People;

public sealed class When_the_register_is_read
{
    [Fact]
    public async Task It_is_filtered_by_name_unit_window_and_role()
    {
        await using var hall = await Hall.OpenAsync();
        var clerk = await hall.AsAsync("u030");

        (await NamesAsync(clerk, "q=溪亭")).ShouldBe(["钱溪亭"]);
        (await NamesAsync(clerk, "window=W04")).ShouldBe(["汪初晴", "钱溪亭", "俞长卿", "冉一鸣"], ignoreOrder: true);
        (await NamesAsync(clerk, "unit=U04&role=UnitLeader")).ShouldBe(["詹秋月"]);
    }

    [Theory]
    [InlineData("u030", true, "himself")]
    [InlineData("u006", true, "personnel")]
    [InlineData("u004", true, "the director")]
    [InlineData("u020", true, "deputy leader of his unit")]
    [InlineData("u012", false, "leader of another unit")]
    [InlineData("u031", false, "a colleague")]
    [InlineData("u010", false, "the administrator")]
    public async Task Personal_details_are_for_few_and_never_whole(string viewer, bool sees, string why)
    {
        await using var hall = await Hall.OpenAsync();

        var (status, html) = await (await Visitor.SignInAsync(hall, viewer)).SeeAsync("/people/E030");

        status.ShouldBe(HttpStatusCode.OK);
        html.ShouldContain("钱溪亭");
        html.Contains("169****0030", StringComparison.Ordinal).ShouldBe(sees, why);
        html.ShouldNotContain("16900000030");
        html.ShouldNotContain("990101");
    }

    [Fact]
    public async Task The_export_masks_phones_and_defuses_formulas()
    {
        await using var hall = await Hall.OpenAsync();
        var officer = await Visitor.SignInAsync(hall, "u006");

        using var answer = await officer.Client.GetAsync(new Uri("/people/export?unit=U04", UriKind.Relative));
        var text = Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync());

        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/csv");
        text.ShouldContain("\"169****0030\"");
        text.ShouldNotContain("16900000030");
    }

    [Fact]
    public async Task Approved_leave_shows_in_the_windows_manning_at_once()
    {
        await using var hall = await Hall.OpenAsync();
        var leave = await hall.AcceptedAsync("2026-11-24", "2026-11-25");
        await (await hall.AsAsync("u022")).DecideAsync(leave, "agree");
        await (await hall.AsAsync("u020")).DecideAsync(leave, "agree");
        await hall.AdvanceToAsync(Hall.At(2026, 11, 24));

        var window = (await (await hall.AsAsync("u031")).GetAsync("windows")).Expect()["items"]!.AsArray().Single(w => w!.Text("id") == "W04")!;

        window["posted"]!.GetValue<int>().ShouldBe(4);
        window["present"]!.GetValue<int>().ShouldBe(3);
        window["approvedHeadcount"]!.GetValue<int>().ShouldBe(5);
        window["vacancies"]!.GetValue<int>().ShouldBe(1);
        window["onLeave"]![0]!.GetValue<string>().ShouldBe("钱溪亭");
        (await (await Visitor.SignInAsync(hall, "u031")).SeeAsync("/windows")).Html.ShouldContain("3/4");
    }

    private static async Task<IReadOnlyList<string>> NamesAsync(Staff staff, string query) =>
        [.. (await staff.GetAsync($"people?{query}")).Expect()["items"]!.AsArray().Select(p => p!.Text("name"))];
}
