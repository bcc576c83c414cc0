using System.Diagnostics.Metrics;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Host.Operations;

/// <summary>How much waits in the database and for how long, read when a collector asks: <c>{name}.waiting</c> and <c>{name}.lag</c> in seconds.</summary>
internal abstract class BacklogMeter : IDisposable
{
    private readonly Meter _meter;
    private readonly IDbContextFactory<StaffFlowsDbContext> _contexts;
    private readonly TimeProvider _system;

    /// <param name="waiting">Describes what is counted.</param>
    /// <param name="lag">Describes what is measured.</param>
    protected BacklogMeter(string meter, string name, string waiting, string lag, IDbContextFactory<StaffFlowsDbContext> contexts, TimeProvider system)
    {
        (_meter, _contexts, _system) = (new(meter), contexts, system);
        _meter.CreateObservableGauge($"{name}.waiting", () => Waiting(), description: waiting);
        _meter.CreateObservableGauge($"{name}.lag", () => Lag().TotalSeconds, "s", lag);
    }

    public int Waiting()
    {
        using var db = _contexts.CreateDbContext();
        return Since(db).Count();
    }

    public TimeSpan Lag()
    {
        using var db = _contexts.CreateDbContext();
        return Since(db).Min(since => (DateTimeOffset?)since) is { } oldest && _system.GetUtcNow() is var now && now > oldest ? now - oldest : TimeSpan.Zero;
    }

    public void Dispose() => _meter.Dispose();

    /// <summary>Of everything that waits, since when.</summary>
    protected abstract IQueryable<DateTimeOffset> Since(StaffFlowsDbContext db);
}
