using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace StaffFlows.Architecture.Tests;

/// <summary>
/// Which rule is where: <c>docs/rules-coverage.md</c> is made of the names of the specs and of the comments of the code. A spec names its
/// rule in its own name (<c>EC_01_…</c>, <c>TC_9_…</c>), the code in a comment beside it.
/// </summary>
public sealed partial class The_rules_coverage
{
    private const string Document = "docs/rules-coverage.md";
    private const string Rewrite = "STAFFFLOWS_WRITE_RULES_COVERAGE";

    private static IEnumerable<(string Rule, string Spec)> Specs =>
        from file in Repository.Under("tests", ".cs")
        where !file.Path.StartsWith("tests/Architecture.Tests/", StringComparison.Ordinal)
        from line in file.Lines()
        let method = Method().Match(line)
        where method.Success
        from Match rule in NamedRule().Matches(method.Groups["name"].Value)
        select ($"{rule.Groups["kind"].Value}-{rule.Groups["number"].Value}", $"{Path.GetFileNameWithoutExtension(file.FileName)}.{method.Groups["name"].Value}");

    [Fact]
    public void The_document_says_what_the_specs_and_the_code_say()
    {
        var made = Make();
        var path = Path.Combine(Repository.Root, Document);
        if (Environment.GetEnvironmentVariable(Rewrite) is { Length: > 0 }) File.WriteAllText(path, made);

        File.ReadAllText(path).ReplaceLineEndings("\n").ShouldBe(made, $"run this test with {Rewrite}=1 and commit what it writes");
    }

    [Fact]
    public void A_rule_with_a_spec_is_named_at_its_code() =>
        Specs.Select(s => s.Rule).Distinct().Where(rule => CodeOf(rule).Count == 0).ShouldBeEmpty("a comment beside the code says which rule it keeps");

    private static string Make()
    {
        var text = new StringBuilder("# Rules and where they are kept\n\nMade by `tests/Architecture.Tests/The_rules_coverage.cs` from the names of the specs and the comments of the code. Ids are those of the rule catalogue.\n\n| Rule | Code | Specs |\n|---|---|---|\n");
        foreach (var rule in Specs.Distinct().GroupBy(s => s.Rule).OrderBy(g => g.Key.Split('-')[0], StringComparer.Ordinal).ThenBy(g => int.Parse(g.Key.Split('-')[1], CultureInfo.InvariantCulture)))
            text.Append(CultureInfo.InvariantCulture, $"| {rule.Key} | {string.Join("<br>", CodeOf(rule.Key).Select(f => $"`{f}`"))} | {string.Join("<br>", rule.Select(s => s.Spec).Order(StringComparer.Ordinal))} |\n");
        return text.ToString();
    }

    private static List<string> CodeOf(string rule)
    {
        var named = new Regex($@"(?<![A-Z]){Regex.Escape(rule)}(?!\d)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5));
        return [.. Repository.Under("src", ".cs", ".razor").Where(f => !f.IsGenerated && f.Lines().Any(named.IsMatch)).Select(f => f.Path)];
    }

    [GeneratedRegex(@"public (async Task|Task|void) (?<name>\w+)\(", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Method();

    [GeneratedRegex(@"(?<![A-Za-z])(?<kind>TC|PUB|EC|CF|LEV|SEL|ROT|ADJ|STF|ATT|HIR|ASM|RET)_(?<number>\d{1,2})(?!\d)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NamedRule();
}
