using Microsoft.EntityFrameworkCore;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Host.Operations;

/// <summary>What bursts set off and nobody has carried out yet, by when it was written.</summary>
internal sealed class CommandMeter(IDbContextFactory<StaffFlowsDbContext> contexts, TimeProvider system) : BacklogMeter(
    "StaffFlows.Commands", "staffflows.commands", "Commands that are not carried out yet", "Time since the oldest waiting command was written", contexts, system)
{
    protected override IQueryable<DateTimeOffset> Since(StaffFlowsDbContext db) => db.Commands.Select(c => c.CreatedAt);
}
