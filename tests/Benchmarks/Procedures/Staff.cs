using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;

namespace StaffFlows.Benchmarks.Procedures;

/// <summary>The demo organisation with as many more people as a case asks for; user names and person ids are the same word.</summary>
internal static class Staff
{
    public const string Password = "Demo#2026";
    public const string Administrator = "u010";

    private const int Few = 16;

    /// <summary>Who decide.</summary>
    public static ImmutableArray<string> Approvers { get; } = [.. Enumerable.Range(0, Few).Select(Name)];

    /// <summary>Who apply; none of them decides.</summary>
    public static ImmutableArray<string> Applicants { get; } = [.. Enumerable.Range(Few, Few).Select(Name)];

    public static string ApproverAt(int number) => Approvers[number % Few];

    /// <param name="number">From 0.</param>
    public static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"b{number:00000}");

    public static string StaffNo(string name) => $"N{name}";

    /// <summary>The demo's file with people added up to <paramref name="people"/> in all.</summary>
    public static JsonObject Organisation(string demoFile, int people)
    {
        var organisation = JsonNode.Parse(File.ReadAllText(demoFile))!.AsObject();
        var known = organisation["people"]!.AsArray();
        foreach (var person in known) person!["idNumber"] = null;      // encrypted by the host that reads it; cases look into the store without one
        for (var number = 0; known.Count < people; number++) known.Add((JsonNode)Person(Name(number)));
        return organisation;
    }

    private static JsonObject Person(string name) => new()
    {
        ["id"] = name, ["staffNo"] = StaffNo(name), ["userName"] = name, ["name"] = name, ["gender"] = "F", ["employmentType"] = "PublicInstitution",
        ["homeUnitId"] = "U02", ["roles"] = new JsonArray(), ["status"] = "OnPost",
    };
}
