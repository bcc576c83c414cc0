using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Persistence.Model;
using StaffFlows.Workflows.Persistence.Rows;

namespace StaffFlows.Workflows.Persistence;

/// <summary>
/// Whether an instance may start. What is looked at is held until the commit, so that of any number of starts at once only one
/// finds the place free. Without a correlation id a start is
/// correlated with nothing; beside others of its definition, those that have none either stand in its way.
/// </summary>
internal static class Activation
{
    private static readonly Rejection VersionGone = new(RejectionKind.NotFound, "definition-not-found");

    /// <summary>Instances that have not ended: named one by one, so that the index by status finds the few of them among all that have.</summary>
    public static IQueryable<StoredInstance> Running(this IQueryable<StoredInstance> instances) => instances.Where(i =>
        i.SubStatus == WorkflowSubStatus.Pending || i.SubStatus == WorkflowSubStatus.Executing || i.SubStatus == WorkflowSubStatus.Suspended);

    /// <summary>Whether a start must look for others, which it can only do in an open transaction.</summary>
    public static bool LooksForRivals(CommitPart part) => part.IsStart && Rival(part) is not null;

    /// <param name="earlier">What the same commit started before; not saved yet.</param>
    public static async Task<Rejection?> CheckAsync(IRows rows, CommitPart part, IEnumerable<CommitPart> earlier, CancellationToken ct)
    {
        if (!part.IsStart) return null;

        await HoldAsync(rows, part, ct);
        var instance = part.Instance;
        if (await rows.ExpectVersionAsync(instance.DefinitionVersionId, VersionGone, ct) is { } gone) return gone;
        if (Rival(part) is not { } isRival) return null;

        var isTaken = earlier.Where(part.IsStartedUnder).Any(other => isRival.Compile()(Row(other.Instance)))
            || await ((ContextRows)rows).Db.Instances.Running().AnyAsync(isRival, ct);
        return isTaken ? new Rejection(RejectionKind.InvalidState, ActivationStrategies.Refusal, instance.DefinitionId) : null;
    }

    /// <summary>The word for a definition: starts share it or hold it alone, changes of its versions hold it alone.</summary>
    public static string WordOf(string definitionId) => $"definition:{definitionId}";

    private static async Task HoldAsync(IRows rows, CommitPart part, CancellationToken ct)
    {
        var (strategy, correlationId) = (part.Commit.Activation, part.Instance.CorrelationId);
        var isAlone = strategy is ActivationStrategy.Singleton || (strategy is ActivationStrategy.CorrelatedSingleton && correlationId is null);
        await rows.HoldAsync(WordOf(part.Instance.DefinitionId), isShared: !isAlone, ct);
        if (strategy is ActivationStrategy.Correlation or ActivationStrategy.CorrelatedSingleton && correlationId is not null)
            await rows.HoldAsync($"correlation:{correlationId}", isShared: false, ct);
    }

    /// <summary>Which running instances stand in the way; null where none can.</summary>
    private static Expression<Func<StoredInstance, bool>>? Rival(CommitPart part)
    {
        var (own, definitionId, correlationId) = (part.Instance.Id.Value, part.Instance.DefinitionId, part.Instance.CorrelationId);
        return part.Commit.Activation switch
        {
            ActivationStrategy.Singleton => i => i.Id != own && i.DefinitionId == definitionId,
            ActivationStrategy.Correlation when correlationId is not null => i => i.Id != own && i.CorrelationId == correlationId,
            ActivationStrategy.CorrelatedSingleton =>
                i => i.Id != own && i.DefinitionId == definitionId && i.CorrelationId == correlationId,
            _ => null,
        };
    }

    private static StoredInstance Row(WorkflowInstance instance) => InstanceRows.Of(instance, state: "");
}
