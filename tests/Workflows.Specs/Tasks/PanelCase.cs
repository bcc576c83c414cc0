using System.Text.Json.Nodes;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Definitions.Json;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Runtime;
using StaffFlows.Workflows.Specs.Activities;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Workflows.Specs.Tasks;

/// <summary>
/// A case with a draft step, then a step of five: u012 to u016. The process dies after everything that happens.
/// </summary>
internal sealed class PanelCase
{
    public static readonly string[] Members = ["u012", "u013", "u014", "u015", "u016"];

    private const string Outcomes = """
        [{"key":"yes","zh":"同意","en":"Yes","intent":"positive"},{"key":"no","zh":"不同意","en":"No","intent":"negative"},
         {"key":"later","zh":"暂缓","en":"Later","intent":"neutral"},{"key":"abstain","zh":"弃权","en":"Abstain","intent":"neutral"}]
        """;

    private readonly Guid _id;

    private PanelCase(Hall hall, Guid id) => (Hall, _id) = (hall, id);

    public Hall Hall { get; }

    public WorkflowInstance Instance => Hall.Instances.Single();

    public IEnumerable<InboxRow> Rows => Hall.Ledger.Tasks.Where(t => t.Request.StepId == "panel");

    /// <summary>Accounts that have something to decide now, in the order in which they were asked.</summary>
    public string[] Asked => [.. Rows.Where(r => r.IsOpen && !r.IsWaiting).SelectMany(r => r.PersonIds).Select(UserOf)];

    /// <summary>How the panel ended; null while it goes on.</summary>
    public string? Outcome => Hall.Journal.LastOrDefault(e => e.NodeId.EndsWith(":panel", StringComparison.Ordinal) && e.Event is "Completed")?.Outcomes.Single();

    /// <param name="inputs">Of the panel's step.</param>
    public static async Task<PanelCase> AtPanelAsync(params (string Name, JsonNode Value)[] inputs)
    {
        var panel = await AtDraftAsync(inputs);
        await panel.SubmitAsync();
        return panel;
    }

    public static async Task<PanelCase> AtDraftAsync(params (string Name, JsonNode Value)[] inputs)
    {
        var hall = new Hall("2026-11-23 09:00", definition: Definition(inputs));
        var id = new Guid(9, 9, 9, new byte[8]);
        (await hall.StartAsync(hall.Submission("u030", [], id))).ShouldBeOfType<BurstOutcome.Committed>();
        return new(hall, id);
    }

    public async Task SubmitAsync()
    {
        var draft = Hall.Ledger.Tasks.Last(t => t.IsOpen && t.Request.StepId == "draft");
        (await Hall.DecideAsync(draft, new(draft.Request.TaskId, "yes", null, draft.PersonIds[0], null, null))).ShouldBeOfType<BurstOutcome.Committed>();
        Hall.Restart();
    }

    public async Task DecideAsync(string userName, string outcome) => (await TryDecideAsync(userName, outcome)).ShouldBeNull();

    public async Task<Rejection?> TryDecideAsync(string userName, string outcome)
    {
        var row = RowOf(userName);
        var decided = await Hall.DecideAsync(row, new(row.Request.TaskId, outcome, null, PersonOf(userName), null, null));
        Hall.Restart();
        Instance.Incidents.ShouldBeEmpty();
        return (decided as BurstOutcome.Refused)?.Rejection;
    }

    public async Task ActAsync(string userName, TaskRights right, string[] to, SignPosition position = default, string? opinion = null) =>
        (await TryActAsync(userName, right, to, position, opinion)).ShouldBeNull();

    /// <param name="row">Somebody else's row, for an urge; his own where null.</param>
    public async Task<Rejection?> TryActAsync(string userName, TaskRights right, string[] to, SignPosition position = default, string? opinion = null, InboxRow? row = null)
    {
        row ??= RowOf(userName);
        var action = new TaskAction(row.Request.TaskId, right, PersonOf(userName), null, [.. to.Select(PersonOf)]) { Position = position, Opinion = opinion };
        var acted = await Hall.ActAsync(row, action);
        Hall.Restart();
        Instance.Incidents.ShouldBeEmpty();
        return (acted as BurstOutcome.Refused)?.Rejection;
    }

    public async Task<Rejection?> TryReturnAsync(string userName, RepositionMode mode)
    {
        var back = await Hall.ReturnAsync(RowOf(userName), "Workflow1:Flowchart1:draft", mode);
        Hall.Restart();
        return (back as BurstOutcome.Refused)?.Rejection;
    }

    public InboxRow RowOf(string userName) => Rows.Last(r => r.IsOpen && !r.IsWaiting && r.PersonIds.Contains(PersonOf(userName)));

    public string PersonOf(string userName) => Hall.Organisation.FindByUserName(userName)!.Id;

    public string UserOf(string personId) => Hall.Organisation.People[personId].UserName!;

    private static WorkflowDefinition Definition((string Name, JsonNode Value)[] inputs) => WorkflowDefinitionJson.Read(new JsonObject
    {
        ["id"] = "panel-v1",
        ["definitionId"] = "leave",
        ["version"] = 1,
        ["isPublished"] = true,
        ["variables"] = new JsonArray(Variable("approvals"), Variable("handlers")),
        ["root"] = new JsonObject
        {
            ["id"] = "Flowchart1",
            ["nodeId"] = "Workflow1:Flowchart1",
            ["type"] = "Elsa.Flowchart",
            ["version"] = 1,
            ["activities"] = new JsonArray(
                Step("draft", ("assignee", "user:u007")),
                Step("panel", [("assignee", string.Join(" | ", Members.Select(m => $"user:{m}"))), ("mode", "all"), ("abstainOutcome", "abstain"), .. inputs])),
            ["connections"] = new JsonArray(new JsonObject
            {
                ["source"] = new JsonObject { ["activity"] = "draft", ["port"] = "yes" },
                ["target"] = new JsonObject { ["activity"] = "panel", ["port"] = "In" },
            }),
        },
    });

    private static JsonObject Variable(string name) => new() { ["id"] = name, ["name"] = name, ["typeName"] = "Object" };

    private static JsonObject Step(string id, params (string Name, JsonNode Value)[] inputs)
    {
        var step = new JsonObject { ["id"] = id, ["nodeId"] = $"Workflow1:Flowchart1:{id}", ["type"] = "StaffFlows.UserTask", ["version"] = 1 };
        foreach (var (name, value) in (IEnumerable<(string, JsonNode)>)[("outcomeLabels", JsonNode.Parse(Outcomes)!), .. inputs])
            step[name] = new JsonObject { ["typeName"] = "Object", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = value.DeepClone() } };
        return step;
    }
}
