using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.DataFiles;

namespace StaffFlows.Workflows.Cases;

/// <summary>A sentence of the message texts with {0}, {1} … for the arguments.</summary>
/// <param name="Out">What leaves the house by SMS and mail: names no case detail. Null where nothing goes out.</param>
public sealed record MessageText(LocalizedText Text, LocalizedText? Out)
{
    /// <summary>An SMS of it goes out at night too.</summary>
    public bool IsUrgent { get; init; }
}

/// <summary>The sentences behind the text keys of messages and timeline entries, read from <c>workflows/messages/texts.json</c>.</summary>
public sealed partial class MessageTexts(IReadOnlyDictionary<string, MessageText> texts)
{
    private readonly FrozenDictionary<string, MessageText> _texts = texts.ToFrozenDictionary();

    public IEnumerable<string> Keys => _texts.Keys.Order(StringComparer.Ordinal);

    public static Reading<MessageTexts> Read(ReadOnlyMemory<byte> utf8) => JsonFile.Read(utf8, root =>
    {
        var texts = new Dictionary<string, MessageText>();
        foreach (var key in root.Names)
        {
            if (root.Row(key) is { } row)
                texts[key] = new(new(row.Text("zh", 500), row.Text("en", 500)), row.OptionalLocalized("out")) { IsUrgent = row.OptionalFlag("urgent") };
        }

        return new MessageTexts(texts);
    });

    public MessageText? Find(string key) => _texts.GetValueOrDefault(key);

    /// <summary>The sentence in both languages; the key itself where there is none, so that a gap shows instead of hiding the line.</summary>
    public LocalizedText Say(string key, IReadOnlyList<string> arguments) =>
        Find(key) is { } text ? Fill(text.Text, arguments) : new(key, key);

    /// <summary>The sentence for SMS and mail; null where the key is not for outside.</summary>
    public LocalizedText? SayOutside(string key, IReadOnlyList<string> arguments) =>
        Find(key)?.Out is { } text ? Fill(text, arguments) : null;

    /// <summary>Of the arguments those that the Chinese sentence for outside names, in its order: what a template on the other side may be filled with.</summary>
    public IReadOnlyList<string> ArgumentsOutside(string key, IReadOnlyList<string> arguments) => Find(key)?.Out is { } text
        ? [.. Place().Matches(text.Zh).Select(place => int.Parse(place.Groups["place"].ValueSpan, CultureInfo.InvariantCulture)).Select(i => i < arguments.Count ? arguments[i] : "")]
        : [];

    [GeneratedRegex(@"\{(?<place>\d)\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Place();

    private static LocalizedText Fill(LocalizedText text, IReadOnlyList<string> arguments) =>
        new(Fill(text.Zh, arguments), Fill(text.En, arguments));

    /// <summary>Arguments are data: braces in them are never read as places.</summary>
    private static string Fill(string text, IReadOnlyList<string> arguments) =>
        string.Format(CultureInfo.InvariantCulture, text, [.. arguments.Concat(Enumerable.Repeat("", 8))]);
}
