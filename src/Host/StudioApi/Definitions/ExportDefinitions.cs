using System.Collections.Immutable;
using System.IO.Compression;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Host.StudioApi.Definitions;

/// <summary>Definitions as files: one as JSON, several as an archive that is the same for the same definitions.</summary>
internal sealed class ExportDefinitions(DefinitionQueries definitions, ConsumingDefinitions consumers)
{
    private const string Archive = "workflow-definitions.zip";

    /// <summary>The moment that zip files begin with; another one would make two exports differ.</summary>
    private static readonly DateTimeOffset NoMoment = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <param name="withConsumers">Also those that use it as an activity, and those that use them.</param>
    public async Task<Result<Download>> ExportAsync(string definitionId, string? versionOptions, bool withConsumers, CancellationToken ct) =>
        await definitions.FindAsync(definitionId, versionOptions, ct) is { } row
            ? await PackAsync([DefinitionStore.Read(row)], withConsumers, ct)
            : new Rejection(RejectionKind.NotFound, "definition-unknown", definitionId);

    public async Task<Result<Download>> ExportManyAsync(string[] versionIds, bool withConsumers, CancellationToken ct)
    {
        var rows = await definitions.FindVersionsAsync(versionIds, ct);
        return rows.IsEmpty ? new Rejection(RejectionKind.NotFound, "definition-unknown", string.Join(", ", versionIds)) : await PackAsync([.. rows.Select(DefinitionStore.Read)], withConsumers, ct);
    }

    private async Task<Download> PackAsync(ImmutableArray<WorkflowDefinition> chosen, bool withConsumers, CancellationToken ct)
    {
        var all = withConsumers ? await consumers.WithAllAsync(chosen, ct) : chosen;
        return all is [var only]
            ? new(DefinitionFile.Write(only), "application/json", DefinitionFile.NameOf(only), DefinitionFile.SpokenNameOf(only))
            : new(await ZipAsync(all, ct), "application/zip", Archive, Archive);
    }

    private static async Task<byte[]> ZipAsync(IEnumerable<WorkflowDefinition> all, CancellationToken ct)
    {
        using var content = new MemoryStream();
        await using (var zip = await ZipArchive.CreateAsync(content, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, ct))
        {
            foreach (var definition in all.OrderBy(d => d.DefinitionId, StringComparer.Ordinal).ThenBy(d => d.Version))
            {
                var entry = zip.CreateEntry(DefinitionFile.NameOf(definition));
                entry.LastWriteTime = NoMoment;
                await using var stream = await entry.OpenAsync(ct);
                await stream.WriteAsync(DefinitionFile.Write(definition), ct);
            }
        }

        return content.ToArray();
    }
}
