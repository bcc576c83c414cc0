using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using StaffFlows.Testing;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Profiles;

namespace StaffFlows.Workflows.Specs;

internal static class Rules
{
    /// <summary>A new version of the shipped rule book with other values, as an administrator imports it.</summary>
    /// <param name="change">Gets the values by their keys, each with <c>value</c> and <c>clause</c>.</param>
    public static async Task ChangeRulesAsync(this Hall hall, string profile, Action<JsonObject> change)
    {
        var files = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "workflows", "profiles"), "*.json")
            .Select(file => JsonNode.Parse(File.ReadAllText(file))!.AsObject()).Where(file => file["key"] is not null).ToList();
        change(files.Single(p => p["key"]!.GetValue<string>() == profile)["values"]!.AsObject());
        var profiles = ProfileFiles.Read([.. files.Select(f => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(f.ToJsonString()))]).GetValue();

        (await hall.Services.GetRequiredService<RuleStore>().ImportProfilesAsync(profiles, null, CancellationToken.None)).Rejection.ShouldBeNull();
    }

    public static Task SetRulesAsync(this Hall hall, string profile, params (string Key, JsonNode Value)[] rules) => hall.ChangeRulesAsync(profile, values =>
    {
        foreach (var (key, value) in rules) values[key] = new JsonObject { ["value"] = value, ["clause"] = "本地规定" };
    });

    /// <summary>The demo organisation with something else in it, as an administrator imports it: its units and its people, by their ids.</summary>
    public static async Task ChangeOrganisationAsync(this Hall hall, Action<Dictionary<string, JsonObject>, Dictionary<string, JsonObject>> change)
    {
        var file = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "workflows", "demo-organisation.json")))!.AsObject();
        change(ById("units"), ById("people"));
        (await (await hall.AsAsync("u010")).TryPostAsync("organisation", file)).Expect();

        Dictionary<string, JsonObject> ById(string rows) => file[rows]!.AsArray().Select(row => row!.AsObject()).ToDictionary(row => row["id"]!.ToString());
    }
}
