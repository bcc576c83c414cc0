using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Host.StudioApi.Instances;

/// <summary>What the Studio's instance list searches by; every member may be missing.</summary>
/// <param name="Page">From 0.</param>
/// <param name="Status">Running or Finished.</param>
internal sealed record InstanceFilter(
    int? Page, int? PageSize, string? SearchTerm, string? DefinitionId, string[]? DefinitionIds, string? CorrelationId, int? Version, bool? HasIncidents,
    string? Status, string[]? Statuses, string? SubStatus, string[]? SubStatuses, string? OrderBy, string? OrderDirection, MomentFilter[]? TimestampFilters);

/// <param name="Column">CreatedAt, UpdatedAt or FinishedAt.</param>
/// <param name="Operator">Is, IsNot, GreaterThan, GreaterThanOrEqual, LessThan or LessThanOrEqual.</param>
internal sealed record MomentFilter(string? Column, string? Operator, DateTimeOffset? Timestamp);

/// <summary>Finds instances for the Studio's list: which they are and where they stand, never what they carry.</summary>
internal sealed class InstanceSearch(IDbContextFactory<StaffFlowsDbContext> databases)
{
    private const int MaxPageSize = 200;

    private static readonly WorkflowSubStatus[] Final = [.. Enum.GetValues<WorkflowSubStatus>().Where(WorkflowLifecycle.IsFinal)];

    public async Task<JsonObject> FindAsync(InstanceFilter filter, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var found = Filtered(db.Instances.AsNoTracking(), filter);
        var size = Math.Clamp(filter.PageSize ?? 25, 1, MaxPageSize);
        var rows = await Ordered(found, filter).Skip(Math.Max(0, filter.Page ?? 0) * size).Take(size).ToListAsync(ct);
        return new() { ["items"] = new JsonArray([.. rows.Select(InstanceJson.Summary)]), ["totalCount"] = await found.CountAsync(ct), ["links"] = new JsonArray() };
    }

    private static IQueryable<StoredInstance> Filtered(IQueryable<StoredInstance> instances, InstanceFilter filter)
    {
        var definitionIds = Some(filter.DefinitionIds, filter.DefinitionId);
        var statuses = Some(filter.Statuses, filter.Status);
        var subStatuses = Some(filter.SubStatuses, filter.SubStatus).Select(name => Enum.TryParse<WorkflowSubStatus>(name, ignoreCase: true, out var value) ? value : (WorkflowSubStatus?)null).OfType<WorkflowSubStatus>().ToArray();
        if (definitionIds.Length > 0) instances = instances.Where(i => definitionIds.Contains(i.DefinitionId));
        if (subStatuses.Length > 0) instances = instances.Where(i => subStatuses.Contains(i.SubStatus));
        if (statuses is ["Finished"]) instances = instances.Where(i => Final.Contains(i.SubStatus));
        if (statuses is ["Running"]) instances = instances.Where(i => !Final.Contains(i.SubStatus));
        if (filter.CorrelationId is { Length: > 0 } correlationId) instances = instances.Where(i => i.CorrelationId == correlationId);
        if (filter.Version is { } version) instances = instances.Where(i => i.DefinitionVersion == version);
        if (filter.HasIncidents is { } hasIncidents) instances = instances.Where(i => (i.IncidentCount > 0) == hasIncidents);
        if (filter.SearchTerm?.Trim() is { Length: > 0 } term)
        {
            var id = InstanceSights.IsId(term, out var parsed) ? parsed.Value : (Guid?)null;
            instances = instances.Where(i => i.Id == id || i.CorrelationId == term || (i.Name != null && i.Name.Contains(term)) || i.DefinitionId == term);
        }

        return (filter.TimestampFilters ?? []).Where(moment => moment.Timestamp is not null).Aggregate(instances, Filtered);
    }

    private static IQueryable<StoredInstance> Filtered(IQueryable<StoredInstance> instances, MomentFilter moment)
    {
        var at = moment.Timestamp!.Value.ToUniversalTime();
        return (moment.Column?.ToUpperInvariant(), moment.Operator) switch
        {
            ("CREATEDAT", "GreaterThan" or "GreaterThanOrEqual") => instances.Where(i => i.CreatedAt >= at),
            ("CREATEDAT", "LessThan" or "LessThanOrEqual") => instances.Where(i => i.CreatedAt <= at),
            ("UPDATEDAT", "GreaterThan" or "GreaterThanOrEqual") => instances.Where(i => i.UpdatedAt >= at),
            ("UPDATEDAT", "LessThan" or "LessThanOrEqual") => instances.Where(i => i.UpdatedAt <= at),
            ("FINISHEDAT", "GreaterThan" or "GreaterThanOrEqual") => instances.Where(i => i.FinishedAt >= at),
            ("FINISHEDAT", "LessThan" or "LessThanOrEqual") => instances.Where(i => i.FinishedAt <= at),
            _ => instances,
        };
    }

    private static IQueryable<StoredInstance> Ordered(IQueryable<StoredInstance> found, InstanceFilter filter)
    {
        var isDescending = !"Ascending".Equals(filter.OrderDirection, StringComparison.OrdinalIgnoreCase);
        var sorted = filter.OrderBy?.ToUpperInvariant() switch
        {
            "NAME" => found.Sorted(i => i.Name, isDescending),
            "UPDATEDAT" or "LASTEXECUTED" => found.Sorted(i => i.UpdatedAt, isDescending),
            "FINISHED" or "FINISHEDAT" => found.Sorted(i => i.FinishedAt, isDescending),
            _ => found.Sorted(i => i.CreatedAt, isDescending),
        };
        return sorted.ThenBy(i => i.Id);
    }

    private static string[] Some(string[]? several, string? one) => several is { Length: > 0 } ? several : one is { Length: > 0 } ? [one] : [];
}
