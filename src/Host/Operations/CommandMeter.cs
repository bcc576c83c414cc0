using System.Diagnostics.Metrics;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Host.Operations;

/// <summary>
/// <c>staffflows.commands.waiting</c> (what bursts set off and nobody has carried out yet) and <c>staffflows.commands.lag</c>
/// (seconds since the oldest of it was written), read from the database when a collector asks.
/// </summary>
internal sealed class CommandMeter : IDisposable
{
    private readonly Meter _meter = new("StaffFlows.Commands");
    private readonly IDbContextFactory<StaffFlowsDbContext> _contexts;
    private readonly TimeProvider _system;

    public CommandMeter(IDbContextFactory<StaffFlowsDbContext> contexts, TimeProvider system)
    {
        (_contexts, _system) = (contexts, system);
        _meter.CreateObservableGauge("staffflows.commands.waiting", () => Waiting(), description: "Commands that are not carried out yet");
        _meter.CreateObservableGauge("staffflows.commands.lag", () => Lag().TotalSeconds, "s", "Time since the oldest waiting command was written");
    }

    public int Waiting()
    {
        using var db = _contexts.CreateDbContext();
        return db.Commands.Count();
    }

    public TimeSpan Lag()
    {
        using var db = _contexts.CreateDbContext();
        var oldest = db.Commands.Min(c => (DateTimeOffset?)c.CreatedAt);
        return oldest is { } created && _system.GetUtcNow() > created ? _system.GetUtcNow() - created : TimeSpan.Zero;
    }

    public void Dispose() => _meter.Dispose();
}
