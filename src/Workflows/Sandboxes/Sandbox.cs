using System.Collections.Immutable;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Workflows.Sandboxes;

/// <summary>
/// Where a test run runs: its definition as it was when it was started, its instances with their histories, and what people would have
/// been asked and told. It is the engine's store, so that what a burst commits goes here and nowhere else; effects are not applied, only
/// remembered as far as whoever tests wants to see them.
/// </summary>
public sealed partial class Sandbox : IWorkflowInstanceStore
{
    /// <summary>Most unsent messages that are remembered.</summary>
    private const int MaxUnsent = 200;

    private readonly Dictionary<WorkflowInstanceId, WorkflowInstance> instances = [];
    private readonly Dictionary<WorkflowInstanceId, ImmutableArray<JournalEntry>> journals = [];
    private readonly List<AskedTask> asked = [];
    private readonly List<UnsentMessage> unsent = [];

    public Sandbox(WorkflowInstanceId id, WorkflowDefinition definition) => (Id, Definition) = (id, definition);

    /// <summary>Of the outermost instance, and of the test run.</summary>
    public WorkflowInstanceId Id { get; }

    /// <summary>The run's own copy.</summary>
    public WorkflowDefinition Definition { get; }

    /// <summary>How far its clock is ahead of business time, because timers were let pass.</summary>
    public TimeSpan Ahead { get; set; }

    /// <summary>Null where it was refused before it ran.</summary>
    public WorkflowInstance? Root => instances.GetValueOrDefault(Id);

    /// <summary>The outermost instance and those that it has started.</summary>
    public IEnumerable<WorkflowInstance> Instances => instances.Values;

    /// <summary>What persons were asked to decide and have not decided.</summary>
    public IReadOnlyList<AskedTask> Asked => asked;

    /// <summary>What nobody was told, newest last.</summary>
    public IReadOnlyList<UnsentMessage> Unsent => unsent;

    public ImmutableArray<JournalEntry> JournalOf(WorkflowInstanceId id) => journals.GetValueOrDefault(id, []);

    public Task<WorkflowInstance?> FindAsync(WorkflowInstanceId id, CancellationToken ct) => Task.FromResult(instances.GetValueOrDefault(id));

    public Task<CommitResult> CommitAsync(BurstCommit commit, CancellationToken ct)
    {
        if (commit.Fulfils is { } command && !pending.Remove(command))
            return Task.FromResult<CommitResult>(new CommitResult.Refused(new(RejectionKind.InvalidState, BurstCommit.CommandGone)));

        Write(commit);
        asked.RemoveAll(task => !instances.Values.Any(instance => instance.Bookmarks.Any(bookmark => bookmark.Id == task.BookmarkId)));
        return Task.FromResult<CommitResult>(new CommitResult.Committed());
    }

    /// <summary>Puts back what was kept.</summary>
    internal void Restore(
        IEnumerable<(WorkflowInstance Instance, ImmutableArray<JournalEntry> Journal)> runs, IEnumerable<AskedTask> tasks, IEnumerable<UnsentMessage> messages)
    {
        foreach (var (instance, journal) in runs) (instances[instance.Id], journals[instance.Id]) = (instance, journal);
        asked.AddRange(tasks);
        unsent.AddRange(messages);
    }

    private void Write(BurstCommit part)
    {
        foreach (var child in part.Children) Write(child);
        var id = part.Instance.Id;
        instances[id] = part.Instance;
        journals[id] = JournalOf(id).AddRange(part.Journal);
        foreach (var command in part.Commands) pending.Add(command.Id, command);
        foreach (var effect in part.Effects) Remember(effect, part.Now);
    }

    private void Remember(IEffect effect, DateTimeOffset now)
    {
        switch (effect)
        {
            case UserTaskRequested task:
                asked.Add(new(task.BookmarkId, task.TaskId, task.StepName, [.. task.Candidates.Select(reason => reason.PersonId).Distinct()], task.Outcomes, task.DueAt));
                break;
            case UserTaskCandidatesAdded more when asked.FindIndex(task => task.TaskId == more.TaskId) is >= 0 and var place:
                asked[place] = asked[place] with { PersonIds = [.. asked[place].PersonIds.Union(more.Candidates.Select(reason => reason.PersonId))] };
                break;
            case MessageSent message:
                unsent.Add(new(now, message.PersonIds, message.TextKey, message.Arguments));
                if (unsent.Count > MaxUnsent) unsent.RemoveAt(0);
                break;
        }
    }
}

/// <summary>A decision that somebody would have in his inbox.</summary>
public sealed record AskedTask(
    BookmarkId BookmarkId, Guid TaskId, string StepName, ImmutableArray<string> PersonIds, ImmutableArray<OutcomeChoice> Outcomes, DateTimeOffset? DueAt);

/// <summary>A message that somebody would have got.</summary>
public sealed record UnsentMessage(DateTimeOffset At, ImmutableArray<string> PersonIds, string TextKey, ImmutableArray<string> Arguments);
