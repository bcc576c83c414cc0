using System.Net;
using StaffFlows.Testing;

namespace StaffFlows.Host.Tests.Notices;

/// <summary>Whoever has not signed in came for the notices, as far as the hall can tell; whoever has, works here.</summary>
public sealed class When_an_address_is_unknown
{
    [Theory]
    [InlineData("/notices/xyz")]
    [InlineData("/notices/01a23985-d0d1-7007-8980-11bdbb231bee")]
    [InlineData("/no/such/page")]
    public async Task A_visitor_is_led_to_the_notices_and_a_colleague_to_his_inbox(string address)
    {
        await using var hall = await Hall.OpenAsync();

        var visitor = await new Visitor(hall.NewClient()).SeeAsync(address);
        var colleague = await (await Visitor.SignInAsync(hall, "u030")).SeeAsync(address);

        visitor.Status.ShouldBe(HttpStatusCode.NotFound);
        visitor.Html.ShouldContain("href=\"/notices\"");
        visitor.Html.ShouldContain("href=\"/account/login\"");
        visitor.Html.ShouldNotContain("href=\"/inbox\"");
        colleague.Status.ShouldBe(HttpStatusCode.NotFound);
        colleague.Html.ShouldContain("class=\"btn btn--go\" href=\"/inbox\"");
    }
}
