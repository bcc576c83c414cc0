using System.Collections.Immutable;
using System.Text.Json;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Engine.Runtime;

/// <summary>How far a command got.</summary>
internal enum CommandProgress
{
    /// <summary>It is gone from the store.</summary>
    Done,

    /// <summary>Somebody else was faster with its instance; worth another try at once.</summary>
    Again,

    /// <summary>Stays in the store until its lease lapses.</summary>
    Kept,
}

/// <summary>Carries out one command: in a burst that takes it along, or by putting others in its place.</summary>
/// <param name="clock">For the ids of commands and instances.</param>
internal sealed class CommandRun(ICommandStore commands, IBookmarkIndex bookmarks, ITriggerStore triggers, IWorkflowRuntime runtime, TimeProvider clock)
{
    /// <summary>Leases after which a start that breaks is given up and whoever waits for it is told, and a cancel no longer waits for the start of what it should end.</summary>
    public const int Patience = 10;

    public async Task<(CommandProgress Progress, string? Failure)> CarryOutAsync(LeasedCommand leased, CancellationToken ct)
    {
        switch (leased.Command)
        {
            case EngineCommand.Signal signal:
                await commands.ReplaceAsync(signal.Id, await FanOutAsync(signal, ct), ct);
                return (CommandProgress.Done, null);
            case EngineCommand.Start start:
                return await SettleAsync(leased, await runtime.StartAsync(Read(start), ct), ct);
            case EngineCommand.Resume resume:
                return await SettleAsync(leased, await runtime.ResumeAsync(new(resume.InstanceId, resume.BookmarkId, resume.Input, []) { Fulfils = resume.Id }, ct), ct);
            case EngineCommand.Cancel cancel:
                return await SettleAsync(leased, await runtime.CancelAsync(new(cancel.InstanceId, []) { Fulfils = cancel.Id }, ct), ct);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    /// <summary>What a start that never succeeds leaves behind; false where the command must stay.</summary>
    public async Task<bool> GiveUpAsync(EngineCommand command, string code, CancellationToken ct)
    {
        if (command is not EngineCommand.Start start) return false;

        await commands.ReplaceAsync(start.Id, Tell(start, code), ct);
        return true;
    }

    private async Task<(CommandProgress Progress, string? Failure)> SettleAsync(LeasedCommand leased, BurstOutcome outcome, CancellationToken ct)
    {
        if (outcome is not BurstOutcome.Refused { Rejection: { } rejection }) return (CommandProgress.Done, null);

        var (command, code) = (leased.Command, rejection.Code);
        if (code is BurstCommit.CommandGone) return (CommandProgress.Done, null);
        if (rejection.Kind is RejectionKind.Conflict && code is not (ActivationStrategies.Refusal or WorkflowRuntime.InstanceExists)) return (CommandProgress.Again, code);

        switch (command)
        {
            case EngineCommand.Start start:
                await commands.ReplaceAsync(start.Id, code is WorkflowRuntime.InstanceExists ? [] : Tell(start, code), ct);
                return (CommandProgress.Done, code is ActivationStrategies.Refusal or WorkflowRuntime.InstanceExists ? null : code);
            case EngineCommand.Cancel when code is WorkflowRuntime.InstanceNotFound && leased.Attempt < Patience:
                // Its start may still be under way on another node.
                return (CommandProgress.Kept, null);
            case EngineCommand.Resume or EngineCommand.Cancel when code is Burst.InstanceFinished or Burst.BookmarkGone or WorkflowRuntime.InstanceNotFound:
                await commands.ReplaceAsync(command.Id, [], ct);
                return (CommandProgress.Done, null);
            default:
                // A rule says no today; what waits would otherwise wait for ever.
                return (CommandProgress.Kept, code);
        }
    }

    private ImmutableArray<EngineCommand> Tell(EngineCommand.Start start, string code)
    {
        if (start.Parent is not { } parent) return [];

        var ended = new EndedChild(start.InstanceId, WorkflowSubStatus.Faulted, ImmutableDictionary<string, JsonElement>.Empty) { NotStarted = code };
        return [new EngineCommand.Resume(NewIds().NewId(), parent.InstanceId, parent.BookmarkId, ended.ToJson())];
    }

    /// <summary>Starts before resumes, each with an id that rises, so that they are carried out in this order.</summary>
    private async Task<ImmutableArray<EngineCommand>> FanOutAsync(EngineCommand.Signal signal, CancellationToken ct)
    {
        var (hash, ids) = (BookmarkHash.Compute(signal.Name, signal.Payload), NewIds());
        var starts = signal.InstanceId is null ? await triggers.FindByHashAsync(hash, ct) : [];
        var resumes = await bookmarks.FindAsync(hash, signal.InstanceId, signal.CorrelationId, ct);

        return
        [
            .. starts.Select(trigger => new EngineCommand.Start(
                ids.NewId(), new(ids.NewId()), trigger.DefinitionId, trigger.DefinitionVersionId,
                ImmutableDictionary<string, JsonElement>.Empty.Add(Trigger.InputName, signal.Input), signal.CorrelationId, Parent: null) { TriggerNodeId = trigger.NodeId }),
            .. resumes.Select(entry => new EngineCommand.Resume(ids.NewId(), entry.InstanceId, entry.BookmarkId, signal.Input)),
        ];
    }

    private IdSource NewIds() => IdSource.Create(clock.GetUtcNow());

    private static StartWorkflow Read(EngineCommand.Start start) => new(start.InstanceId, start.DefinitionId, start.Input, start.Properties, [])
    {
        DefinitionVersionId = start.DefinitionVersionId,
        CorrelationId = start.CorrelationId,
        Parent = start.Parent,
        TriggerNodeId = start.TriggerNodeId,
        Fulfils = start.Id,
    };
}
