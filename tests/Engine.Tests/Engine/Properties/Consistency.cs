using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Tests.Engine.Support;

namespace StaffFlows.Engine.Tests.Engine.Properties;

/// <summary>What must be true after every burst, whatever the flowchart and whatever happened before.</summary>
internal sealed class Consistency(WorkflowGraph graph)
{
    private readonly Dictionary<ActivityExecutionId, string> lastEvents = [];
    private int open;

    public void Check(WorkflowInstance before, BurstCommit commit)
    {
        var after = commit.Instance;
        FinishedOrWaiting(after);
        EverythingOpenHasAReason(after);
        BookmarksAddUp(before, commit);
        TheJournalTellsWholeStories(commit);
        EveryTaskIsAskedAnsweredOrWithdrawn(commit);
        ArrivalsBelongToTheFlow(after);
        ArrivalsWaitForSomethingOpen(after);
    }

    private static void FinishedOrWaiting(WorkflowInstance after)
    {
        (after.IsFinished || after.SubStatus is WorkflowSubStatus.Suspended).ShouldBeTrue($"an instance is never left {after.SubStatus}");
        (after.Bookmarks.Length > 0).ShouldBe(after.SubStatus is WorkflowSubStatus.Suspended, "what is suspended waits for something, what has ended waits for nothing");
        (after.FinishedAt is not null).ShouldBe(after.IsFinished);
        if (after.SubStatus is WorkflowSubStatus.Finished) after.Executions.ShouldHaveSingleItem("nothing is left of what has finished but its root");
        if (after.SubStatus is WorkflowSubStatus.Faulted) after.Incidents.ShouldContain(incident => incident.SettledAt == null);
    }

    private void EverythingOpenHasAReason(WorkflowInstance after)
    {
        if (after.SubStatus is not WorkflowSubStatus.Suspended) return;

        var owners = after.Executions.Select(execution => execution.Owner).ToHashSet();
        var waiting = after.Bookmarks.Select(bookmark => bookmark.ActivityExecutionId).ToHashSet();
        var kept = after.Executions.Where(execution => execution.Memory.ContainsKey("straightBackTo")).Select(execution => new ActivityExecutionId(execution.Memory["straightBackTo"].GetGuid())).ToHashSet();
        foreach (var execution in after.Executions)
        {
            var hasReason = waiting.Contains(execution.Id) || owners.Contains(execution.Id) || execution.Status is ActivityStatus.Faulted || kept.Contains(execution.Id);
            hasReason.ShouldBeTrue($"{execution.NodeId} is {execution.Status} and waits for nothing");
            graph.Find(execution.NodeId).ShouldNotBeNull();
        }

        waiting.ShouldBeSubsetOf(after.Executions.Where(execution => execution.Status is ActivityStatus.Running).Select(execution => execution.Id));
        after.Executions.Where(execution => execution.Owner is not null).Select(execution => execution.Owner!.Value)
            .ShouldBeSubsetOf(after.Executions.Select(execution => execution.Id));
    }

    private static void BookmarksAddUp(WorkflowInstance before, BurstCommit commit) =>
        Ids(before.Bookmarks).Except(Ids(commit.Burned)).Concat(Ids(commit.Created))
            .ShouldBe(Ids(commit.Instance.Bookmarks), ignoreOrder: true);

    private static IEnumerable<BookmarkId> Ids(IEnumerable<Bookmark> bookmarks) => bookmarks.Select(bookmark => bookmark.Id);

    private void TheJournalTellsWholeStories(BurstCommit commit)
    {
        foreach (var entry in commit.Journal)
        {
            var last = lastEvents.GetValueOrDefault(entry.ActivityExecutionId, "");
            string[] allowed = entry.Event switch
            {
                JournalEvents.Started => [""],
                // A flow that had faulted goes on where it is entered again.
                JournalEvents.Resumed => [JournalEvents.Suspended, JournalEvents.Faulted],
                JournalEvents.Suspended => [JournalEvents.Started, JournalEvents.Resumed],
                // The turn limit stops what had not even started.
                JournalEvents.Faulted => ["", JournalEvents.Started, JournalEvents.Suspended, JournalEvents.Resumed],
                _ => [JournalEvents.Started, JournalEvents.Suspended, JournalEvents.Resumed],
            };
            allowed.ShouldContain(last, $"{entry.NodeId}: {entry.Event} after {last}");
            lastEvents[entry.ActivityExecutionId] = entry.Event;
        }
    }

    private void EveryTaskIsAskedAnsweredOrWithdrawn(BurstCommit commit)
    {
        open += commit.Effects.OfType<TaskRequested>().Count() - commit.Effects.OfType<TaskWithdrawn>().Count();
        open -= commit.Journal.Count(entry => entry.Event is JournalEvents.Resumed && IsTask(entry.NodeId));

        open.ShouldBe(commit.Instance.Bookmarks.Count(bookmark => IsTask(bookmark.NodeId)), "a task is open exactly as long as its bookmark");
    }

    private bool IsTask(string nodeId) => graph.Find(nodeId)!.Type == "Elsa.RunTask";

    private void ArrivalsBelongToTheFlow(WorkflowInstance after)
    {
        foreach (var flow in after.Executions.Where(execution => execution.Memory.ContainsKey("arrived")))
        {
            var known = Numbers(flow, "arrived").Concat(Numbers(flow, "consumed")).ToArray();
            known.ShouldBeUnique();
            known.ShouldAllBe(number => number >= 0 && number < graph.Find(flow.NodeId)!.Connections.Length);
        }
    }

    /// <summary>A join that waits does so for something open in its flow: from there the connections lead to it, by loops as well, and not through itself.</summary>
    private void ArrivalsWaitForSomethingOpen(WorkflowInstance after)
    {
        if (after.SubStatus is not WorkflowSubStatus.Suspended) return;

        foreach (var flow in after.Executions.Where(execution => execution.Memory.ContainsKey("arrived")))
        {
            var connections = graph.Find(flow.NodeId)!.Connections;
            var alive = after.Executions.Where(execution => execution.Owner == flow.Id).Select(execution => graph.Find(execution.NodeId)!.Id).ToHashSet(StringComparer.Ordinal);
            foreach (var join in Numbers(flow, "arrived").Select(number => connections[number].TargetId).Distinct())
            {
                var before = new HashSet<string>(StringComparer.Ordinal);
                var looked = new Stack<string>([join]);
                while (looked.TryPop(out var reached))
                {
                    foreach (var connection in connections.Where(connection => connection.TargetId == reached && connection.SourceId != join && before.Add(connection.SourceId))) looked.Push(connection.SourceId);
                }

                alive.Overlaps(before).ShouldBeTrue($"{join} of {flow.NodeId} waits, but nothing that is open leads to it");
            }
        }
    }

    private static IEnumerable<int> Numbers(ActivityExecution flow, string key) =>
        flow.Memory.TryGetValue(key, out var numbers) ? numbers.EnumerateArray().Select(number => number.GetInt32()) : [];
}
