using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Runtime;
using StaffFlows.Testing;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Host.Tests.StudioApi;

/// <summary>
/// A hall with a leave of u030 that waits for its window head. u006 (personnel) owns procedures and sees all cases, u032 owns procedures
/// and has nothing to do with the case, u038 reads procedures.
/// </summary>
public sealed class StudioHall : IAsyncLifetime
{
    private readonly Dictionary<string, Owner> signedIn = [];

    public Hall Hall { get; private set; } = null!;
    public Guid Leave { get; private set; }

    /// <summary>Of the leave.</summary>
    public string Instance { get; private set; } = "";

    public async Task InitializeAsync()
    {
        Hall = await Hall.OpenAsync();
        await DesignersHall.GiveRolesAsync(Hall, ("u032", "ProcessOwner"), ("u038", "ProcessReader"), ("u009", "ExternalSystem"));
        Leave = await Hall.AcceptedAsync();
        Instance = (await (await AsAsync("u006")).PostAsync("workflow-instances", new JsonObject { ["definitionId"] = "leave", ["correlationId"] = $"{Leave:N}" })).Body["items"]![0]!["id"]!.ToString();
    }

    public async Task DisposeAsync() => await Hall.DisposeAsync();

    internal async Task<Owner> AsAsync(string userName) => signedIn.TryGetValue(userName, out var owner) ? owner : signedIn[userName] = await Owner.SignInAsync(Hall, userName);

    /// <summary>Publishes a definition of a few activities in a row, each from the one before it by its good outcome.</summary>
    internal async Task PublishAsync(string definitionId, params JsonObject[] activities) => await PublishAsync(definitionId, [], activities);

    internal async Task PublishAsync(string definitionId, JsonArray variables, params JsonObject[] activities)
    {
        var connections = activities.Zip(activities.Skip(1), (from, to) => (JsonNode)new JsonObject
        {
            ["source"] = new JsonObject { ["activity"] = from["id"]!.ToString(), ["port"] = from["type"]!.ToString() is "StaffFlows.UserTask" ? "agree" : "Done" }, ["target"] = new JsonObject { ["activity"] = to["id"]!.ToString(), ["port"] = "In" },
        });
        var definition = new JsonObject
        {
            ["definitionId"] = definitionId, ["name"] = definitionId, ["version"] = 1, ["variables"] = variables,
            ["root"] = new JsonObject { ["id"] = "flow", ["type"] = "Elsa.Flowchart", ["version"] = 1, ["activities"] = new JsonArray([.. activities]), ["connections"] = new JsonArray([.. connections]) },
        };
        var (status, body) = await (await AsAsync("u006")).SaveAsync(definition, publish: true);
        status.ShouldBe(System.Net.HttpStatusCode.OK, body.ToJsonString());
    }

    /// <summary>A real instance without a case, as an event or the clock would start it.</summary>
    /// <returns>With the id of the outside task that it asks for, if it does.</returns>
    internal async Task<(string Instance, string Task)> StartAsync(string definitionId)
    {
        var id = new WorkflowInstanceId(Guid.CreateVersion7());
        (await Hall.Services.GetRequiredService<IWorkflowRuntime>().StartAsync(
            new(id, definitionId, ImmutableDictionary<string, JsonElement>.Empty, ImmutableDictionary<string, JsonElement>.Empty, []), default)).ShouldBeOfType<BurstOutcome.Committed>();
        await using var db = await Hall.Services.GetRequiredService<IDbContextFactory<StaffFlowsDbContext>>().CreateDbContextAsync();
        return (id.ToString(), await db.RequestedTasks.Where(t => t.InstanceId == id.Value).Select(t => t.Id).SingleOrDefaultAsync() ?? "");
    }

    internal static JsonObject Activity(string id, string type, params (string Input, string Type, string Value)[] inputs)
    {
        var activity = new JsonObject { ["id"] = id, ["type"] = type, ["version"] = 1 };
        foreach (var (input, expression, value) in inputs)
            activity[input] = new JsonObject { ["typeName"] = "Object", ["expression"] = new JsonObject { ["type"] = expression, ["value"] = value } };
        return activity;
    }
}
