using System.Net;
using System.Text;
using StaffFlows.Testing;

namespace StaffFlows.Host.Tests.Inbox;

public sealed class When_the_inbox_is_shown
{
    [Theory]
    [InlineData("todo")]
    [InlineData("done")]
    [InlineData("started")]
    [InlineData("cc")]
    [InlineData("drafts")]
    [InlineData("confidential")]
    public async Task Every_list_has_its_address(string view)
    {
        await using var hall = await Hall.OpenAsync();

        (await (await hall.AsAsync("u030")).GetAsync($"inbox?view={view}")).Expect()["total"]!.GetValue<int>().ShouldBe(0);
        (await (await Visitor.SignInAsync(hall, "u030")).SeeAsync($"/inbox?view={view}")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_unknown_list_is_refused()
    {
        await using var hall = await Hall.OpenAsync();

        (await (await hall.AsAsync("u030")).GetAsync("inbox?view=everything")).ShouldBeRefused(HttpStatusCode.UnprocessableEntity, "inbox-view-unknown");
        (await (await Visitor.SignInAsync(hall, "u030")).SeeAsync("/inbox?view=everything")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Counts_equal_the_lengths_of_the_lists()
    {
        await using var hall = await Hall.OpenAsync();
        await hall.AcceptedAsync();
        await (await hall.AsAsync("u030")).PostAsync("procedures/leave/cases", new { form = new { reason = "草稿" }, draft = true });

        foreach (var person in new[] { "u030", "u031", "u022" })
        {
            var staff = await hall.AsAsync(person);
            var counts = (await staff.GetAsync("inbox/counts")).Expect();
            foreach (var view in new[] { "todo", "done", "started", "drafts" })
                counts[view]!.GetValue<int>().ShouldBe((await staff.InboxAsync(view)).Count, $"{view} of {person}");
        }
    }

    [Fact]
    public async Task A_search_finds_by_title_and_by_number()
    {
        await using var hall = await Hall.OpenAsync();
        await hall.AcceptedAsync();
        var head = await hall.AsAsync("u022");

        (await head.GetAsync("inbox?q=钱溪亭")).Expect()["total"]!.GetValue<int>().ShouldBe(1);
        (await head.GetAsync("inbox?q=000001")).Expect()["total"]!.GetValue<int>().ShouldBe(1);
        (await head.GetAsync("inbox?q=轮换")).Expect()["total"]!.GetValue<int>().ShouldBe(0);
    }

    [Fact]
    public async Task The_export_is_a_spreadsheet_of_the_same_list()
    {
        await using var hall = await Hall.OpenAsync();
        await hall.AcceptedAsync();
        var head = await Visitor.SignInAsync(hall, "u022");

        using var answer = await head.Client.GetAsync(new Uri("/inbox/export?view=todo", UriKind.Relative));
        var bytes = await answer.Content.ReadAsByteArrayAsync();

        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/csv");
        answer.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        bytes.Take(3).ShouldBe(Encoding.UTF8.Preamble.ToArray(), "Excel needs the mark for Chinese");
        var lines = Encoding.UTF8.GetString(bytes).TrimEnd().Split("\r\n");
        lines.Length.ShouldBe(2);
        lines[1].ShouldStartWith("\"QJ-2026-000001\",");
    }
}
