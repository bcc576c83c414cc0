using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace StaffFlows.Host.Tests.Deliveries;

/// <summary>A server on loopback that has one conversation after another and keeps what it was told. Its certificate is made up.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource closing = new();
    private readonly Func<ScriptedServer, Stream, Task> conversation;
    private readonly Task serving;

    private ScriptedServer(Func<ScriptedServer, Stream, Task> conversation)
    {
        this.conversation = conversation;
        listener.Start();
        serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Line by line, in all conversations.</summary>
    public ConcurrentQueue<string> Heard { get; } = [];

    public static ScriptedServer Start(Func<ScriptedServer, Stream, Task> conversation) => new(conversation);

    /// <summary>SMTP. An answer to a command, by its first word, stands for what is in <paramref name="answers"/>; all else is 250.</summary>
    /// <param name="offers">What EHLO tells, before and after STARTTLS.</param>
    public static ScriptedServer Smtp(bool isTls, string[] offers, params (string Command, string Answer)[] answers) => Start(async (server, stream) =>
    {
        stream = isTls ? await SecureAsync(stream) : stream;
        await SayAsync(stream, "220 hall.example ready");
        while (await server.HearAsync(stream) is { } line)
        {
            var command = line.Split(' ', ':')[0];
            var answer = Array.Find(answers, a => line.StartsWith(a.Command, StringComparison.Ordinal)).Answer;
            if (answer == "hang up") return;
            if (command is "EHLO") await SayAsync(stream, [.. new[] { "hall.example" }.Concat(offers).SkipLast(1).Select(o => $"250-{o}"), $"250 {new[] { "hall.example" }.Concat(offers).Last()}"]);
            else if (command is "STARTTLS")
            {
                await SayAsync(stream, answer ?? "220 go on");
                if (answer is null) stream = await SecureAsync(stream);
            }
            else if (command is "DATA")
            {
                await SayAsync(stream, "354 go on");
                while (await server.HearAsync(stream) is not ("." or null))
                {
                }

                await SayAsync(stream, answer ?? "250 queued as 42");
            }
            else await SayAsync(stream, answer ?? (command is "AUTH" ? "235 welcome" : "250 ok"));
        }
    });

    /// <summary>HTTP: one request, one answer, the end.</summary>
    public static ScriptedServer Http(string status, string body) => Start(async (server, stream) =>
    {
        var length = 0;
        while (await server.HearAsync(stream) is { Length: > 0 } line)
            if (line.StartsWith("Content-Length: ", StringComparison.Ordinal)) length = int.Parse(line[16..], System.Globalization.CultureInfo.InvariantCulture);
        var content = new byte[length];
        await stream.ReadExactlyAsync(content);
        server.Heard.Enqueue(Encoding.UTF8.GetString(content));
        await SayAsync(stream, $"HTTP/1.1 {status}", "Connection: close", $"Content-Length: {body.Length}", "", body);
    });

    public async Task<string?> HearAsync(Stream stream)
    {
        var line = new List<byte>();
        var one = new byte[1];
        while (await stream.ReadAsync(one, closing.Token) == 1)
        {
            if (one[0] == '\n')
            {
                var text = Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
                Heard.Enqueue(text);
                return text;
            }

            line.Add(one[0]);
        }

        return null;
    }

    public static async Task SayAsync(Stream stream, params string[] lines) =>
        await stream.WriteAsync(Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => $"{line}\r\n"))));

    public static async Task<Stream> SecureAsync(Stream plain)
    {
        using var key = RSA.Create(2048);
        var from = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
        using var made = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(from, from.AddYears(50));
        var secure = new SslStream(plain);
        await secure.AuthenticateAsServerAsync(X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null));
        return secure;
    }

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        listener.Stop();
        await serving;
        closing.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (!closing.IsCancellationRequested)
            {
                using var client = await listener.AcceptTcpClientAsync(closing.Token);
                try
                {
                    await conversation(this, client.GetStream());
                }
                catch (Exception broken) when (broken is IOException or System.Security.Authentication.AuthenticationException)
                {
                    // The other side broke it off, as some of the tests want it to.
                }
            }
        }
        catch (Exception closed) when (closed is OperationCanceledException or SocketException or InvalidOperationException)
        {
            // Nobody calls any more.
        }
    }
}
