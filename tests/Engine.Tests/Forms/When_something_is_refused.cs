using System.Text.Json;
using System.Text.RegularExpressions;
using StaffFlows.Workflows.Calendar;

namespace StaffFlows.Engine.Tests.Forms;

public sealed partial class When_something_is_refused
{
    private static readonly string[] Folders = ["DataFiles", "Calendar", "Personnel", "Profiles", "Forms", "Leave"];

    private static readonly Dictionary<string, Dictionary<string, string>> Sentences =
        JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string>>>(Repository.Read("workflows/messages/rejections.json").Span)!;

    /// <summary>A rule and its proof are given in both languages: the argument of the English one, and of the Chinese that says the same.</summary>
    private static readonly Dictionary<string, string> SaidInEnglish = new() { ["{4}"] = "{2}", ["{5}"] = "{3}" };

    [Fact]
    public void There_is_a_sentence_in_both_languages_for_each_code() =>
        CodesInSource().Where(code => !Sentences.TryGetValue(code, out var s) || s["zh"].Length == 0 || s["en"].Length == 0).ShouldBeEmpty();

    [Fact]
    public void Both_sentences_speak_of_the_same_arguments() =>
        Sentences.Where(s => !InChinese(s.Key, Mentions(s.Value["en"])).IsSubsetOf(Mentions(s.Value["zh"]))).Select(s => s.Key).ShouldBeEmpty();

    private static HashSet<string> InChinese(string code, HashSet<string> mentions) =>
        code.StartsWith("rule-not-met", StringComparison.Ordinal) ? [.. mentions.Select(mention => SaidInEnglish.GetValueOrDefault(mention, mention))] : mentions;

    private static HashSet<string> Mentions(string sentence) => [.. Placeholder().Matches(sentence).Select(m => m.Value)];

    private static IEnumerable<string> CodesInSource() => Folders
        .SelectMany(folder => Directory.EnumerateFiles(Repository.PathOf($"src/Workflows/{folder}"), "*.cs", SearchOption.AllDirectories))
        .SelectMany(file => Code().Matches(File.ReadAllText(file)).Select(m => m.Groups["code"].Value))
        .Distinct().Except(CalendarOperations.Names);

    [GeneratedRegex("\"(?<code>[a-z]+(?:-[a-z]+)+)\"", RegexOptions.None, 1000)]
    private static partial Regex Code();

    [GeneratedRegex(@"\{\d\}", RegexOptions.None, 1000)]
    private static partial Regex Placeholder();
}
