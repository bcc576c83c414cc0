using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Workflows.Persistence;

/// <summary>Commands in the order in which they were written.</summary>
internal sealed class CommandStore(IWriteQueue queue, IRowLeases leases, SystemTime systemTime) : ICommandStore
{
    private static readonly LeasedTable Table = new("engine_commands", "attempts", "created_at, id", "ix_engine_commands_created_at_id");

    public async Task<ImmutableArray<LeasedCommand>> LeaseAsync(TimeSpan lease, int limit, CancellationToken ct) =>
        [
            .. (await leases.LeaseAsync<StoredCommand>(Table, lease, limit, ct))
                .OrderBy(row => row.CreatedAt).ThenBy(row => row.Id).Select(row => row.ToLeased()),
        ];

    public Task HandBackAsync(ImmutableArray<Guid> commandIds, CancellationToken ct)
    {
        var ids = commandIds.ToList();
        return queue.WriteAsync<int>(
            async (db, inner) => await db.Commands.Where(c => ids.Contains(c.Id) && c.LeaseOwner == LeaseOwner.Name).ExecuteUpdateAsync(
                set => set
                    .SetProperty(c => c.LeasedUntil, (DateTimeOffset?)null)
                    .SetProperty(c => c.LeaseOwner, (string?)null)
                    .SetProperty(c => c.Attempts, c => c.Attempts - 1),
                inner),
            ct);
    }

    public Task PostAsync(ImmutableArray<EngineCommand> commands, CancellationToken ct) =>
        commands.IsEmpty ? Task.CompletedTask : queue.WriteAsync<bool>((db, _) => Task.FromResult(Add(db, commands)), ct);

    public async Task<bool> ReplaceAsync(Guid commandId, ImmutableArray<EngineCommand> commands, CancellationToken ct) =>
        (await queue.WriteAsync<bool>(
            async (db, inner) => await db.Commands.Where(c => c.Id == commandId).ExecuteDeleteAsync(inner) == 1 && Add(db, commands).Value,
            ct)).Value;

    private Result<bool> Add(StaffFlowsDbContext db, ImmutableArray<EngineCommand> commands)
    {
        db.Commands.AddRange(commands.Select(command => StoredCommand.Of(command, systemTime.Now)));
        return true;
    }
}
