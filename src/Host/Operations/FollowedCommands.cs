using System.Collections.Immutable;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Host.Operations;

/// <summary>
/// Commands for this node's pump. Another node may have posted one at a business time that this node has not heard of yet; it
/// follows before it carries out what it took. Only where business time can be moved.
/// </summary>
internal sealed class FollowedCommands(ICommandStore commands, OfficeSnapshots office, HostSettings settings) : ICommandStore
{
    public async Task<ImmutableArray<LeasedCommand>> LeaseAsync(TimeSpan lease, int limit, CancellationToken ct)
    {
        var leased = await commands.LeaseAsync(lease, limit, ct);
        if (settings.ClockIsAdjustable && !leased.IsEmpty) await office.ReadAsync(ct);
        return leased;
    }

    public Task HandBackAsync(ImmutableArray<Guid> commandIds, CancellationToken ct) => commands.HandBackAsync(commandIds, ct);

    public Task PostAsync(ImmutableArray<EngineCommand> posted, CancellationToken ct) => commands.PostAsync(posted, ct);

    public Task<bool> ReplaceAsync(Guid commandId, ImmutableArray<EngineCommand> others, CancellationToken ct) =>
        commands.ReplaceAsync(commandId, others, ct);
}
