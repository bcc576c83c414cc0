using System.Text.Json;

namespace StaffFlows.Drills;

/// <summary>One line that a host wrote.</summary>
/// <param name="Level">As .NET names it; empty where the line is not one of its log.</param>
internal sealed record LogLine(string Level, string Category, string Message)
{
    public bool IsComplaint => Level is "Warning" or "Error" or "Critical";

    public static LogLine Read(string text)
    {
        if (!text.StartsWith('{')) return new("", "", text);

        try
        {
            var line = JsonElement.Parse(text);
            return new(Text("LogLevel"), Text("Category"), Text("Message"));

            string Text(string name) => line.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";
        }
        catch (JsonException)
        {
            return new("", "", text);       // cut off by a kill
        }
    }
}

/// <summary>Everything that a host wrote, over all its lives, as a collector of logs would have it.</summary>
internal sealed class HostLog
{
    private readonly Lock gate = new();
    private readonly List<LogLine> lines = [];

    public IReadOnlyList<LogLine> Lines
    {
        get
        {
            lock (gate) return [.. lines];
        }
    }

    /// <summary>Where the log stands now; for <see cref="Since"/>.</summary>
    public int Mark => Lines.Count;

    public void Add(string? text)
    {
        if (string.IsNullOrEmpty(text)) return;
        var line = LogLine.Read(text);
        lock (gate) lines.Add(line);
    }

    public IReadOnlyList<LogLine> Since(int mark) => [.. Lines.Skip(mark)];

    /// <summary>The first line since then of which it is true; waits for it.</summary>
    public async Task<LogLine> WaitForAsync(Func<LogLine, bool> wanted, int mark, TimeSpan atMost)
    {
        await Patience.UntilAsync(() => Since(mark).Any(wanted), atMost, "a line of the log");
        return Since(mark).First(wanted);
    }

    public override string ToString() => string.Join('\n', Lines.TakeLast(20).Select(l => $"{l.Level} {l.Category}: {l.Message}"));
}
