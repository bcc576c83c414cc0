using System.Text.Json.Nodes;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Runtime;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Leave;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Workflows.Specs.Activities;

/// <summary>One leave request on its way; people are named by their accounts.</summary>
internal sealed class LeaveCase(Hall hall, Guid id)
{
    private static int _drawn;

    public Guid Id => id;
    public CaseStatus Status => hall.Ledger.Statuses[id];
    public string Title => hall.Ledger.Titles[id];
    public LeaveEntry Entry => hall.Ledger.Leaves.Single(e => e.CaseId == id);

    /// <summary>Who is asked at which step, as <c>step: u001, u002</c>, in the order of the requests.</summary>
    public string[] Open => [.. hall.Ledger.Tasks.Where(t => t.IsOpen && t.Request.CaseId == id).Select(t => $"{t.Request.StepId}: {Users(t.PersonIds)}")];

    public string[] Steps => [.. hall.Ledger.Tasks.Where(t => t.Request.CaseId == id).Select(t => t.Request.StepId)];

    public string[] Timeline => [.. hall.Ledger.Entries.Where(e => e.CaseId == id).Select(e => e.TextKey)];

    public static JsonObject Form(string from, string to, string? standIn = null, string type = "annual", string fromHalf = "am", string toHalf = "pm") => new()
    {
        ["type"] = type,
        ["from"] = from,
        ["fromHalf"] = fromHalf,
        ["to"] = to,
        ["toHalf"] = toHalf,
        ["reason"] = "家中有事",
        ["standIn"] = standIn,
    };

    public static async Task<(LeaveCase Case, Rejection? Refused)> TrySubmitAsync(Hall hall, string userName, JsonObject form)
    {
        var id = new Guid(Interlocked.Increment(ref _drawn), 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);
        var outcome = await hall.StartAsync(hall.Submission(userName, form, id));
        return (new(hall, id), (outcome as BurstOutcome.Refused)?.Rejection);
    }

    public static async Task<LeaveCase> SubmitAsync(Hall hall, string userName, JsonObject form)
    {
        var (leave, refused) = await TrySubmitAsync(hall, userName, form);
        refused.ShouldBeNull(string.Join(", ", refused?.Fields.Select(f => f.Code) ?? []));
        hall.Instances.Single(i => i.Id.Value == leave.Id).Incidents.ShouldBeEmpty();
        return leave;
    }

    /// <param name="changes">Fields that the step writes.</param>
    public async Task<Rejection?> TryDecideAsync(string userName, string outcome, string? opinion = null, JsonObject? changes = null)
    {
        var person = hall.Organisation.FindByUserName(userName)!;
        var row = hall.Ledger.Tasks.Single(t => t.IsOpen && t.Request.CaseId == id && t.PersonIds.Contains(person.Id));
        var decided = await hall.DecideAsync(row, new(row.Request.TaskId, outcome, opinion, person.Id, null, Merge(changes)));
        hall.Instances.Single(i => i.Id.Value == id).Incidents.ShouldBeEmpty();
        return (decided as BurstOutcome.Refused)?.Rejection;
    }

    public async Task DecideAsync(string userName, string outcome, string? opinion = null, JsonObject? changes = null)
    {
        var refused = await TryDecideAsync(userName, outcome, opinion, changes);
        refused.ShouldBeNull($"{refused?.Code} {string.Join(", ", refused?.Fields.Select(f => f.Code) ?? [])}");
    }

    public string[] Told(string textKey) =>
        [.. hall.Ledger.Messages.Where(m => m.CaseId == id && m.TextKey == textKey).Select(m => Users(m.PersonIds))];

    private string Users(IEnumerable<string> personIds) => string.Join(", ", personIds.Select(p => hall.Organisation.People[p].UserName));

    private JsonObject? Merge(JsonObject? changes)
    {
        if (changes is null) return null;

        var data = (JsonObject)hall.Ledger.Data[id].DeepClone();
        foreach (var (key, value) in changes) data[key] = value?.DeepClone();
        return data;
    }
}
