using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Persistence.Model;
using StaffFlows.Workflows.Procedures;

namespace StaffFlows.Host.Features.Procedures;

/// <summary>A definition as its owner looks after it, procedure or not yet.</summary>
/// <param name="Published">Null while nothing of it is published.</param>
/// <param name="Revision">The latest content; what is changed or published upon it names it.</param>
internal sealed record ManagedProcedure(
    string DefinitionId, StoredDefinition Latest, StoredDefinition? Published, ProcedureSettings? Settings, string Revision)
{
    public bool HasDraft => !Latest.IsPublished;

    public LocalizedText Name => Settings?.Name ?? new(Latest.Name ?? DefinitionId, Latest.Name ?? DefinitionId);
}

/// <summary>What the pages of procedures read in common.</summary>
internal sealed class ManagedProcedures(
    IDbContextFactory<StaffFlowsDbContext> databases, ProcedureCatalogue catalogue, OfficeSnapshots office, ActivityCatalog activities)
{
    /// <summary>By name; those that people start come first, in the order of the catalogue.</summary>
    public async Task<ImmutableArray<ManagedProcedure>> ReadAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var rows = await db.Definitions.AsNoTracking().Where(d => d.IsLatest || d.IsPublished).ToListAsync(ct);
        return
        [
            .. rows.GroupBy(row => row.DefinitionId).Select(versions => Of([.. versions])).OfType<ManagedProcedure>()
                .OrderBy(p => p.Settings is null).ThenBy(p => p.Settings?.Order).ThenBy(p => p.Name.Zh, StringComparer.Ordinal),
        ];
    }

    /// <param name="address">The definition's id, or the key of a published procedure.</param>
    public async Task<ManagedProcedure?> FindAsync(string address, CancellationToken ct) =>
        await FindByIdAsync(address, ct)
        ?? ((await catalogue.ReadAsync(ct)).FirstOrDefault(p => p.Key == address) is { } procedure ? await FindByIdAsync(procedure.DefinitionId, ct) : null);

    public async Task<ProcedureVersion?> FindVersionAsync(string definitionId, int version, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var row = await db.Definitions.AsNoTracking().SingleOrDefaultAsync(d => d.DefinitionId == definitionId && d.Version == version, ct);
        return row is null ? null : VersionOf(row);
    }

    public static ProcedureVersion VersionOf(StoredDefinition row) => ProcedureVersion.Of(DefinitionStore.Read(row));

    public async Task<ProcedureVocabulary> VocabularyAsync(CancellationToken ct) => new(activities, (await office.ReadAsync(ct)).Organisation);

    private async Task<ManagedProcedure?> FindByIdAsync(string definitionId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return Of(await db.Definitions.AsNoTracking().Where(d => d.DefinitionId == definitionId && (d.IsLatest || d.IsPublished)).ToListAsync(ct));
    }

    /// <summary>Null where none of them is the latest.</summary>
    private static ManagedProcedure? Of(List<StoredDefinition> rows) => rows.Find(row => row.IsLatest) is not { } latest
        ? null
        : new(latest.DefinitionId, latest, rows.Find(row => row.IsPublished), SettingsOf(latest), latest.ContentHash);

    /// <summary>Null also where the definition is damaged: the others are looked after as ever.</summary>
    private static ProcedureSettings? SettingsOf(StoredDefinition row)
    {
        try
        {
            return JsonNode.Parse(row.Json)?["customProperties"] is JsonObject custom ? ProcedureSettings.Read(custom) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
