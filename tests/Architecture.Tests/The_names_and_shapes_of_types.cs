using System.Reflection;
using System.Text.RegularExpressions;

namespace StaffFlows.Architecture.Tests;

public sealed partial class The_names_and_shapes_of_types
{
    /// <summary>Public types that are open on purpose, with the reason.</summary>
    private static readonly Dictionary<string, string> OpenOnPurpose = [];

    public static TheoryData<string> BannedWords =>
        ["Manager", "Helper", "Helpers", "Util", "Utils", "Utility", "Base", "Dto", "Impl"];

    private static IEnumerable<Type> OurTypes =>
        from name in new[] { "StaffFlows.Engine", "StaffFlows.Workflows", "StaffFlows.Host" }
        from type in Assembly.Load(name).GetTypes()
        where type.Namespace is { } space && Arrows.Holds("StaffFlows", space) && !type.Name.Contains('<', StringComparison.Ordinal)
        select type;

    [Theory, MemberData(nameof(BannedWords))]
    public void A_name_says_what_a_type_is_for(string banned) =>
        OurTypes
            .Where(type => Words().Matches(type.Name) is { Count: > 0 } words && (words[0].Value == banned || words[^1].Value == banned))
            .Select(type => type.FullName)
            .ShouldBeEmpty($"'{banned}' says nothing; GLOSSARY.md has the word");

    [Theory, MemberData(nameof(BannedWords))]
    public void Test_code_keeps_the_same_names(string banned) =>
        Repository.Under("tests", ".cs")
            .Where(file => Words().Matches(Path.GetFileNameWithoutExtension(file.FileName)) is { Count: > 0 } words && words[^1].Value == banned)
            .Select(file => file.Path)
            .ShouldBeEmpty();

    [Fact]
    public void A_public_type_is_sealed_abstract_or_static() =>
        OurTypes
            .Where(type => type.IsVisible && type is { IsClass: true, IsSealed: false, IsAbstract: false })
            .Where(type => !IsMadeByTool(type) && !OpenOnPurpose.ContainsKey(type.FullName!))
            .Select(type => type.FullName)
            .ShouldBeEmpty("inheritance is designed for or forbidden");

    [Fact]
    public void Nothing_is_excused_that_is_gone() =>
        OpenOnPurpose.Keys.Except(OurTypes.Select(type => type.FullName!)).ShouldBeEmpty();

    /// <summary>Razor components and EF's migrations: the tool writes the class line, not we.</summary>
    private static bool IsMadeByTool(Type type) =>
        type.Name == "_Imports" || Ancestors(type).Any(t => t.FullName is "Microsoft.AspNetCore.Components.ComponentBase"
            or "Microsoft.EntityFrameworkCore.Migrations.Migration");

    private static IEnumerable<Type> Ancestors(Type type)
    {
        for (var ancestor = type.BaseType; ancestor is not null; ancestor = ancestor.BaseType)
            yield return ancestor;
    }

    /// <summary>The words of a PascalCase name: <c>DatabaseName</c> has no word <c>Base</c>.</summary>
    [GeneratedRegex("[A-Z][a-z0-9]*", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Words();
}
