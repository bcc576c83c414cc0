using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Workflows.Persistence;

/// <summary>Reads the history of an instance.</summary>
public sealed class JournalReader(IDbContextFactory<StaffFlowsDbContext> contexts)
{
    /// <summary>All entries, oldest first.</summary>
    public async Task<ImmutableArray<JournalEntry>> ReadAsync(WorkflowInstanceId id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var packed = await db.Journal.AsNoTracking().Where(j => j.InstanceId == id.Value)
            .OrderBy(j => j.FromSequence).Select(j => j.Json).ToListAsync(ct);
        return [.. packed.SelectMany(json => JournalJson.Read(json))];
    }
}
