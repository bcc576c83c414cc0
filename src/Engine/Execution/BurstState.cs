using System.Collections.Immutable;
using System.Text.Json;
using StaffFlows.Engine.Expressions;

namespace StaffFlows.Engine.Execution;

/// <summary>What a burst has changed so far, in memory only.</summary>
internal sealed class BurstState
{
    private readonly BurstRequest request;
    private readonly Dictionary<FactKey, Fact> facts = [];
    private long sequence;

    public BurstState(BurstRequest request)
    {
        this.request = request;
        Instance = request.Instance;
        sequence = Instance.JournalSequence;
        Bookmarks = [.. Instance.Bookmarks];
        Input = request.Cause is BurstCause.Start start ? start.Input : Instance.Input;
        Output = Instance.Output;
        PendingTrigger = (request.Cause as BurstCause.Start)?.TriggerNodeId;
        var open = new Dictionary<ActivityExecutionId, OpenExecution>();
        foreach (var execution in Instance.Executions)
        {
            var owner = execution.Owner is { } ownerId ? open[ownerId] : null;
            var restored = new OpenExecution(execution.Id, request.Graph.Get(execution.NodeId), owner, execution.StartedAt, execution.Tag)
            {
                Status = execution.Status, Memory = execution.Memory, Variables = execution.Variables, HasWaited = execution.Status is not ActivityStatus.Pending,
            };
            open.Add(execution.Id, restored);
            owner?.Children.Add(restored);
            Root ??= restored;
        }
    }

    public WorkflowInstance Instance { get; set; }
    public OpenExecution? Root { get; set; }
    public Queue<OpenExecution> Scheduled { get; } = [];
    public List<Bookmark> Bookmarks { get; }
    public List<IEffect> Effects { get; } = [];
    public List<EngineCommand> Commands { get; } = [];

    /// <summary>Commits of instances that were started within this burst.</summary>
    public List<BurstCommit> Children { get; } = [];
    public List<Incident> Incidents { get; private set; } = [];
    public List<JournalEntry> Journal { get; } = [];
    public ImmutableDictionary<string, JsonElement> Input { get; }
    public ImmutableDictionary<string, JsonElement> Output { get; set; }
    public Rejection? Refused { get; set; }

    /// <summary>The trigger that the instance was started by, until it runs.</summary>
    public string? PendingTrigger { get; set; }

    /// <summary>Set where reading facts or definitions failed: not the activity's fault, so no incident.</summary>
    public bool FactsFailed { get; set; }
    public bool FinishRequested { get; set; }
    /// <summary>Set where the activity that is about to complete leaves the containers around it.</summary>
    public (ContainerKind Kind, ImmutableArray<string> Outcomes)? Leaving { get; set; }

    /// <summary>Outputs set in this burst by activity, then by name.</summary>
    public Dictionary<GraphNode, Dictionary<string, JsonElement>> Outputs { get; } = [];
    public JsonElement LastResult { get; set; } = JsonValues.Null;

    public void Write(OpenExecution execution, string happened, ImmutableArray<string> outcomes = default, DateTimeOffset? dueAt = null)
    {
        Journal.Add(new(++sequence, request.Now, execution.Id, execution.Node.Node.NodeId, happened, outcomes.IsDefault ? [] : outcomes, dueAt) { Outputs = RecordedValues.Of(execution.Outputs) });
        execution.Outputs.Clear();
    }

    /// <summary>Writes what this turn's inputs are to the entry that the turn began with.</summary>
    public void WriteInputs(OpenExecution execution)
    {
        if (RecordedValues.Of(execution.Node, execution.Inputs) is { } inputs) Journal[^1] = Journal[^1] with { Inputs = inputs };
    }

    public async ValueTask<T> FactAsync<T>(FactKey key, CancellationToken ct) where T : class
    {
        if (!facts.TryGetValue(key, out var fact))
        {
            try
            {
                fact = (await request.Facts.ReadAsync([key], ct)).Single(found => found.Key == key);
            }
            catch
            {
                FactsFailed = true;
                throw;
            }

            facts.Add(key, fact);
        }

        return (T)fact.Value;
    }

    public void Burn(OpenExecution execution, string? name = null) =>
        Bookmarks.RemoveAll(bookmark => bookmark.ActivityExecutionId == execution.Id && (name is null || bookmark.Name == name));

    /// <summary>Marks the open incidents of these executions as dealt with.</summary>
    public void Settle(IEnumerable<OpenExecution> executions)
    {
        var ids = executions.Select(execution => execution.Id).ToHashSet();
        Instance = Instance with
        {
            Incidents = [.. Instance.Incidents.Select(incident =>
                incident.SettledAt is null && ids.Contains(incident.ActivityExecutionId) ? incident with { SettledAt = request.Now } : incident)],
        };
    }

    /// <summary>Open incidents of what ends with the container around it become the container's, which is what a retry runs again.</summary>
    public void HandOver(IEnumerable<OpenExecution> ended, OpenExecution container)
    {
        var ids = ended.Select(execution => execution.Id).ToHashSet();
        Incident Kept(Incident incident) => incident.SettledAt is null && ids.Contains(incident.ActivityExecutionId)
            ? incident with { ActivityExecutionId = container.Id, Turn = FaultedTurn.Execution }
            : incident;
        Instance = Instance with { Incidents = [.. Instance.Incidents.Select(Kept)] };
        Incidents = [.. Incidents.Select(Kept)];
    }

    public BurstCommit ToCommit(IEnumerable<OpenExecution> kept)
    {
        var before = Instance.Bookmarks.Select(bookmark => bookmark.Id).ToHashSet();
        var after = Bookmarks.Select(bookmark => bookmark.Id).ToHashSet();
        var next = Instance with
        {
            Version = request.Instance.Version + 1,
            UpdatedAt = request.Now,
            FinishedAt = Instance.IsFinished ? request.Now : null,
            Executions = [.. kept.Select(execution => execution.ToRecord())],
            Bookmarks = [.. Bookmarks],
            Incidents = Instance.Incidents.AddRange(Incidents),
            Input = request.Cause is BurstCause.Start ? Input.RemoveRange(Input.Keys.Where(name => !IsStored(name))) : Instance.Input,
            Output = Output,
            JournalSequence = sequence,
        };

        return new(
            next,
            request.Instance.Version,
            [.. Bookmarks.Where(bookmark => !before.Contains(bookmark.Id))],
            [.. Instance.Bookmarks.Where(bookmark => !after.Contains(bookmark.Id))],
            [.. Effects],
            [.. Journal],
            [.. facts.Values.Where(fact => fact.Version is not null).Select(fact => (fact.Key, fact.Version!.Value))],
            request.Now)
        {
            Children = [.. Children],
            Commands = [.. Commands],
            Activation = request.Cause is BurstCause.Start ? request.Graph.Activation : ActivationStrategy.Always,
        };
    }

    private bool IsStored(string input) => request.Graph.DeclaredInputs.TryGetValue(input, out var declared) && declared.IsPersistent;
}
