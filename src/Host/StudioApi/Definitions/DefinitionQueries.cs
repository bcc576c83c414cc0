using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Host.StudioApi.Definitions;

/// <summary>What the Studio's lists ask for. Its query names are matched without regard to case.</summary>
/// <param name="VersionOptions"><c>Latest</c>, <c>Published</c>, <c>Draft</c>, <c>LatestOrPublished</c>, <c>LatestAndPublished</c>, <c>AllVersions</c>, a number, or empty for all.</param>
/// <param name="Page">From 0.</param>
internal sealed record DefinitionFilter(
    string? VersionOptions, int? Page, int? PageSize, string? SearchTerm, string? Name, string[]? DefinitionIds, string[]? Ids, string? OrderBy, string? OrderDirection);

/// <summary>Reads definitions for the Studio.</summary>
internal sealed class DefinitionQueries(IDbContextFactory<StaffFlowsDbContext> databases)
{
    private const int MaxPageSize = 200;

    public async Task<JsonObject> ListAsync(DefinitionFilter filter, bool mayEdit, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var found = Ordered(Filtered(db.Definitions.AsNoTracking(), filter), filter);
        var size = Math.Clamp(filter.PageSize ?? MaxPageSize, 1, MaxPageSize);
        var rows = await found.Skip(Math.Max(0, filter.Page ?? 0) * size).Take(size).ToListAsync(ct);
        return new JsonObject
        {
            ["items"] = new JsonArray([.. rows.Select(row => DefinitionJson.Summary(row, mayEdit))]),
            ["totalCount"] = await found.CountAsync(ct),
            ["links"] = DefinitionJson.ListLinks(mayEdit),
        };
    }

    /// <summary>The one that the options name; where they say nothing, the latest.</summary>
    public async Task<StoredDefinition?> FindAsync(string definitionId, string? versionOptions, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var versions = db.Definitions.AsNoTracking().Where(d => d.DefinitionId == definitionId);
        return await Filtered(versions, string.IsNullOrEmpty(versionOptions) ? "Latest" : versionOptions).OrderByDescending(d => d.IsPublished && versionOptions == "LatestOrPublished" ? -1 : d.Version).FirstOrDefaultAsync(ct);
    }

    public async Task<StoredDefinition?> FindVersionAsync(string versionId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Definitions.AsNoTracking().SingleOrDefaultAsync(d => d.Id == versionId, ct);
    }

    public async Task<ImmutableArray<StoredDefinition>> FindVersionsAsync(string[] versionIds, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return [.. await db.Definitions.AsNoTracking().Where(d => versionIds.Contains(d.Id)).OrderBy(d => d.DefinitionId).ThenBy(d => d.Version).ToListAsync(ct)];
    }

    public async Task<int> CountAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Definitions.CountAsync(d => d.IsLatest, ct);
    }

    /// <param name="definitionId">The definition that wants the name; it may keep its own.</param>
    public async Task<bool> IsNameFreeAsync(string name, string? definitionId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return !await db.Definitions.AnyAsync(d => d.IsLatest && d.Name == name && d.DefinitionId != definitionId, ct);
    }

    private static IQueryable<StoredDefinition> Filtered(IQueryable<StoredDefinition> definitions, DefinitionFilter filter)
    {
        var found = Filtered(definitions, filter.VersionOptions);
        if (filter.DefinitionIds is { Length: > 0 } definitionIds) found = found.Where(d => definitionIds.Contains(d.DefinitionId));
        if (filter.Ids is { Length: > 0 } ids) found = found.Where(d => ids.Contains(d.Id));
        if (filter.Name is { Length: > 0 } name) found = found.Where(d => d.Name == name);
        if (filter.SearchTerm?.Trim() is { Length: > 0 } term)
            found = found.Where(d => (d.Name != null && d.Name.Contains(term)) || d.DefinitionId.Contains(term) || d.Id == term);
        return found;
    }

    private static IQueryable<StoredDefinition> Filtered(IQueryable<StoredDefinition> definitions, string? versionOptions) => versionOptions switch
    {
        "Latest" => definitions.Where(d => d.IsLatest),
        "Published" => definitions.Where(d => d.IsPublished),
        "Draft" => definitions.Where(d => d.IsLatest && !d.IsPublished),
        "LatestOrPublished" or "LatestAndPublished" => definitions.Where(d => d.IsLatest || d.IsPublished),
        { Length: > 0 } text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version) => definitions.Where(d => d.Version == version),
        _ => definitions,
    };

    private static IOrderedQueryable<StoredDefinition> Ordered(IQueryable<StoredDefinition> found, DefinitionFilter filter)
    {
        var isDescending = "Descending".Equals(filter.OrderDirection, StringComparison.OrdinalIgnoreCase);
        var sorted = filter.OrderBy?.ToUpperInvariant() switch
        {
            "VERSION" => found.Sorted(d => d.Version, isDescending),
            "CREATED" or "CREATEDAT" => found.Sorted(d => d.CreatedAt, isDescending),
            "NAME" => found.Sorted(d => d.Name, isDescending),
            _ => found.OrderBy(d => d.Name),
        };
        return sorted.ThenBy(d => d.Id);
    }
}
