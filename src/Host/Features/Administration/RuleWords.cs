using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using StaffFlows.Host.Api;
using StaffFlows.Host.Localisation;
using StaffFlows.Workflows.Leave;
using StaffFlows.Workflows.Profiles;

namespace StaffFlows.Host.Features.Administration;

/// <summary>
/// The rules of a rule book in words, in the language of the request. The words are data (<c>messages/rules.json</c>):
/// <c>rules.*</c> names a group, <c>rule.*</c> a key, <c>rule-value.*</c> a value's unit, <c>rule-word.*</c> an enumerated value.
/// A key or value that nobody worded yet stands as it is in the file.
/// </summary>
internal sealed partial class RuleWords(Sentences sentences)
{
    /// <summary>The group of keys without one of their own.</summary>
    public const string General = "General";

    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public static string GroupOf(string key) => key.Split('.') is [var group, _, ..] ? group : General;

    public string Group(string group) => Word("rules.", group);

    public string Name(string key) => Word("rule.", key);

    /// <summary>The clause with the rule book's name in place of its letters: 房县 9.2.2 for <c>FX 9.2.2</c>.</summary>
    public string Clause(string clause) => BookLetters().Replace(clause, match => Word("rule-source.", match.Value));

    /// <summary>A line for each part of the value; none where the rule book has no such rule.</summary>
    public ImmutableArray<string> Lines(string key, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => [],
        JsonValueKind.Array when key == ProfileKeys.LeaveTiers => Tiers(value.Deserialize<LeaveTier[]>(Web)!),
        JsonValueKind.Array when value.GetArrayLength() == 0 => [Say("rule-empty")],
        JsonValueKind.Object when value.EnumerateObject().All(p => p.Value.ValueKind is JsonValueKind.Object) =>
            [.. value.EnumerateObject().Select(p => Say("rule-line", Word(p.Name), Marks(p.Value)))],
        _ when sentences.Knows($"rule-value.{key}") => [Say($"rule-value.{key}", Plain(value))],
        _ => [Plain(value)],
    };

    private ImmutableArray<string> Tiers(LeaveTier[] tiers) =>
    [
        .. tiers.Select((tier, n) => Say("rule-line", Length(tier.MaxDays, n == 0 ? null : tiers[n - 1].MaxDays), Approvers(tier) + Informed(tier))),
    ];

    private string Length(decimal? most, decimal? before) => (most, before) switch
    {
        ({ } days, _) => Say("rule-tier.within", Wording.Number(days)),
        (_, { } days) => Say("rule-tier.above", Wording.Number(days)),
        _ => Say("rule-tier.any"),
    };

    private string Approvers(LeaveTier tier) =>
        string.Join(Say("rule-then"), tier.Approvers.Select(step => string.Join(Say("rule-or"), step.Split('|').Select(Word))));

    private string Informed(LeaveTier tier) => tier.Inform.IsEmpty ? "" : Say("rule-tier.inform", List(tier.Inform.Select(Word)));

    /// <summary>What holds of a kind: its words, the names of what is true, numbers with their names.</summary>
    private string Marks(JsonElement kind) => List(kind.EnumerateObject()
        .Where(p => p.Value.ValueKind is not (JsonValueKind.Null or JsonValueKind.False))
        .Select(p => p.Value.ValueKind switch
        {
            JsonValueKind.True => Word(p.Name),
            JsonValueKind.String => Plain(p.Value),
            _ => $"{Word(p.Name)} {Plain(p.Value)}",
        }));

    private string Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => Say("yes"),
        JsonValueKind.False => Say("no"),
        JsonValueKind.Number => value.GetDecimal().ToString("0.##", CultureInfo.InvariantCulture),
        JsonValueKind.Array => List(value.EnumerateArray().Select(Plain)),
        JsonValueKind.Object => List(value.EnumerateObject().OrderByDescending(Weight).Select(p => $"{Word(p.Name)} {Plain(p.Value)}")),
        _ => Word(value.ToString()),
    };

    /// <summary>Weights and marks are read from the heaviest down, whatever the order of the file.</summary>
    private static decimal Weight(JsonProperty part) => part.Value.ValueKind is JsonValueKind.Number ? part.Value.GetDecimal() : 0;

    private string List(IEnumerable<string> parts) => string.Join(Say("rule-list"), parts);

    private string Word(string token) => Word("rule-word.", token);

    private string Word(string prefix, string name) => sentences.Knows(prefix + name) ? Say(prefix + name) : name;

    private string Say(string code, params string[] arguments) => sentences.Of(code, arguments);

    [GeneratedRegex(@"\b(FX|HN|DG|ZS|SPT)(?= \d)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex BookLetters();
}
