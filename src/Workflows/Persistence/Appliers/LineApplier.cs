using Microsoft.Extensions.Logging;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Workflows.Persistence.Appliers;

/// <summary>A line that a procedure writes is for its designer: it goes to the log, by its length only, because it may hold personal data.</summary>
internal sealed class LineApplier(ILogger<LineApplier> log) : IEffectApplier<LineWritten>
{
    public Task<Rejection?> ApplyAsync(LineWritten effect, CommitScope scope, CancellationToken ct)
    {
        log.LogInformation("Instance {InstanceId} wrote a line of {Length} characters.", scope.Instance.Id, effect.Text.Length);
        return Task.FromResult<Rejection?>(null);
    }
}
