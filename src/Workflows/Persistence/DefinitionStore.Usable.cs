using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Definitions;

namespace StaffFlows.Workflows.Persistence;

public sealed partial class DefinitionStore
{
    public async Task<WorkflowDefinition?> FindUsableAsync(string activityType, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var named = await db.Definitions.AsNoTracking().Where(d => d.Name != null && (d.IsPublished || d.IsLatest))
            .OrderByDescending(d => d.IsPublished).ThenBy(d => d.DefinitionId).Select(d => new { d.Id, d.Name }).ToListAsync(ct);
        foreach (var candidate in named.Where(d => UsableDefinition.ActivityTypeNameOf(d.Name!) == activityType))
        {
            if (await FindVersionAsync(candidate.Id, ct) is { } definition && definition.IsUsableAsActivity()) return definition;
        }

        return null;
    }
}
