using System.Globalization;
using System.Net.Mail;
using System.Text;
using StaffFlows.Host.Localisation;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Deliveries;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Host.Notifications;

/// <summary>
/// Sends nothing: what would go out becomes a file in a folder of its day, mail as mail programs open it. For demos and for
/// trying things out. The log names the file and hides whom it is for.
/// </summary>
internal sealed class FileSender(OutboxChannel channel, string folder, ILogger<FileSender> log) : ISender
{
    private static readonly MailAddress From = new("staffflows@hall.example", "StaffFlows");

    public OutboxChannel Channel => channel;

    public async Task<SendResult> SendAsync(OutgoingMessage message, CancellationToken ct)
    {
        if (channel is OutboxChannel.Mail && !MailText.IsUsable(message.Address)) return new SendResult.Refused("mail-address-unusable");

        var at = TimeZoneInfo.ConvertTime(message.OccurredAt, BusinessClock.Zone);
        var path = Path.Combine(folder, at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Directory.CreateDirectory(path);
        var name = string.Create(CultureInfo.InvariantCulture, $"{at:HHmmss}-{message.Id:N}-{message.Attempt}.{(channel is OutboxChannel.Mail ? "eml" : "txt")}");
        var content = channel is OutboxChannel.Mail ? MailText.Write(message, From, at) : $"{message.Address}\n{message.Text}\n";
        await File.WriteAllTextAsync(Path.Combine(path, name), content, new UTF8Encoding(false), ct);
        log.LogInformation("{Channel} for {Recipient} is in {File}", channel, Masked(message.Address), name);
        return new SendResult.Sent(name);
    }

    /// <summary>169****0038, w***@hall.example.</summary>
    private string Masked(string address) => channel is OutboxChannel.Sms
        ? Wording.MaskedPhone(address)
        : $"{address[..1]}***{address[address.LastIndexOf('@')..]}";
}
