using System.Globalization;
using System.Net;
using System.Net.Mail;
using System.Text;
using StaffFlows.Workflows.Deliveries;

namespace StaffFlows.Host.Notifications;

/// <summary>A message as mail: headers that carry any script, plain text and the same as HTML. Lines end with CR and LF.</summary>
internal static class MailText
{
    private const int LineBytes = 57;      // 76 characters in base 64

    /// <summary>Of UTF-8 in one encoded word, which may have 75 characters.</summary>
    private const int WordBytes = 42;

    /// <summary>One address of printable ASCII and nothing else: no second one, no line of its own, no comment.</summary>
    public static bool IsUsable(string address) =>
        address.Length <= 254 && address.All(c => c is > ' ' and < '\u007f' and not ('<' or '>' or ',' or ';' or ':' or '(' or ')' or '"' or '\\'))
        && MailAddress.TryCreate(address, out var parsed) && parsed.Address == address;

    /// <exception cref="ArgumentException">The address is not usable; asked before.</exception>
    public static string Write(OutgoingMessage message, MailAddress from, DateTimeOffset date)
    {
        if (!IsUsable(message.Address)) throw new ArgumentException("Not one plain address.", nameof(message));

        var boundary = $"=_{message.Id:N}";
        var text = new StringBuilder();
        Line(text, $"Date: {date.ToString("ddd, dd MMM yyyy HH:mm:ss ", CultureInfo.InvariantCulture)}{date.ToString("zzz", CultureInfo.InvariantCulture).Replace(":", "", StringComparison.Ordinal)}");
        Line(text, $"From: {(from.DisplayName.Length == 0 ? "" : $"{Encoded(from.DisplayName)} ")}<{from.Address}>");
        Line(text, $"To: <{message.Address}>");
        Line(text, $"Subject: {Encoded(message.Subject)}");
        Line(text, $"Message-ID: <{message.Id:N}@{from.Host}>");
        Line(text, "Auto-Submitted: auto-generated");
        Line(text, "MIME-Version: 1.0");
        Line(text, $"Content-Type: multipart/alternative;\r\n boundary=\"{boundary}\"");
        Line(text, "");
        Part(text, boundary, "text/plain", message.Text);
        Part(text, boundary, "text/html", $"<!DOCTYPE html><html><body><p>{WebUtility.HtmlEncode(message.Text).Replace("\n", "<br>", StringComparison.Ordinal)}</p></body></html>");
        Line(text, $"--{boundary}--");
        return text.ToString();
    }

    private static void Part(StringBuilder text, string boundary, string type, string content)
    {
        Line(text, $"--{boundary}");
        Line(text, $"Content-Type: {type}; charset=utf-8");
        Line(text, "Content-Transfer-Encoding: base64");
        Line(text, "");
        foreach (var bytes in Encoding.UTF8.GetBytes(content.ReplaceLineEndings("\r\n")).Chunk(LineBytes)) Line(text, Convert.ToBase64String(bytes));
    }

    /// <summary>RFC 2047 words, folded; never cut within a character. What a header must not contain is encoded away.</summary>
    private static string Encoded(string value)
    {
        var words = new List<string>();
        var word = new List<byte>();
        foreach (var character in value.EnumerateRunes())
        {
            var bytes = new byte[character.Utf8SequenceLength];
            character.EncodeToUtf8(bytes);
            if (word.Count + bytes.Length > WordBytes) Finish();
            word.AddRange(bytes);
        }

        Finish();
        return string.Join("\r\n ", words);

        void Finish()
        {
            words.Add($"=?utf-8?B?{Convert.ToBase64String([.. word])}?=");
            word.Clear();
        }
    }

    private static void Line(StringBuilder text, string line) => text.Append(line).Append("\r\n");
}
