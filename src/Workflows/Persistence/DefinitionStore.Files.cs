using System.Collections.Immutable;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Workflows.Persistence;

public sealed partial class DefinitionStore
{
    /// <summary>
    /// Takes definitions in that somebody brings as files, all or none, as drafts. A draft that is there already stays in the history;
    /// the same content as the latest version changes nothing.
    /// </summary>
    public Task<Result<ImmutableArray<WorkflowDefinition>>> ImportFilesAsync(ImmutableArray<WorkflowDefinition> files, string? actorId, CancellationToken ct) =>
        queue.WriteAsync<ImmutableArray<WorkflowDefinition>>(
            async (db, inner) =>
            {
                var stored = ImmutableArray.CreateBuilder<WorkflowDefinition>(files.Length);
                foreach (var versions in files.GroupBy(file => file.DefinitionId, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal))
                {
                    var held = await DefinitionVersions.HoldAsync(db, versions.Key, clock.GetUtcNow(), actorId, inner);
                    foreach (var file in versions.OrderBy(file => file.Version)) stored.Add(DefinitionVersions.ToDefinition(await held.AddUnlessLatestAsync(file, inner)));
                }

                return stored.ToImmutable();
            },
            ct);
}
