using System.Net;
using StaffFlows.Testing;

namespace StaffFlows.Host.Tests.Cases;

public sealed class When_a_case_is_withdrawn
{
    [Fact]
    public async Task Only_the_applicant_may()
    {
        await using var hall = await Hall.OpenAsync();
        var leave = await hall.AcceptedAsync();

        (await (await hall.AsAsync("u022")).TryPostAsync($"cases/{leave}/withdraw")).ShouldBeRefused(HttpStatusCode.Forbidden, "not-your-case");
        (await (await hall.AsAsync("u030")).TryPostAsync($"cases/{leave}/withdraw", new { reason = "计划有变" })).Body!.Text("status").ShouldBe("withdrawn");
    }

    [Fact]
    public async Task The_page_asks_first_and_then_says_that_it_is_done()
    {
        await using var hall = await Hall.OpenAsync();
        var leave = await hall.SubmittedAsync();
        var clerk = await Visitor.SignInAsync(hall, "u030");

        (await clerk.SeeAsync($"/cases/{leave}?do=withdraw")).Html.ShouldContain("撤回后申请结束");
        using var done = await clerk.SubmitAsync($"/cases/{leave}?do=withdraw", $"/cases/{leave}/withdraw", ("reason", "计划有变"), ("idempotencyKey", "w1w1w1w1"));

        done.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await clerk.SeeAsync($"/cases/{leave}")).Html.ShouldContain("申请已撤回");
        (await clerk.SeeAsync($"/cases/{leave}")).Html.ShouldNotContain("申请已撤回。", Case.Sensitive, "it is said once");
    }
}
