using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Host.Features.Procedures;

/// <param name="ActorId">Null for what came with the product.</param>
internal sealed record HistoryEvent(string Action, string? ActorId, DateTimeOffset At, string? Note);

/// <param name="Events">What was done to the version, the newest first.</param>
internal sealed record HistoryVersion(DefinitionVersion Version, ImmutableArray<HistoryEvent> Events)
{
    public HistoryEvent? Published => Events.FirstOrDefault(e => e.Action == GetHistory.PublishedAction);

    public HistoryEvent? Changed => Events.FirstOrDefault(e => e.Action != GetHistory.PublishedAction);
}

/// <summary>The versions of a definition with who made and who published each, from its audit chain.</summary>
internal sealed class GetHistory(DefinitionStore definitions, IDbContextFactory<StaffFlowsDbContext> databases)
{
    public const string PublishedAction = "definition.published";

    /// <returns>The newest first; empty where there is no such definition.</returns>
    public async Task<ImmutableArray<HistoryVersion>> ExecuteAsync(string definitionId, CancellationToken ct)
    {
        var versions = await definitions.ReadVersionsAsync(definitionId, ct);
        await using var db = await databases.CreateDbContextAsync(ct);
        var chain = $"definition:{definitionId}";
        var entries = await db.AuditEntries.AsNoTracking().Where(e => e.Aggregate == chain).OrderByDescending(e => e.Sequence).ToListAsync(ct);
        var events = entries.Select(entry => (Details: DetailsOf(entry), Entry: entry)).ToList();
        return
        [
            .. versions.Select(version => new HistoryVersion(version, [.. events
                .Where(e => (int?)e.Details?["version"] == version.Version)
                .Select(e => new HistoryEvent(e.Entry.Action, e.Entry.ActorId, e.Entry.At, (string?)e.Details?["note"]))])),
        ];
    }

    private static JsonObject? DetailsOf(AuditEntry entry) => entry.Details is { } text ? JsonNode.Parse(text) as JsonObject : null;
}
