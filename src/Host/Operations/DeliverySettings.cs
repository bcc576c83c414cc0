using System.Globalization;
using System.Net.Mail;

namespace StaffFlows.Host.Operations;

/// <summary>How deliveries get from the relay to whoever makes them.</summary>
public enum MessageTransport
{
    InMemory,
    RabbitMq,
}

/// <summary>What carries messages of one kind out of the house.</summary>
public enum SenderKind
{
    /// <summary>Nothing: they wait in the outbox.</summary>
    None,

    /// <summary>They become files, and nobody gets them.</summary>
    File,
    Smtp,
    Webhook,
}

public enum MailSecurity
{
    /// <summary>TLS from the first byte, as on port 465.</summary>
    Tls,

    /// <summary>TLS after a plain greeting, as on port 587; a server that offers none gets nothing.</summary>
    StartTls,
    None,
}

/// <summary>The server that takes mail, and what we are for it.</summary>
public sealed record MailSettings(string Host, int Port, MailSecurity Security, string? UserName, string? Password, MailAddress From);

/// <param name="MayBePrivate">Whether the address may lie in the hall's own network.</param>
public sealed record WebhookSettings(Uri Address, string Secret, bool MayBePrivate);

/// <summary>How messages leave the house.</summary>
public sealed record DeliverySettings
{
    public required MessageTransport Transport { get; init; }

    /// <summary>Where the broker is, with user and password; null with <see cref="MessageTransport.InMemory"/>.</summary>
    public Uri? RabbitMq { get; init; }

    /// <summary>Where <see cref="SenderKind.File"/> puts what it is given.</summary>
    public required string Folder { get; init; }
    public required SenderKind MailSender { get; init; }
    public required SenderKind SmsSender { get; init; }
    public MailSettings? Mail { get; init; }
    public WebhookSettings? SmsWebhook { get; init; }
    public required TimeOnly QuietFrom { get; init; }
    public required TimeOnly QuietUntil { get; init; }

    internal static DeliverySettings Read(SettingReader read, IHostEnvironment environment, bool seedsDemo)
    {
        var isHarmless = environment.IsDevelopment() || seedsDemo;
        var transport = Enum.Parse<MessageTransport>(read.OneOf("Messaging:Transport", nameof(MessageTransport.InMemory), nameof(MessageTransport.RabbitMq)));
        var mail = ReadSender(read, "Mail:Sender", seedsDemo, isHarmless ? SenderKind.File : read.Text("Mail:Host") is null ? SenderKind.None : SenderKind.Smtp, SenderKind.Smtp);
        var sms = ReadSender(read, "Sms:Sender", seedsDemo, isHarmless ? SenderKind.File : SenderKind.None, SenderKind.Webhook);
        return new()
        {
            Transport = transport,
            RabbitMq = transport is MessageTransport.RabbitMq ? ReadBroker(read) : null,
            Folder = Path.GetFullPath(Path.Combine(environment.ContentRootPath, read.Text("Messaging:Folder") ?? Path.Combine("data", "outbox"))),
            MailSender = mail,
            Mail = mail is SenderKind.Smtp ? ReadMail(read) : null,
            SmsSender = sms,
            SmsWebhook = sms is SenderKind.Webhook ? ReadWebhook(read) : null,
            QuietFrom = ReadTime(read, "Sms:QuietFrom", new(20, 0)),
            QuietUntil = ReadTime(read, "Sms:QuietUntil", new(8, 0)),
        };
    }

    /// <summary>The people of the demo are made up, but their numbers and addresses might be somebody's.</summary>
    private static SenderKind ReadSender(SettingReader read, string key, bool seedsDemo, SenderKind @default, SenderKind real)
    {
        var kind = Enum.Parse<SenderKind>(read.OneOf(key, new[] { @default, SenderKind.None, SenderKind.File, real }.Distinct().Select(k => $"{k}").ToArray()));
        return kind == real && seedsDemo ? throw SettingReader.Wrong(key, "must be File or None where Demo:Seed is on; a demo sends nothing") : kind;
    }

    private static Uri ReadBroker(SettingReader read)
    {
        const string Key = "ConnectionStrings:RabbitMq";
        var address = read.Address(Key) ?? throw SettingReader.Wrong(Key, "is missing; it says where the broker of Messaging:Transport is");
        return address.Scheme is "amqp" or "amqps" ? address : throw SettingReader.Wrong(Key, "must be an address like amqp://user:password@host/");
    }

    private static MailSettings ReadMail(SettingReader read)
    {
        var security = Enum.Parse<MailSecurity>(read.OneOf("Mail:Security", nameof(MailSecurity.Tls), nameof(MailSecurity.StartTls), nameof(MailSecurity.None)));
        var userName = read.Text("Mail:UserName");
        if (userName is not null && security is MailSecurity.None) throw SettingReader.Wrong("Mail:Security", "must be Tls or StartTls where Mail:UserName is set");
        var password = read.Text("Mail:Password");
        if (userName is not null && password is null) throw SettingReader.Wrong("Mail:Password", "is missing; Mail:UserName signs in with it");

        var port = security switch { MailSecurity.Tls => 465, MailSecurity.StartTls => 587, _ => 25 };
        return new(
            read.Text("Mail:Host") ?? throw SettingReader.Wrong("Mail:Host", "is missing; it names the server that takes mail"),
            (int)read.Number("Mail:Port", port, 1, 65_535), security, userName, password, ReadFrom(read));
    }

    private static MailAddress ReadFrom(SettingReader read)
    {
        var text = read.Text("Mail:From") ?? throw SettingReader.Wrong("Mail:From", "is missing; it is the address that mail comes from");
        return text.All(c => c is > ' ' and < '\u007f') && MailAddress.TryCreate(text, read.Text("Mail:FromName"), out var from)
            ? from
            : throw SettingReader.Wrong("Mail:From", "must be a mail address");
    }

    private static WebhookSettings ReadWebhook(SettingReader read)
    {
        var address = read.Address("Sms:Webhook:Address") ?? throw SettingReader.Wrong("Sms:Webhook:Address", "is missing; it says where SMS are handed over");
        var mayBePrivate = read.Flag("Sms:Webhook:AllowPrivate", false);
        if (address.Scheme != Uri.UriSchemeHttps && !(mayBePrivate && address.Scheme == Uri.UriSchemeHttp))
            throw SettingReader.Wrong("Sms:Webhook:Address", "must begin with https:// (http:// only where Sms:Webhook:AllowPrivate is on)");

        var secret = read.Text("Sms:Webhook:Secret");
        return secret is { Length: >= 16 } ? new(address, secret, mayBePrivate) : throw SettingReader.Wrong("Sms:Webhook:Secret", "must have 16 characters at least; requests are signed with it");
    }

    private static TimeOnly ReadTime(SettingReader read, string key, TimeOnly @default)
    {
        if (read.Text(key) is not { } text) return @default;
        return TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : throw SettingReader.Wrong(key, "must be a time of day like 20:00");
    }
}
