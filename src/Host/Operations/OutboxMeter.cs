using System.Diagnostics.Metrics;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Host.Operations;

/// <summary>
/// <c>staffflows.outbox.waiting</c> (messages not yet delivered) and <c>staffflows.outbox.lag</c> (seconds since the oldest
/// of them was due), read from the database when a collector asks.
/// </summary>
internal sealed class OutboxMeter : IDisposable
{
    private readonly Meter _meter = new("StaffFlows.Outbox");
    private readonly IDbContextFactory<StaffFlowsDbContext> _contexts;
    private readonly TimeProvider _system;

    public OutboxMeter(IDbContextFactory<StaffFlowsDbContext> contexts, TimeProvider system)
    {
        (_contexts, _system) = (contexts, system);
        _meter.CreateObservableGauge("staffflows.outbox.waiting", () => Waiting(), description: "Messages that are not delivered yet");
        _meter.CreateObservableGauge("staffflows.outbox.lag", () => Lag().TotalSeconds, "s", "Time since the oldest waiting message was due");
    }

    public int Waiting()
    {
        using var db = _contexts.CreateDbContext();
        return db.Outbox.Count(m => m.SettledAt == null);
    }

    public TimeSpan Lag()
    {
        using var db = _contexts.CreateDbContext();
        var oldest = db.Outbox.Where(m => m.SettledAt == null).Min(m => (DateTimeOffset?)m.NextAttemptAt);
        return oldest is { } due && _system.GetUtcNow() > due ? _system.GetUtcNow() - due : TimeSpan.Zero;
    }

    public void Dispose() => _meter.Dispose();
}
