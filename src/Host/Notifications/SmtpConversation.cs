using System.Globalization;
using System.IO;
using System.Text;
using StaffFlows.Workflows.Deliveries;

namespace StaffFlows.Host.Notifications;

/// <summary>The server's "no", or that it speaks something else.</summary>
internal sealed class SmtpRefusal(SendResult result) : Exception
{
    public SendResult Result { get; } = result;

    public static SmtpRefusal Failed(string code) => new(new SendResult.Failed(code));
}

/// <summary>Commands and replies of RFC 5321. Replies have limits; a command never has a line break in it.</summary>
internal sealed class SmtpConversation(Stream stream)
{
    private const int LongestLine = 2000;
    private const int MostLines = 100;

    private readonly byte[] buffer = new byte[4096];
    private int start;
    private int end;

    /// <summary>The server said more than it was asked.</summary>
    public bool HasUnread => start < end;

    public static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    public async Task<bool> OffersAsync(string extension, CancellationToken ct) =>
        (await GreetAsync(ct)).Any(line => line.Equals(extension, StringComparison.OrdinalIgnoreCase));

    /// <summary>The mechanisms of AUTH, in upper case.</summary>
    public async Task<IReadOnlyCollection<string>> WaysToSignInAsync(CancellationToken ct) =>
        [.. (await GreetAsync(ct)).Where(line => line.StartsWith("AUTH ", StringComparison.OrdinalIgnoreCase)).SelectMany(line => line.ToUpperInvariant().Split(' ')[1..])];

    public Task CommandAsync(string line, CancellationToken ct)
    {
        if (line.AsSpan().IndexOfAny('\r', '\n') >= 0) throw new InvalidOperationException("A command is one line.");
        return WriteAsync(line + "\r\n", ct);
    }

    /// <summary>With the dots doubled that begin a line, and the one that ends it all.</summary>
    public Task ContentAsync(string content, CancellationToken ct) =>
        WriteAsync($"{(content.StartsWith('.') ? "." : "")}{content.Replace("\r\n.", "\r\n..", StringComparison.Ordinal)}.\r\n", ct);

    /// <param name="refusal">What it means if the server says something else. For now where it says 4xx.</param>
    /// <param name="isAboutMessage">Whether 5xx is about this message, or about everything that we send.</param>
    /// <returns>The text of the last line.</returns>
    /// <exception cref="SmtpRefusal">It said something else.</exception>
    public async Task<string> ExpectAsync(int code, string refusal, CancellationToken ct, bool isAboutMessage = false)
    {
        var (said, lines) = await ReadReplyAsync(ct);
        if (said == code || (code == 250 && said == 251)) return lines[^1];
        if (said == 421) throw SmtpRefusal.Failed("mail-server-busy");
        throw isAboutMessage && said >= 500 ? new SmtpRefusal(new SendResult.Refused(refusal)) : SmtpRefusal.Failed(said >= 500 ? refusal : "mail-deferred");
    }

    private async Task<string[]> GreetAsync(CancellationToken ct)
    {
        await CommandAsync("EHLO staffflows", ct);
        var (said, lines) = await ReadReplyAsync(ct);
        return said == 250 ? lines : throw SmtpRefusal.Failed("mail-greeting-refused");
    }

    private async Task<(int Code, string[] Lines)> ReadReplyAsync(CancellationToken ct)
    {
        var lines = new List<string>();
        for (var isLast = false; !isLast;)
        {
            var line = await ReadLineAsync(ct);
            if (line.Length < 3 || lines.Count == MostLines || !int.TryParse(line.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var code)) throw SmtpRefusal.Failed("mail-not-understood");
            lines.Add(line.Length > 4 ? line[4..] : "");
            isLast = line.Length == 3 || line[3] != '-';
            if (isLast) return (code, [.. lines]);
        }

        throw SmtpRefusal.Failed("mail-not-understood");
    }

    private async Task<string> ReadLineAsync(CancellationToken ct)
    {
        var line = new StringBuilder();
        while (true)
        {
            if (start == end)
            {
                (start, end) = (0, await stream.ReadAsync(buffer, ct));
                if (end == 0) throw new IOException("The server hung up.");
            }

            var character = (char)buffer[start++];
            if (character == '\n') return line.ToString();
            if (line.Length == LongestLine) throw SmtpRefusal.Failed("mail-not-understood");
            if (character is >= ' ' and < '\u007f') line.Append(character);
        }
    }

    private async Task WriteAsync(string text, CancellationToken ct)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes(text), ct);
        await stream.FlushAsync(ct);
    }
}
