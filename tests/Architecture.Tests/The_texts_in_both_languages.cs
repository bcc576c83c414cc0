using System.Collections.Immutable;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace StaffFlows.Architecture.Tests;

/// <summary>Whoever adds a sentence adds it twice; a missing one would show its key to the reader.</summary>
public sealed partial class The_texts_in_both_languages
{
    /// <summary>One text file per language: the same name but for the culture before the extension.</summary>
    private static IEnumerable<ImmutableArray<(SourceFile File, ImmutableSortedDictionary<string, string> Texts)>> Families =>
        Repository.Under("src/Host", ".resx")
            .GroupBy(file => Culture().Replace(file.Path, ".resx"))
            .Select(family => family.Select(file => (file, TextsOf(file))).ToImmutableArray());

    [Fact]
    public void Every_family_has_both_languages() =>
        Families.Where(family => family.Length != 2).Select(family => family[0].File.Path).ShouldBeEmpty();

    [Fact]
    public void Both_have_the_same_keys() =>
        Pairs()
            .SelectMany(pair => pair.One.Texts.Keys.Except(pair.Other.Texts.Keys).Select(key => $"{pair.Other.File.Path} lacks {key}"))
            .ShouldBeEmpty();

    [Fact]
    public void Both_fill_in_the_same_arguments() =>
        Pairs()
            .SelectMany(pair => pair.One.Texts
                .Where(text => pair.Other.Texts.TryGetValue(text.Key, out var other) && !Arguments(text.Value).SetEquals(Arguments(other)))
                .Select(text => $"{pair.One.File.Path}: {text.Key}"))
            .ShouldBeEmpty();

    [Fact]
    public void No_text_is_empty() =>
        Families.SelectMany(family => family)
            .SelectMany(file => file.Texts.Where(text => string.IsNullOrWhiteSpace(text.Value)).Select(text => $"{file.File.Path}: {text.Key}"))
            .ShouldBeEmpty();

    /// <summary>Each file against each other file of its family, both ways.</summary>
    private static IEnumerable<((SourceFile File, ImmutableSortedDictionary<string, string> Texts) One,
        (SourceFile File, ImmutableSortedDictionary<string, string> Texts) Other)> Pairs() =>
        from family in Families
        from one in family
        from other in family
        where one.File != other.File
        select (one, other);

    private static ImmutableSortedDictionary<string, string> TextsOf(SourceFile file) =>
        XDocument.Load(file.FullPath).Descendants("data").ToImmutableSortedDictionary(
            data => (string)data.Attribute("name")!, data => (string?)data.Element("value") ?? "", StringComparer.Ordinal);

    private static ImmutableHashSet<string> Arguments(string text) => [.. Argument().Matches(text).Select(m => m.Groups["number"].Value)];

    [GeneratedRegex(@"(\.[a-z]{2}(-[A-Za-z]+)?)?\.resx$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Culture();

    [GeneratedRegex(@"\{(?<number>\d+)[^}]*\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Argument();
}
