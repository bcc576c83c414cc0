using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Workflows.Persistence;

/// <summary>Commands in the order in which they were written; how they are leased is the provider's.</summary>
internal abstract class CommandStore(IWriteQueue queue, SystemTime systemTime) : ICommandStore
{
    protected IWriteQueue Queue { get; } = queue;

    protected SystemTime SystemTime { get; } = systemTime;

    public abstract Task<ImmutableArray<LeasedCommand>> LeaseAsync(TimeSpan lease, int limit, CancellationToken ct);

    public Task HandBackAsync(ImmutableArray<Guid> commandIds, CancellationToken ct)
    {
        var ids = commandIds.ToList();
        return Queue.WriteAsync<int>(
            async (db, inner) => await db.Commands.Where(c => ids.Contains(c.Id) && c.LeaseOwner == LeaseOwner.Name).ExecuteUpdateAsync(
                set => set
                    .SetProperty(c => c.LeasedUntil, (DateTimeOffset?)null)
                    .SetProperty(c => c.LeaseOwner, (string?)null)
                    .SetProperty(c => c.Attempts, c => c.Attempts - 1),
                inner),
            ct);
    }

    public Task PostAsync(ImmutableArray<EngineCommand> commands, CancellationToken ct) =>
        commands.IsEmpty ? Task.CompletedTask : Queue.WriteAsync<bool>((db, _) => Task.FromResult(Add(db, commands)), ct);

    public async Task<bool> ReplaceAsync(Guid commandId, ImmutableArray<EngineCommand> commands, CancellationToken ct) =>
        (await Queue.WriteAsync<bool>(
            async (db, inner) => await db.Commands.Where(c => c.Id == commandId).ExecuteDeleteAsync(inner) == 1 && Add(db, commands).Value,
            ct)).Value;

    protected static ImmutableArray<LeasedCommand> InOrder(IEnumerable<StoredCommand> rows) =>
        [.. rows.OrderBy(row => row.CreatedAt).ThenBy(row => row.Id).Select(row => row.ToLeased())];

    private Result<bool> Add(StaffFlowsDbContext db, ImmutableArray<EngineCommand> commands)
    {
        db.Commands.AddRange(commands.Select(command => StoredCommand.Of(command, SystemTime.Now)));
        return true;
    }
}
