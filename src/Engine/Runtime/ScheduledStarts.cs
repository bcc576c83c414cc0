using System.Collections.Immutable;
using System.Text.Json;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Expressions;

namespace StaffFlows.Engine.Runtime;

/// <summary>Starts instances by the clock, once for each due moment of a trigger; several moments that were missed are one.</summary>
/// <param name="business">The clock that triggers are due by.</param>
public sealed class ScheduledStarts(ITriggerStore triggers, ActivityCatalog catalog, IWorkflowRuntime runtime, TimeProvider business)
{
    /// <summary>A start that is refused, for instance by the activation strategy, is left out: the trigger moves on without it.</summary>
    /// <returns>Null where the trigger has moved on already.</returns>
    public async Task<BurstOutcome?> StartAsync(DueTrigger due, CancellationToken ct)
    {
        if (await triggers.FindAsync(due.TriggerId, ct) is not { } trigger || trigger.DueAt != due.DueAt) return null;

        var fired = new TriggerFired(trigger.Id, due.DueAt, (catalog.Find(trigger.Name) as ITrigger)?.DueAfter(trigger.Payload, due.DueAt, business.GetUtcNow()));
        var outcome = await runtime.StartAsync(StartOf(trigger, fired), ct);
        if (outcome is BurstOutcome.Refused { Rejection: { } rejection } && !MaySucceedLater(rejection)) await triggers.MoveOnAsync(fired, ct);

        return outcome;
    }

    private static bool MaySucceedLater(Rejection rejection) => rejection is { Kind: RejectionKind.Conflict, Code: not ActivationStrategies.Refusal };

    private StartWorkflow StartOf(Trigger trigger, TriggerFired fired)
    {
        var input = JsonValues.From(new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal) { ["dueAt"] = fired.DueAt });

        return new(
            new(IdSource.Create(business.GetUtcNow()).NewId()), trigger.DefinitionId,
            ImmutableDictionary<string, JsonElement>.Empty.Add(Trigger.InputName, input), ImmutableDictionary<string, JsonElement>.Empty, [])
        {
            DefinitionVersionId = trigger.DefinitionVersionId,
            TriggerNodeId = trigger.NodeId,
            Fired = fired,
        };
    }
}
