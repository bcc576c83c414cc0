using Microsoft.EntityFrameworkCore;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Persistence.Registers;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Registers;

/// <summary>One page of a register, as the filter and the rights of whoever asks have it.</summary>
internal sealed class GetRegister(OpenRegisters registers, IDbContextFactory<StaffFlowsDbContext> databases)
{
    public async Task<Result<RegisterPage>> ExecuteAsync(string key, RegisterFilter filter, RegisterSpan span, Viewer by, CancellationToken ct)
    {
        if (!registers.TryFind(key, by, out var register, out var refused)) return refused;

        await using var db = await databases.CreateDbContextAsync(ct);
        return await register.ReadAsync(db, filter, by, span, ct);
    }
}
