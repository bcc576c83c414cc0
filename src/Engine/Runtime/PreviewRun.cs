using System.Collections.Immutable;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Expressions;

namespace StaffFlows.Engine.Runtime;

/// <summary>
/// A chain of dry bursts: every waiting activity is answered as it predicts, until the end, a loop, or something nobody can know.
/// Where only a timer is awaited, time moves on to it. Nothing is committed.
/// </summary>
internal sealed class PreviewRun(WorkflowGraph graph, IFactSource facts, DateTimeOffset startedAt)
{
    public const int StepLimit = 200;

    private readonly PreviewTrace trace = new(StepLimit);
    private DateTimeOffset now = startedAt;

    public async Task<Preview> StartAsync(WorkflowInstance instance, BurstCause.Start start, CancellationToken ct) =>
        await Burst.RunAsync(Request(instance, start), ct) switch
        {
            BurstResult.Ran ran => await ContinueAsync(ran.Commit.Instance, ct),
            BurstResult.Refused refused => Result(refused.Rejection, reachedEnd: false),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    public async Task<Preview> ContinueAsync(WorkflowInstance instance, CancellationToken ct)
    {
        for (var resumed = 0; !instance.IsFinished && !trace.IsStopped && resumed < StepLimit; resumed++)
        {
            if (NextStimulus(instance) is not { } stimulus) return Result(null, reachedEnd: false);

            var result = await Burst.RunAsync(Request(instance, stimulus), ct);
            if (result is BurstResult.Refused refused) return Result(refused.Rejection, reachedEnd: false);

            instance = ((BurstResult.Ran)result).Commit.Instance;
        }

        return Result(null, instance.SubStatus is WorkflowSubStatus.Finished && !trace.IsStopped);
    }

    /// <summary>In the order in which branches began to wait; what nobody can answer is passed over and makes the rest uncertain.</summary>
    private BurstCause.Resume? NextStimulus(WorkflowInstance instance)
    {
        foreach (var waiting in instance.Bookmarks.GroupBy(bookmark => bookmark.ActivityExecutionId))
        {
            if (Answer(instance, waiting.Key, [.. waiting]) is { } answer) return answer;

            trace.IsUncertain = true;
        }

        return null;
    }

    private BurstCause.Resume? Answer(WorkflowInstance instance, ActivityExecutionId id, Bookmark[] bookmarks)
    {
        if (bookmarks.FirstOrDefault(bookmark => bookmark.DueAt is null) is { } awaited)
        {
            return Burst.Predict(Request(instance, new BurstCause.Cancel()), id) is { } input ? new(awaited.Id, input) : null;
        }

        var timer = bookmarks.MinBy(bookmark => bookmark.DueAt)!;
        if (timer.DueAt > now) now = timer.DueAt.Value;

        return new(timer.Id, JsonValues.From(new Dictionary<string, DateTimeOffset?>(StringComparer.Ordinal) { ["dueAt"] = timer.DueAt }), timer.DueAt);
    }

    private BurstRequest Request(WorkflowInstance instance, BurstCause cause) =>
        new(graph, instance, cause, facts, now, IdSource.Create(now)) { Preview = trace };

    private Preview Result(Rejection? refused, bool reachedEnd) => new(
        [.. trace.Passed.Select(passed => new PreviewStep(passed.NodeId, passed.ExecutionId, passed.Effects, passed.Outcomes, passed.Waited, passed.IsCertain))],
        refused,
        reachedEnd);
}
