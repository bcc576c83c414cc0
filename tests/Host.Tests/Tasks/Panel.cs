using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using StaffFlows.Engine.Definitions.Json;
using StaffFlows.Testing;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Persistence.Verification;

namespace StaffFlows.Host.Tests.Tasks;

/// <summary>
/// A small procedure: u007 checks (初审), then five decide (会审: u012 to u016); 暂缓 leads to the applicant's own step (补充材料), which
/// leads to the five again.
/// </summary>
internal static class Panel
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static readonly string[] Members = ["u012", "u013", "u014", "u015", "u016"];

    private const string Outcomes = """
        [{"key":"yes","zh":"同意","en":"Yes","intent":"positive","opinionRequired":false},{"key":"no","zh":"不同意","en":"No","intent":"negative","opinionRequired":false},
         {"key":"later","zh":"暂缓","en":"Later","intent":"neutral","opinionRequired":false},{"key":"abstain","zh":"弃权","en":"Abstain","intent":"neutral","opinionRequired":false}]
        """;

    /// <summary>Publishes the procedure, whose panel has these inputs besides.</summary>
    public static async Task PublishPanelAsync(this Hall hall, string key, params (string Name, JsonNode Value)[] inputs) =>
        (await hall.TryPublishPanelAsync(key, inputs)).ShouldBeEmpty();

    /// <returns>What is wrong with it.</returns>
    public static async Task<IReadOnlyList<Engine.Validation.Finding>> TryPublishPanelAsync(this Hall hall, string key, params (string Name, JsonNode Value)[] inputs)
    {
        var policy = hall.Services.GetRequiredService<PublishPolicy>();
        return [.. (await policy.ImportAsync(WorkflowDefinitionJson.Read(Definition(key, inputs)), publish: true, null, CancellationToken.None)).Findings];
    }

    /// <summary>The same steps over another form, which the flow keeps, as those that ship do.</summary>
    public static async Task PublishPanelOverAsync(this Hall hall, string form, string key, params (string Name, JsonNode Value)[] inputs)
    {
        var definition = Definition(key, inputs);
        definition["customProperties"]!["StaffFlows:Procedure"]!["form"] = form;
        foreach (var variable in definition["variables"]!.AsArray()) variable!["storageDriverTypeName"] = "WorkflowInstanceStorageDriver";
        var policy = hall.Services.GetRequiredService<PublishPolicy>();
        (await policy.ImportAsync(WorkflowDefinitionJson.Read(definition), publish: true, null, CancellationToken.None)).Findings.ShouldBeEmpty();
    }

    /// <summary>A case of it, handed in by u030 and passed on by u007.</summary>
    public static async Task<Guid> AtPanelAsync(this Hall hall, string key)
    {
        var started = (await (await hall.AsAsync("u030")).TryPostAsync($"procedures/{key}/cases", new { form = Leave.Form(), draft = false })).Expect();
        var id = started["id"]!.GetValue<Guid>();
        await (await hall.AsAsync("u007")).DecideAsync(id, "yes", "材料齐全");
        return id;
    }

    public static async Task<string> StaffNoAsync(this Hall hall, string userName) =>
        (await hall.Services.GetRequiredService<OfficeSnapshots>().ReadAsync(CancellationToken.None)).Organisation.FindByUserName(userName)!.StaffNo;

    /// <summary>Whether he has something to decide in the case.</summary>
    public static async Task<bool> IsAskedAsync(this Hall hall, string userName, Guid id) =>
        (await (await hall.AsAsync(userName)).InboxAsync()).Any(item => item["caseId"]!.GetValue<Guid>() == id);

    /// <summary>What is wrong with the database.</summary>
    public static async Task<IReadOnlyList<string>> VerifyAsync(this Hall hall) =>
        [.. (await hall.Services.GetRequiredService<DatabaseVerification>().RunAsync(null, CancellationToken.None)).Areas.SelectMany(a => a.Findings).Select(f => $"{f}")];

    /// <summary>As text in which Chinese stays Chinese.</summary>
    public static string Plain(this JsonNode node) => node.ToJsonString(Readable);

    private static JsonObject Definition(string key, (string Name, JsonNode Value)[] inputs) => new()
    {
        ["id"] = $"{key}-v1",
        ["definitionId"] = key,
        ["name"] = "会审事项",
        ["version"] = 1,
        ["isLatest"] = true,
        ["isPublished"] = false,
        ["createdAt"] = "2026-11-20T01:00:00+00:00",
        ["customProperties"] = JsonNode.Parse($$$"""
            {"StaffFlows:Procedure": {"key": "{{{key}}}", "form": "leave", "nameZh": "会审事项", "nameEn": "Panel", "category": "其他", "categoryEn": "Other",
             "descriptionZh": "会审", "descriptionEn": "Panel", "numberPattern": "{{{key}}}-{year}-{0:0000}", "titlePattern": "会审 · {applicant}", "summaryPattern": "", "mayStart": "active", "order": 90}}
            """),
        ["variables"] = new JsonArray([.. new[] { "form", "title", "approvals", "handlers" }.Select(name => (JsonNode)new JsonObject { ["id"] = name, ["name"] = name, ["typeName"] = "Object" })]),
        ["root"] = new JsonObject
        {
            ["id"] = "Flowchart1",
            ["nodeId"] = "Workflow1:Flowchart1",
            ["type"] = "Elsa.Flowchart",
            ["version"] = 1,
            ["activities"] = new JsonArray(
                Step("draft", "初审", ("assignee", "user:u007")),
                Step("panel", "会审", [("assignee", string.Join(" | ", Members.Select(m => $"user:{m}"))), ("abstainOutcome", "abstain"), .. inputs]),
                Step("supplement", "补充材料", ("assignee", "initiator")),
                Activity("done", "StaffFlows.CloseCase", ("status", "Approved")),
                Activity("refused", "StaffFlows.CloseCase", ("status", "Rejected"))),
            ["connections"] = new JsonArray(
                Connection("draft", "yes", "panel"), Connection("panel", "yes", "done"), Connection("panel", "no", "refused"), Connection("panel", "abstain", "refused"),
                Connection("panel", "later", "supplement"), Connection("supplement", "yes", "panel"), Connection("supplement", "no", "refused"),
                Connection("draft", "no", "refused"), Connection("draft", "later", "refused"), Connection("draft", "abstain", "refused"),
                Connection("supplement", "later", "refused"), Connection("supplement", "abstain", "refused")),
        },
    };

    private static JsonObject Step(string id, string name, params (string Name, JsonNode Value)[] inputs)
    {
        var step = Activity(id, "StaffFlows.UserTask", [("stepName", name), ("outcomeLabels", JsonNode.Parse(Outcomes)!), ("whenAbsent", "keep"), .. inputs]);
        step["metadata"] = new JsonObject { ["displayText"] = name };
        return step;
    }

    private static JsonObject Activity(string id, string type, params (string Name, JsonNode Value)[] inputs)
    {
        var activity = new JsonObject { ["id"] = id, ["nodeId"] = $"Workflow1:Flowchart1:{id}", ["type"] = type, ["version"] = 1 };
        foreach (var (name, value) in inputs)
            activity[name] = new JsonObject { ["typeName"] = "Object", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = value.DeepClone() } };
        return activity;
    }

    private static JsonObject Connection(string source, string port, string target) => new()
    {
        ["source"] = new JsonObject { ["activity"] = source, ["port"] = port },
        ["target"] = new JsonObject { ["activity"] = target, ["port"] = "In" },
    };
}

/// <summary>One hall for all situations of this folder that go on with a panel; each has a case of its own.</summary>
public sealed class PanelHall : IAsyncLifetime
{
    public Hall Hall { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Hall = await Hall.OpenAsync();
        await Hall.PublishPanelAsync("vote", ("mode", "ratio"), ("ratio", 60));
        await Hall.PublishPanelAsync("scores", ("mode", "all"), ("waitForAll", true), ("blind", true));
        await Hall.PublishPanelAsync("chain", ("mode", "inTurn"), ("deadlineWorkingDays", 2));
        await Hall.PublishPanelAsync("back", ("mode", "all"), ("allowReturn", true));
        await Hall.PublishPanelAsync("hand", ("mode", "all"), ("allowTransfer", true), ("allowDelegate", true), ("allowAddSign", true));
    }

    public async Task DisposeAsync() => await Hall.DisposeAsync();
}

[CollectionDefinition(Name)]
public sealed class PanelCollection : ICollectionFixture<PanelHall>
{
    public const string Name = "panel";
}
