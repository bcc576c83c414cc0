using System.Collections.Immutable;
using System.Text.Json;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Expressions;

namespace StaffFlows.Engine.Runtime;

/// <summary>A stimulus from outside: starts what has a trigger for it, resumes every bookmark that waits for it.</summary>
/// <param name="Name">As of the bookmark, by default the activity's type.</param>
/// <param name="Payload">What is waited for; with the name it makes the <see cref="BookmarkHash"/>.</param>
/// <param name="Input">What it brings along.</param>
public sealed record SignalWorkflows(string Name, JsonElement Payload, JsonElement Input)
{
    /// <summary>Only bookmarks of this instance, and no starts.</summary>
    public WorkflowInstanceId? InstanceId { get; init; }

    /// <summary>Only instances with this correlation id; given to those that it starts.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>What <c>Elsa.Event</c> waits for.</summary>
    public static SignalWorkflows Event(string eventName, JsonElement payload) => new(EventStimulus.Name, JsonValues.From(new EventStimulus(eventName)), payload);
}

/// <summary>Brings stimuli from outside to the instances that they concern.</summary>
/// <param name="clock">For the ids of commands.</param>
public sealed class StimulusSender(ICommandStore commands, IBookmarkIndex bookmarks, IWorkflowRuntime runtime, TimeProvider clock)
{
    /// <summary>Called after a command was posted; wakes the <see cref="CommandPump"/> of this node.</summary>
    public Action? OnCommandPosted { get; set; }

    /// <summary>Once this has answered the stimulus is durable: every instance that waits for it when its turn comes is told, each once.</summary>
    public async Task SignalAsync(SignalWorkflows signal, CancellationToken ct)
    {
        var id = IdSource.Create(clock.GetUtcNow()).NewId();
        await commands.PostAsync([new EngineCommand.Signal(id, signal.Name, signal.Payload, signal.Input, signal.InstanceId, signal.CorrelationId)], ct);
        OnCommandPosted?.Invoke();
    }

    /// <summary>
    /// Reports the result of a task that <see cref="TaskRequested"/> asked for. Unlike Elsa, which accepts what nobody asked for,
    /// refuses it (<c>task-not-found</c>); of several at once, one wins and the others are told.
    /// </summary>
    /// <param name="effects">The caller's own part of the commit.</param>
    public async Task<BurstOutcome> CompleteTaskAsync(string taskId, JsonElement result, ImmutableArray<IEffect> effects, CancellationToken ct)
    {
        var hash = BookmarkHash.Compute(RunTaskStimulus.Name, new RunTaskStimulus(taskId, ""), null);
        var found = await bookmarks.FindAsync(hash, null, null, ct);

        return found.IsEmpty
            ? new BurstOutcome.Refused(new(RejectionKind.NotFound, "task-not-found"))
            : await runtime.ResumeAsync(new(found[0].InstanceId, found[0].BookmarkId, result, effects), ct);
    }
}
