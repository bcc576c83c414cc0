using System.Net.Mail;
using System.Text;
using StaffFlows.Host.Notifications;
using StaffFlows.Host.Operations;
using StaffFlows.Testing;
using StaffFlows.Workflows.Deliveries;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Host.Tests.Deliveries;

/// <summary>Against a server that says what the situation wants.</summary>
public sealed class When_mail_is_sent
{
    private static readonly Guid Id = Guid.Parse("01900000-0000-7000-8000-000000000001");
    private static readonly string Password = Convert.ToBase64String("\0hall@hall.example\0secret"u8);

    [Theory]
    [InlineData(MailSecurity.Tls)]
    [InlineData(MailSecurity.StartTls)]
    public async Task It_arrives_over_TLS_signed_in_and_in_Chinese(MailSecurity security)
    {
        await using var server = ScriptedServer.Smtp(security is MailSecurity.Tls, ["STARTTLS", "AUTH LOGIN PLAIN"]);

        var result = await SendAsync(server, security);

        result.ShouldBe(new SendResult.Sent("queued as 42"));
        server.Heard.ShouldContain($"AUTH PLAIN {Password}");
        server.Heard.ShouldContain("MAIL FROM:<hall@hall.example>");
        server.Heard.ShouldContain("RCPT TO:<w@hall.example>");
        server.Heard.ShouldContain($"Message-ID: <{Id:N}@hall.example>");
        server.Heard.ShouldContain("To: <w@hall.example>");
        var mail = string.Join('\n', server.Heard);
        mail.ShouldContain($"Subject: =?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes("您有一条新通知"))}?=");
        mail.ShouldContain(Convert.ToBase64String(Encoding.UTF8.GetBytes("您有1项待办。"))[..16]);
        server.Heard.Where(line => line.Length > 76 && !line.StartsWith("AUTH", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_server_that_knows_only_LOGIN_is_signed_in_to_that_way()
    {
        await using var server = ScriptedServer.Smtp(true, ["AUTH LOGIN"], ("AUTH LOGIN", "334 VXNlcm5hbWU6"), (Convert.ToBase64String("hall@hall.example"u8), "334 UGFzc3dvcmQ6"), (Convert.ToBase64String("secret"u8), "235 welcome"));

        (await SendAsync(server)).ShouldBeOfType<SendResult.Sent>();
    }

    [Theory]
    [InlineData(MailSecurity.Tls, "AUTH PLAIN", "AUTH", "535 no", "mail-sign-in-failed", "a wrong password is no reason to go on without one")]
    [InlineData(MailSecurity.Tls, "SIZE 1000", "AUTH", "", "mail-sign-in-not-offered", "nor is a server that asks for none")]
    [InlineData(MailSecurity.StartTls, "AUTH PLAIN", "AUTH", "", "mail-no-starttls", "nor is one without TLS")]
    [InlineData(MailSecurity.Tls, "AUTH PLAIN", "MAIL", "550 who are you", "mail-sender-refused", "all mail would be refused, not this one")]
    [InlineData(MailSecurity.Tls, "AUTH PLAIN", "RCPT", "451 greylisted", "mail-deferred", "later perhaps")]
    [InlineData(MailSecurity.Tls, "AUTH PLAIN", "RCPT", "421 shutting down", "mail-server-busy", "later perhaps")]
    [InlineData(MailSecurity.Tls, "AUTH PLAIN", "DATA", "452 full", "mail-deferred", "later perhaps")]
    [InlineData(MailSecurity.Tls, "AUTH PLAIN", "RCPT", "hang up", "mail-unreachable", "later perhaps")]
    [InlineData(MailSecurity.Tls, "AUTH PLAIN", "MAIL", "what?", "mail-not-understood", "it speaks something else")]
    public async Task It_is_tried_again(MailSecurity security, string offer, string command, string answer, string code, string because)
    {
        await using var server = ScriptedServer.Smtp(security is MailSecurity.Tls, [offer], (command, answer.Length == 0 ? "250 ok" : answer));

        (await SendAsync(server, security)).ShouldBe(new SendResult.Failed(code), because);
        if (command is "AUTH") server.Heard.ShouldNotContain(line => line.StartsWith("MAIL", StringComparison.Ordinal), because);
    }

    [Theory]
    [InlineData("RCPT", "550 no such user", "mail-recipient-refused")]
    [InlineData("DATA", "554 spam", "mail-content-refused")]
    public async Task It_is_given_up_at_once(string command, string answer, string code)
    {
        await using var server = ScriptedServer.Smtp(true, ["AUTH PLAIN"], (command, answer));

        (await SendAsync(server)).ShouldBe(new SendResult.Refused(code));
    }

    [Theory]
    [InlineData("w@hall.example\r\nBcc: all@hall.example")]
    [InlineData("w@hall.example>\r\nDATA")]
    [InlineData("w@hall.example,x@hall.example")]
    [InlineData("Wu <w@hall.example>")]
    [InlineData("吴@hall.example")]
    [InlineData("nobody")]
    public async Task An_address_that_is_more_or_less_than_one_is_not_even_tried(string address)
    {
        await using var server = ScriptedServer.Smtp(true, ["AUTH PLAIN"]);

        (await SendAsync(server, address: address)).ShouldBe(new SendResult.Refused("mail-address-unusable"));
        server.Heard.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_not_trusted()
    {
        await using var server = ScriptedServer.Smtp(true, ["AUTH PLAIN"]);
        var sender = new SmtpSender(Settings(server, MailSecurity.Tls), TimeProvider.System);

        (await sender.SendAsync(Message("w@hall.example"), default)).ShouldBe(new SendResult.Failed("mail-tls-failed"));
    }

    private static Task<SendResult> SendAsync(ScriptedServer server, MailSecurity security = MailSecurity.Tls, string address = "w@hall.example") =>
        new SmtpSender(Settings(server, security), new SteppedClock(Hall.OpensAt)) { Trust = (_, certificate, _, _) => certificate?.Subject is "CN=127.0.0.1" }.SendAsync(Message(address), default);

    private static MailSettings Settings(ScriptedServer server, MailSecurity security) =>
        new("127.0.0.1", server.Port, security, "hall@hall.example", "secret", new MailAddress("hall@hall.example", "临溪县政务服务中心人员管理系统"));

    private static OutgoingMessage Message(string address) =>
        new(Id, 1, OutboxChannel.Mail, address, "您有一条新通知", "您有1项待办。\n.\n登录系统：https://hall.example", "task.assigned", [], null, Hall.OpensAt);
}
