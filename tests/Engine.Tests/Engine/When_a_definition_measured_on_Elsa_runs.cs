using System.Text.Json;
using StaffFlows.Engine.Definitions.Json;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Expressions;
using StaffFlows.Engine.Tests.Engine.Support;

namespace StaffFlows.Engine.Tests.Engine;

public sealed class When_a_definition_measured_on_Elsa_runs
{
    private static readonly JsonElement Cases = JsonElement.Parse(Resource.Read("measured.json"));

    public static TheoryData<string> Names => [.. Cases.EnumerateArray().Select(item => item.GetProperty("name").GetString()!)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task It_does_what_Elsa_did(string name)
    {
        var measured = Cases.EnumerateArray().Single(item => item.GetProperty("name").GetString() == name);
        var scenario = new Scenario(WorkflowDefinitionJson.Read(Resource.Read(name + ".json")));

        await scenario.StartAsync(measured.GetProperty("input"));
        foreach (var resume in measured.GetProperty("resume").EnumerateArray())
        {
            scenario.Restart();
            await scenario.AnswerAsync(resume.GetProperty("activity").GetString()!, resume.TryGetProperty("result", out var result) ? result : "ok");
        }

        var instance = await scenario.InstanceAsync();
        scenario.Lines.ShouldBe(Texts(measured, "lines"));
        instance.SubStatus.ToString().ShouldBe(measured.GetProperty("subStatus").GetString());
        instance.Incidents.Select(incident => incident.NodeId.Split(':')[^1]).ShouldBe(Texts(measured, "incidents"));
        instance.Bookmarks.Select(bookmark => $"{bookmark.Name}:{bookmark.NodeId.Split(':')[^1]}").ShouldBe(Texts(measured, "bookmarksLeft"));
        if (measured.TryGetProperty("journal", out var journal)) scenario.Journal.ShouldBe(journal.GetString());
        if (measured.TryGetProperty("output", out var output)) JsonElement.DeepEquals(JsonValues.From(instance.Output), output).ShouldBeTrue();
    }

    private static IEnumerable<string?> Texts(JsonElement measured, string name) =>
        measured.TryGetProperty(name, out var items) ? items.EnumerateArray().Select(item => item.GetString()) : [];
}
