using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using StaffFlows.Engine.Execution;
using StaffFlows.Host.Localisation;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.StudioApi.Instances;

/// <summary>What the Studio's instance list searches by; every member may be missing.</summary>
/// <param name="Page">From 0.</param>
/// <param name="Status">Running or Finished.</param>
internal sealed record InstanceFilter(
    int? Page, int? PageSize, string? SearchTerm, string? DefinitionId, string[]? DefinitionIds, string? CorrelationId, int? Version, bool? HasIncidents,
    string? Status, string[]? Statuses, string? SubStatus, string[]? SubStatuses, string? OrderBy, string? OrderDirection, MomentFilter[]? TimestampFilters);

/// <summary>
/// Finds instances and test runs for the Studio's list: which they are and where they stand, never what they carry. The name of a
/// case's instance says whom it is about, so that it is shown, and found, only where the viewer may see the case.
/// </summary>
internal sealed class InstanceSearch(IDbContextFactory<StaffFlowsDbContext> databases, IStringLocalizer<Texts> texts)
{
    private const int MaxPageSize = 200;

    private static readonly WorkflowSubStatus[] Final = [.. Enum.GetValues<WorkflowSubStatus>().Where(WorkflowLifecycle.IsFinal)];

    public async Task<JsonObject> FindAsync(InstanceFilter filter, Viewer by, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var found = Filtered(ListedInstance.All(db), filter);
        if (filter.SearchTerm?.Trim() is { Length: > 0 } term) found = Named(db, found, term, by);

        var size = Math.Clamp(filter.PageSize ?? 25, 1, MaxPageSize);
        var rows = await Ordered(found, filter).Skip(Math.Max(0, filter.Page ?? 0) * size).Take(size).ToListAsync(ct);
        var hidden = await HiddenAsync(db, [.. rows.Select(row => (Guid?)row.Id)], by, ct);
        return new() { ["items"] = new JsonArray([.. rows.Select(row => Summary(row, hidden.Contains(row.Id)))]), ["totalCount"] = await found.CountAsync(ct), ["links"] = new JsonArray() };
    }

    private static async Task<HashSet<Guid?>> HiddenAsync(StaffFlowsDbContext db, Guid?[] instanceIds, Viewer by, CancellationToken ct)
    {
        var cases = db.Cases.Where(c => instanceIds.Contains(c.InstanceId));
        var visible = await cases.VisibleTo(by).Select(c => c.InstanceId).ToListAsync(ct);
        return [.. (await cases.Select(c => c.InstanceId).ToListAsync(ct)).Except(visible)];
    }

    private static IQueryable<ListedInstance> Named(StaffFlowsDbContext db, IQueryable<ListedInstance> instances, string term, Viewer by)
    {
        var id = InstanceSights.IsId(term, out var parsed) ? parsed.Value : (Guid?)null;
        var visible = db.Cases.VisibleTo(by);
        return instances.Where(i => i.Id == id || i.CorrelationId == term || i.DefinitionId == term
            || (i.Name != null && i.Name.Contains(term) && (visible.Any(c => c.InstanceId == i.Id) || !db.Cases.Any(c => c.InstanceId == i.Id))));
    }

    private JsonObject Summary(ListedInstance row, bool isHidden) => new()
    {
        ["id"] = new WorkflowInstanceId(row.Id).ToString(),
        ["definitionId"] = row.DefinitionId,
        ["definitionVersionId"] = row.DefinitionVersionId,
        ["version"] = row.DefinitionVersion,
        ["status"] = InstanceJson.StatusOf(row.SubStatus),
        ["subStatus"] = $"{row.SubStatus}",
        ["correlationId"] = row.CorrelationId,
        ["name"] = row.IsTest ? texts["studio.test-run.name", row.Name ?? ""].Value : isHidden ? null : row.Name,
        ["incidentCount"] = row.IncidentCount,
        ["createdAt"] = row.CreatedAt,
        ["updatedAt"] = row.UpdatedAt,
        ["finishedAt"] = row.FinishedAt,
    };

    private static IQueryable<ListedInstance> Filtered(IQueryable<ListedInstance> instances, InstanceFilter filter)
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
        return (filter.TimestampFilters ?? []).Where(moment => moment.Timestamp is not null).Aggregate(instances, Filtered);
    }

    private static IQueryable<ListedInstance> Filtered(IQueryable<ListedInstance> instances, MomentFilter moment) => moment.Column?.ToUpperInvariant() switch
    {
        "CREATEDAT" => instances.At(moment, i => i.CreatedAt),
        "UPDATEDAT" => instances.At(moment, i => i.UpdatedAt),
        "FINISHEDAT" => instances.At(moment, i => i.FinishedAt),
        _ => instances,
    };

    private static IQueryable<ListedInstance> Ordered(IQueryable<ListedInstance> found, InstanceFilter filter)
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
