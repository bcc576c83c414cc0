using System.Globalization;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Host.Operations;

/// <summary>Typed look at the configuration; blank values count as absent.</summary>
internal sealed class SettingReader(IConfiguration configuration)
{
    /// <summary>One sentence for the operator.</summary>
    public static ConfigurationException Wrong(string key, string complaint) => new($"{key} {complaint}.");

    public string? Text(string key) => configuration[key] is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;

    public bool Flag(string key, bool @default)
    {
        if (Text(key) is not { } text) return @default;
        return bool.TryParse(text, out var flag) ? flag : throw Wrong(key, "must be true or false");
    }

    public long Number(string key, long @default, long min, long max)
    {
        if (Text(key) is not { } text) return @default;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max
            ? number
            : throw Wrong(key, $"must be a number from {min} to {max}");
    }

    /// <summary>The first choice is the default.</summary>
    public string OneOf(string key, params string[] choices)
    {
        if (Text(key) is not { } text) return choices[0];
        return choices.FirstOrDefault(c => c.Equals(text, StringComparison.OrdinalIgnoreCase))
            ?? throw Wrong(key, $"must be one of {string.Join(", ", choices)}");
    }

    public Uri? Address(string key)
    {
        if (Text(key) is not { } text) return null;
        return Uri.TryCreate(text, UriKind.Absolute, out var address) ? address : throw Wrong(key, "must be an absolute address");
    }
}
