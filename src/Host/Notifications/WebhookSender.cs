using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using StaffFlows.Host.Operations;
using StaffFlows.Workflows.Deliveries;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Host.Notifications;

/// <summary>
/// SMS handed over to a platform of the place by a signed request (政务短信平台, 粤政易, 钉钉, 企业微信). The id is the same for every
/// attempt, so that the platform can tell a repeat.
/// </summary>
internal sealed class WebhookSender : ISender, IDisposable
{
    private const int LongestAnswer = 64 * 1024;
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly WebhookSettings settings;
    private readonly TimeProvider clock;
    private readonly HttpClient client;

    public WebhookSender(WebhookSettings settings, TimeProvider clock)
    {
        (this.settings, this.clock) = (settings, clock);
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false, ConnectCallback = new GuardedConnections(settings.MayBePrivate).ConnectAsync };
        client = new HttpClient(handler) { MaxResponseContentBufferSize = LongestAnswer };
    }

    public OutboxChannel Channel => OutboxChannel.Sms;

    public async Task<SendResult> SendAsync(OutgoingMessage message, CancellationToken ct)
    {
        var body = JsonSerializer.Serialize(
            new { id = message.Id, channel = "sms", to = message.Address, templateKey = message.TextKey, @params = message.Arguments, text = message.Text, caseId = message.CaseId, occurredAt = message.OccurredAt },
            Web);
        using var request = new HttpRequestMessage(HttpMethod.Post, settings.Address) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        Sign(request, body);
        try
        {
            using var answer = await client.SendAsync(request, ct);
            return answer switch
            {
                { IsSuccessStatusCode: true } => new SendResult.Sent(Read(await answer.Content.ReadAsStringAsync(ct))),
                { StatusCode: HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests } or { StatusCode: >= HttpStatusCode.InternalServerError } => new SendResult.Failed("sms-not-now"),
                { StatusCode: HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound } => new SendResult.Failed("sms-sign-in-failed"),
                _ => new SendResult.Refused("sms-refused"),
            };
        }
        catch (HttpRequestException broken)
        {
            return new SendResult.Failed(broken.InnerException is ForbiddenAddressException ? "sms-address-forbidden" : "sms-unreachable");
        }
    }

    public void Dispose() => client.Dispose();

    /// <summary>Over time, a number used once, and the body: none of it can be taken from one request into another.</summary>
    internal static string Signature(string secret, string timestamp, string nonce, string body) =>
        $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{timestamp}.{nonce}.{body}")))}";

    private void Sign(HttpRequestMessage request, string body)
    {
        var (timestamp, nonce) = (clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), RandomNumberGenerator.GetHexString(32, lowercase: true));
        request.Headers.Add("X-Notify-Timestamp", timestamp);
        request.Headers.Add("X-Notify-Nonce", nonce);
        request.Headers.Add("X-Notify-Signature", Signature(settings.Secret, timestamp, nonce, body));
    }

    /// <summary>The platform's own number of the message, if it says one.</summary>
    private static string? Read(string answer)
    {
        try
        {
            using var json = JsonDocument.Parse(answer);
            return json.RootElement.ValueKind is JsonValueKind.Object && json.RootElement.TryGetProperty("messageId", out var id) && $"{id}" is { Length: > 0 and <= 200 } text ? text : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
