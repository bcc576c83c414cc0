using Microsoft.EntityFrameworkCore;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Host.Operations;

/// <summary>Messages not yet delivered, by when they were due.</summary>
internal sealed class OutboxMeter(IDbContextFactory<StaffFlowsDbContext> contexts, TimeProvider system) : BacklogMeter(
    "StaffFlows.Outbox", "staffflows.outbox", "Messages that are not delivered yet", "Time since the oldest waiting message was due", contexts, system)
{
    protected override IQueryable<DateTimeOffset> Since(StaffFlowsDbContext db) => db.Outbox.Where(m => m.SettledAt == null).Select(m => m.NextAttemptAt);
}
