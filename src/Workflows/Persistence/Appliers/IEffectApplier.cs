using StaffFlows.Engine.Execution;

namespace StaffFlows.Workflows.Persistence.Appliers;

/// <summary>The one piece of code that writes an effect. Writes through the scope's context only; saving and committing is the store's.</summary>
internal interface IEffectApplier<in TEffect>
    where TEffect : IEffect
{
    /// <summary>Null where it is done; a rejection undoes the whole burst (kind Conflict: it is run again).</summary>
    Task<Rejection?> ApplyAsync(TEffect effect, CommitScope scope, CancellationToken ct);
}
