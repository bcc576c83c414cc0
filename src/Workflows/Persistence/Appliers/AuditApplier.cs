using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Cases;

namespace StaffFlows.Workflows.Persistence.Appliers;

/// <summary>Hands an audit entry to the commit's end, where all of them are chained.</summary>
internal sealed class AuditApplier : IEffectApplier<AuditRecorded>
{
    public Task<Rejection?> ApplyAsync(AuditRecorded effect, CommitScope scope, CancellationToken ct)
    {
        scope.Audit.Add(effect);
        return Task.FromResult<Rejection?>(null);
    }
}
