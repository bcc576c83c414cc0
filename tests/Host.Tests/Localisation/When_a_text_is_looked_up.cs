using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using StaffFlows.Host.Localisation;

namespace StaffFlows.Host.Tests.Localisation;

public sealed partial class When_a_text_is_looked_up
{
    private static readonly ResourceManager Resources = new(typeof(Texts).FullName!, typeof(Texts).Assembly);

    [Fact]
    public void It_exists_in_both_languages() => Keys("en").ShouldBe(Keys(""));

    [Fact]
    public void It_has_the_same_places_for_values_in_both_languages()
    {
        foreach (var key in Keys(""))
        {
            var chinese = Places(Resources.GetString(key, CultureInfo.GetCultureInfo("zh-CN"))!);
            var english = Places(Resources.GetString(key, CultureInfo.GetCultureInfo("en"))!);
            english.ShouldBeSubsetOf(chinese, key);
        }
    }

    [Fact]
    public void Every_key_that_a_page_names_exists()
    {
        var known = Keys("").ToHashSet();
        var named = from file in Directory.EnumerateFiles(Path.Combine(Root(), "src", "Host"), "*.razor", SearchOption.AllDirectories)
                    from Match match in NamedKey().Matches(File.ReadAllText(file))
                    select match.Groups["key"].Value;

        named.Distinct().Where(key => !known.Contains(key)).ShouldBeEmpty();
    }

    private static List<string> Keys(string culture) =>
        [.. Resources.GetResourceSet(CultureInfo.GetCultureInfo(culture), createIfNotExists: true, tryParents: false)!
            .Cast<DictionaryEntry>().Select(e => (string)e.Key).Order(StringComparer.Ordinal)];

    private static List<string> Places(string text) => [.. PlaceForValue().Matches(text).Select(m => m.Value).Distinct().Order(StringComparer.Ordinal)];

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "StaffFlows.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("StaffFlows.sln is in no folder above the tests.");
        return folder.FullName;
    }

    [GeneratedRegex(@"\bT\[""(?<key>[a-zA-Z0-9.-]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NamedKey();

    [GeneratedRegex(@"\{\d\}", RegexOptions.None, 1000)]
    private static partial Regex PlaceForValue();
}
