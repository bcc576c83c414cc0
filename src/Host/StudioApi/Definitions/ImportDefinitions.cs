using System.Collections.Immutable;
using System.Text.Json.Nodes;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.StudioApi.Definitions;

/// <summary>
/// Takes in definitions that somebody brings as files: as drafts, in one commit, and none where one is refused. What was there is not
/// lost: a draft stays in the history.
/// </summary>
internal sealed class ImportDefinitions(DefinitionStore definitions)
{
    public async Task<Result<WorkflowDefinition>> ImportAsync(JsonObject model, Viewer by, CancellationToken ct)
    {
        var read = IncomingDefinition.ReadFile(model);
        if (read.Rejection is { } refused) return refused;

        var stored = await StoreAsync([read.Value!], by, ct);
        return stored.Rejection is { } rejection ? rejection : stored.Value[0];
    }

    /// <summary>How many were taken in, or every file that was refused.</summary>
    public async Task<(Result<int> Count, ImmutableArray<RefusedFile> Refused)> ImportAsync(IFormFileCollection files, Viewer by, CancellationToken ct)
    {
        if (files.Count == 0) return (new Rejection(RejectionKind.Invalid, "file-missing"), []);
        if (files.Count > BroughtFiles.MaxFiles) return (new Rejection(RejectionKind.Invalid, "import-too-many", $"{files.Count}", $"{BroughtFiles.MaxFiles}"), []);

        var brought = new BroughtFiles();
        await brought.AddAsync(files, ct);
        if (!brought.Refused.IsEmpty) return (new Rejection(RejectionKind.Invalid, "import-refused", $"{brought.Refused.Length}"), brought.Refused);

        var stored = await StoreAsync(brought.Definitions, by, ct);
        return (stored.Rejection is { } rejection ? rejection : stored.Value.Length, []);
    }

    /// <summary>What a file does not say of a definition that is here already stays as it is.</summary>
    private async Task<Result<ImmutableArray<WorkflowDefinition>>> StoreAsync(ImmutableArray<WorkflowDefinition> files, Viewer by, CancellationToken ct)
    {
        var complete = ImmutableArray.CreateBuilder<WorkflowDefinition>(files.Length);
        foreach (var file in files) complete.Add(DefinitionJson.WithExtraOf(await definitions.FindLatestAsync(file.DefinitionId, ct), file));
        return await definitions.ImportFilesAsync(complete.ToImmutable(), by.PersonId, ct);
    }
}
