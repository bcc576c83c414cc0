using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using StaffFlows.Host.Api;
using StaffFlows.Host.Features.Administration;
using StaffFlows.Workflows.DataFiles;
using StaffFlows.Workflows.Profiles;

namespace StaffFlows.Host.Tests.Administration;

/// <summary>Every key, group and value of the shipped rule books is worded in both languages; nobody has to read JSON.</summary>
public sealed partial class When_rules_are_put_into_words
{
    private static readonly string Shipped = Path.Combine(AppContext.BaseDirectory, "workflows");

    private static readonly ImmutableArray<Profile> Books = ProfileFiles.Read(
        Directory.EnumerateFiles(Path.Combine(Shipped, "profiles"), "*.json").Select(file => (ReadOnlyMemory<byte>)File.ReadAllBytes(file))).GetValue();

    private static readonly RuleWords Words = new(new Sentences([Path.Combine(Shipped, "messages", "rules.json")]));

    [Fact]
    public void There_are_rule_books_to_word() => Books.Length.ShouldBe(6);

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public void Every_key_and_every_group_has_a_name(string culture) => In(culture, () =>
    {
        foreach (var key in Books.SelectMany(b => b.Values.Keys).Distinct())
        {
            ShouldBeIn(culture, Words.Name(key), key);
            ShouldBeIn(culture, Words.Group(RuleWords.GroupOf(key)), key);
        }
    });

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public void Every_value_is_in_words(string culture) => In(culture, () =>
    {
        foreach (var book in Books)
        foreach (var (key, value) in book.Values)
        {
            var lines = Words.Lines(key, value.Value);
            lines.IsEmpty.ShouldBe(value.IsNone, key);
            foreach (var line in lines) ShouldBeIn(culture, line, $"{book.Key} {key}");
        }
    });

    [Fact]
    public void Every_word_of_the_file_differs_between_the_languages() =>
        JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Shipped, "messages", "rules.json"))).RootElement.EnumerateObject()
            .Where(p => Letters().IsMatch(p.Value.GetProperty("zh").GetString()!) && p.Value.GetProperty("zh").GetString() == p.Value.GetProperty("en").GetString())
            .Select(p => p.Name).ShouldBeEmpty();

    [Theory]
    [InlineData("Leave.Tiers", "zh-CN", "3 天以内：窗口负责人 → 单位主要领导或分管领导；报政务服务中心知悉|超过 3 天：窗口负责人 → 单位主要领导或分管领导 → 中心主要领导")]
    [InlineData("Leave.Tiers", "en", "Up to 3 days: window head → unit leader or deputy unit leader; service centre is informed|More than 3 days: window head → unit leader or deputy unit leader → centre director")]
    [InlineData("Assessment.Weights", "zh-CN", "考勤 20、纪律 20、业务能力 20、群众评价 15、仪容仪表 10、学习 10、环境卫生 5")]
    [InlineData("Assessment.ConsecutiveFailRequires", "zh-CN", "无")]
    [InlineData("Adjustment.PriorApproval", "zh-CN", "行政审批局")]
    [InlineData("Absence.ReturnConsecutiveMoreThan", "zh-CN", "超过 3 天")]
    [InlineData("Rotation.DayTo", "zh-CN", "月底")]
    [InlineData("MinServiceMode", "zh-CN", "警示")]
    public void A_value_reads_as_the_office_says_it(string key, string culture, string expected) => In(culture, () =>
        string.Join('|', Words.Lines(key, Books.Single(b => b.Key == "FangCounty").Values[key].Value)).ShouldBe(expected));

    [Theory]
    [InlineData("FX 9.2.2", "房县 9.2.2", "the rule book's letters")]
    [InlineData("SPT 26（五项，权重为等分假定）", "沙坡头 26（五项，权重为等分假定）", "the rest stays")]
    [InlineData("内部时限 CF-18", "内部时限 CF-18", "no rule book at all")]
    public void A_clause_names_its_rule_book(string clause, string expected, string reason) =>
        In("zh-CN", () => Words.Clause(clause).ShouldBe(expected, reason));

    /// <summary>A raw key or value would be Latin in a Chinese sentence, a word without English Chinese in an English one.</summary>
    private static void ShouldBeIn(string culture, string text, string where)
    {
        text.ShouldNotBeNullOrWhiteSpace(where);
        if (culture is "en") Chinese().IsMatch(text).ShouldBeFalse($"{where}: {text}");
        else Latin().IsMatch(text).ShouldBeFalse($"{where}: {text}");
        text.ShouldNotContain("{", customMessage: where);
    }

    private static void In(string culture, Action look)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            look();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}", RegexOptions.None, 1000)]
    private static partial Regex Chinese();

    [GeneratedRegex(@"[A-Za-z]", RegexOptions.None, 1000)]
    private static partial Regex Latin();

    [GeneratedRegex(@"\p{L}", RegexOptions.None, 1000)]
    private static partial Regex Letters();
}
