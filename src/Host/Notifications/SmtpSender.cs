using System.IO;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using StaffFlows.Host.Operations;
using StaffFlows.Workflows.Deliveries;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Host.Notifications;

/// <summary>
/// Mail by SMTP, over TLS from the first byte or by STARTTLS, a connection for each message. A server that does not let us sign
/// in, or offers no way to, gets no mail: nothing ever goes out unsigned or in the clear that was to be neither.
/// </summary>
internal sealed class SmtpSender(MailSettings settings, TimeProvider clock) : ISender
{
    public OutboxChannel Channel => OutboxChannel.Mail;

    /// <summary>Tests bring a certificate of their own.</summary>
    internal RemoteCertificateValidationCallback? Trust { get; init; }

    public async Task<SendResult> SendAsync(OutgoingMessage message, CancellationToken ct)
    {
        if (!MailText.IsUsable(message.Address)) return new SendResult.Refused("mail-address-unusable");

        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(settings.Host, settings.Port, ct);
            await using var stream = await SecureAsync(client.GetStream(), ct);
            return await TalkAsync(stream, message, ct);
        }
        catch (SmtpRefusal refusal)
        {
            return refusal.Result;
        }
        catch (AuthenticationException)
        {
            return new SendResult.Failed("mail-tls-failed");
        }
        catch (Exception broken) when (broken is SocketException or IOException)
        {
            return new SendResult.Failed("mail-unreachable");
        }
    }

    private async Task<Stream> SecureAsync(NetworkStream plain, CancellationToken ct)
    {
        if (settings.Security is MailSecurity.Tls) return await EncryptAsync(plain, ct);
        if (settings.Security is MailSecurity.None) return plain;

        // What is read here may not be read again inside of TLS, so this conversation ends with its reader.
        var before = new SmtpConversation(plain);
        await before.ExpectAsync(220, "mail-greeting-refused", ct);
        if (!await before.OffersAsync("STARTTLS", ct)) throw SmtpRefusal.Failed("mail-no-starttls");
        await before.CommandAsync("STARTTLS", ct);
        await before.ExpectAsync(220, "mail-no-starttls", ct);
        return before.HasUnread ? throw SmtpRefusal.Failed("mail-tls-failed") : await EncryptAsync(plain, ct);
    }

    private async Task<Stream> EncryptAsync(Stream plain, CancellationToken ct)
    {
        var secure = new SslStream(plain, leaveInnerStreamOpen: false, Trust);
        await secure.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = settings.Host }, ct);
        return secure;
    }

    private async Task<SendResult> TalkAsync(Stream stream, OutgoingMessage message, CancellationToken ct)
    {
        var server = new SmtpConversation(stream);
        if (settings.Security is not MailSecurity.StartTls) await server.ExpectAsync(220, "mail-greeting-refused", ct);
        await SignInAsync(server, ct);

        await server.CommandAsync($"MAIL FROM:<{settings.From.Address}>", ct);
        await server.ExpectAsync(250, "mail-sender-refused", ct);
        await server.CommandAsync($"RCPT TO:<{message.Address}>", ct);
        await server.ExpectAsync(250, "mail-recipient-refused", ct, isAboutMessage: true);
        await server.CommandAsync("DATA", ct);
        await server.ExpectAsync(354, "mail-content-refused", ct, isAboutMessage: true);
        await server.ContentAsync(MailText.Write(message, settings.From, clock.GetUtcNow()), ct);
        var answer = await server.ExpectAsync(250, "mail-content-refused", ct, isAboutMessage: true);
        await server.CommandAsync("QUIT", ct);
        return new SendResult.Sent(answer);
    }

    private async Task SignInAsync(SmtpConversation server, CancellationToken ct)
    {
        var ways = await server.WaysToSignInAsync(ct);
        if (settings.UserName is not { } userName) return;

        if (ways.Contains("PLAIN"))
        {
            await server.CommandAsync($"AUTH PLAIN {SmtpConversation.Base64($"\0{userName}\0{settings.Password}")}", ct);
        }
        else if (ways.Contains("LOGIN"))
        {
            await server.CommandAsync("AUTH LOGIN", ct);
            await server.ExpectAsync(334, "mail-sign-in-failed", ct);
            await server.CommandAsync(SmtpConversation.Base64(userName), ct);
            await server.ExpectAsync(334, "mail-sign-in-failed", ct);
            await server.CommandAsync(SmtpConversation.Base64(settings.Password!), ct);
        }
        else
        {
            throw SmtpRefusal.Failed("mail-sign-in-not-offered");
        }

        await server.ExpectAsync(235, "mail-sign-in-failed", ct);
    }
}
