using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Cases;

namespace StaffFlows.Workflows.Persistence;

/// <summary>
/// Removes an instance that is over, with its history. One that a case was run by is a record and stays: what is personal in it goes by
/// retention, the way it took never does.
/// </summary>
/// <param name="clock">Business time.</param>
public sealed class InstanceRemoval(IWriteQueue queue, TimeProvider clock)
{
    public async Task<Rejection?> RemoveAsync(WorkflowInstanceId id, string reason, string actorId, CancellationToken ct) => (await queue.WriteAsync<bool>(
        async (db, inner) =>
        {
            if (await db.Instances.SingleOrDefaultAsync(i => i.Id == id.Value, inner) is not { } instance) return new Rejection(RejectionKind.NotFound, "not-found");
            if (await db.Cases.AnyAsync(c => c.InstanceId == id.Value, inner)) return new Rejection(RejectionKind.InvalidState, "instance-of-case");
            if (!WorkflowLifecycle.IsFinal(instance.SubStatus)) return new Rejection(RejectionKind.InvalidState, "instance-running");

            db.Instances.Remove(instance);
            await db.Journal.Where(j => j.InstanceId == id.Value).ExecuteDeleteAsync(inner);
            var details = new JsonObject { ["definition"] = instance.DefinitionVersionId, ["status"] = $"{instance.SubStatus}", ["reason"] = reason };
            await AuditChain.AppendAsync(db, clock.GetUtcNow(), [new(AggregateOf(id), "instance.deleted", actorId, details)], inner);
            return true;
        },
        ct)).Rejection;

    /// <summary>The audit chain of an instance that belongs to no case.</summary>
    public static string AggregateOf(WorkflowInstanceId id) => $"instance:{id}";
}
