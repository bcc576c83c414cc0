using System.Net;
using System.Text.Json.Nodes;
using StaffFlows.Host.Notifications;
using StaffFlows.Host.Operations;
using StaffFlows.Testing;
using StaffFlows.Workflows.Deliveries;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Host.Tests.Deliveries;

public sealed class When_an_SMS_is_handed_over
{
    private const string Secret = "sixteen letters!";
    private static readonly OutgoingMessage Sms =
        new(Guid.Parse("01900000-0000-7000-8000-000000000002"), 1, OutboxChannel.Sms, "16900000030", "", "您有1项待办，请于11月24日前登录系统办理。", "task.assigned", ["11月24日"], null, Hall.OpensAt);

    [Fact]
    public async Task The_request_is_signed_and_says_what_a_platform_needs()
    {
        await using var platform = ScriptedServer.Http("202 Accepted", """{"messageId":"m-1"}""");

        (await SendAsync(platform)).ShouldBe(new SendResult.Sent("m-1"));

        var body = platform.Heard.Last();
        Header(platform, "X-Notify-Timestamp").ShouldBe($"{Hall.OpensAt.ToUnixTimeSeconds()}");
        Header(platform, "X-Notify-Signature").ShouldBe(WebhookSender.Signature(Secret, Header(platform, "X-Notify-Timestamp"), Header(platform, "X-Notify-Nonce"), body));
        var said = JsonNode.Parse(body)!;
        (said["id"]!.GetValue<Guid>(), said["to"]!.GetValue<string>(), said["text"]!.GetValue<string>()).ShouldBe((Sms.Id, Sms.Address, Sms.Text));
        (said["templateKey"]!.GetValue<string>(), said["params"]!.ToJsonString()).ShouldBe(("task.assigned", new JsonArray("11月24日").ToJsonString()));
    }

    [Fact]
    public async Task A_repeat_has_the_same_id_and_a_number_and_a_signature_of_its_own()
    {
        await using var first = ScriptedServer.Http("503 Service Unavailable", "");
        await using var second = ScriptedServer.Http("202 Accepted", "");

        await SendAsync(first);
        await SendAsync(second);

        second.Heard.Last().ShouldBe(first.Heard.Last());
        foreach (var once in new[] { "X-Notify-Nonce", "X-Notify-Signature" }) Header(second, once).ShouldNotBe(Header(first, once));
    }

    /// <summary>Computed with openssl.</summary>
    [Fact]
    public void A_signature_is_one_that_others_can_compute() =>
        WebhookSender.Signature("secret-secret-16", "1763859600", "abc", """{"id":1}""").ShouldBe("sha256=df023c9c3fc4d11940ccee2802e44fe434eb102bda88b76be9f1739892f9dfea");

    [Theory]
    [InlineData("429 Too Many Requests", "sms-not-now", true)]
    [InlineData("503 Service Unavailable", "sms-not-now", true)]
    [InlineData("401 Unauthorized", "sms-sign-in-failed", true)]
    [InlineData("302 Found", "sms-refused", false)]
    [InlineData("400 Bad Request", "sms-refused", false)]
    public async Task A_platform_that_says_no_is_asked_again_where_that_may_help(string status, string code, bool isAskedAgain)
    {
        await using var platform = ScriptedServer.Http(status, "");

        (await SendAsync(platform)).ShouldBe(isAskedAgain ? new SendResult.Failed(code) : new SendResult.Refused(code));
    }

    [Fact]
    public async Task A_name_that_leads_into_the_halls_network_is_not_followed()
    {
        await using var inside = ScriptedServer.Http("200 OK", "");
        using var sender = new WebhookSender(new(new Uri($"http://localhost:{inside.Port}/"), Secret, MayBePrivate: false), TimeProvider.System);

        (await sender.SendAsync(Sms, default)).ShouldBe(new SendResult.Failed("sms-address-forbidden"));
        inside.Heard.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.31.0.1", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.168.1.1", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("100.100.100.200", false)]
    [InlineData("::1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("203.0.113.9", true)]
    [InlineData("2400:3200::1", true)]
    public void Public_is_what_is_nobodys_own_network(string address, bool isPublic) => GuardedConnections.IsPublic(IPAddress.Parse(address)).ShouldBe(isPublic);

    private static async Task<SendResult> SendAsync(ScriptedServer platform)
    {
        using var sender = new WebhookSender(new(new Uri($"http://127.0.0.1:{platform.Port}/sms"), Secret, MayBePrivate: true), new SteppedClock(Hall.OpensAt));
        return await sender.SendAsync(Sms, default);
    }

    private static string Header(ScriptedServer platform, string name) => platform.Heard.Single(line => line.StartsWith($"{name}: ", StringComparison.Ordinal))[(name.Length + 2)..];
}
