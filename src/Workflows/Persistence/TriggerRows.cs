using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Workflows.Persistence;

/// <summary>Writes to the triggers' table, in the caller's transaction.</summary>
internal static class TriggerRows
{
    /// <summary>False where the trigger has fired for that moment already, or is gone with its definition.</summary>
    public static async Task<bool> MoveOnAsync(StaffFlowsDbContext db, TriggerFired fired, CancellationToken ct) =>
        await db.Triggers.Where(t => t.Id == fired.TriggerId && t.DueAt == fired.DueAt).ExecuteUpdateAsync(
            set => set
                .SetProperty(t => t.DueAt, fired.NextDueAt)
                .SetProperty(t => t.LeasedUntil, (DateTimeOffset?)null)
                .SetProperty(t => t.LeaseOwner, (string?)null),
            ct) == 1;

    /// <summary>A definition can be started by these and no others; with none, by no stimulus at all.</summary>
    public static async Task ReplaceAsync(StaffFlowsDbContext db, string definitionId, ImmutableArray<Trigger> triggers, CancellationToken ct)
    {
        await db.Triggers.Where(t => t.DefinitionId == definitionId).ExecuteDeleteAsync(ct);
        db.Triggers.AddRange(triggers.Select(StoredTrigger.Of));
    }
}
