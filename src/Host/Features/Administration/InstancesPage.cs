using System.Linq.Expressions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Host.Accounts;
using StaffFlows.Host.Api;
using StaffFlows.Host.Components.Models;
using StaffFlows.Host.Features.Cases;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Persistence.Model;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Administration;

/// <summary><c>/admin/instances</c>: what runs, what has faulted, and ending it. The administrator sees numbers and steps, not what a case is about.</summary>
internal sealed class InstancesPage(IDbContextFactory<StaffFlowsDbContext> databases)
{
    private const int Size = 30;

    public async Task<InstancesModel> ReadAsync(string query, int page, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var found = Open(db);
        if (query.Length > 0)
        {
            var id = Guid.TryParse(query, out var parsed) ? parsed : (Guid?)null;
            found = found.Where(i => i.Id == id || i.DefinitionId == query || db.Cases.Any(c => c.InstanceId == i.Id && c.Number == query));
        }

        var total = await found.CountAsync(ct);
        var rows = await found.OrderByDescending(i => i.CreatedAt).ThenBy(i => i.Id).Skip((page - 1) * Size).Take(Size).Select(Line(db)).ToListAsync(ct);
        return new(query, [.. rows.Select(row => row.ToModel())], new Paging(page, Size, total, query.Length > 0 ? $"/admin/instances?q={Uri.EscapeDataString(query)}" : "/admin/instances"));
    }

    /// <summary>Null where it is not among those that the page lists.</summary>
    public async Task<InstanceLine?> FindAsync(Guid id, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return (await Open(db).Where(i => i.Id == id).Select(Line(db)).SingleOrDefaultAsync(ct))?.ToModel();
    }

    private static IQueryable<StoredInstance> Open(StaffFlowsDbContext db) => db.Instances.AsNoTracking().Where(i =>
        (i.SubStatus != WorkflowSubStatus.Finished && i.SubStatus != WorkflowSubStatus.Cancelled) || !db.Cases.Any(c => c.InstanceId == i.Id));

    private static Expression<Func<StoredInstance, Row>> Line(StaffFlowsDbContext db) => i => new Row(
        i.Id, i.DefinitionId, db.Definitions.Where(d => d.Id == i.DefinitionVersionId).Select(d => d.Name).FirstOrDefault(), i.SubStatus, i.CreatedAt,
        db.Cases.Any(c => c.InstanceId == i.Id), db.Cases.Where(c => c.InstanceId == i.Id).Select(c => c.Number).FirstOrDefault(),
        db.UserTasks.Where(t => t.InstanceId == i.Id && t.ClosedAt == null).Select(t => t.StepName).ToList());

    private sealed record Row(Guid Id, string DefinitionId, string? Name, WorkflowSubStatus Status, DateTimeOffset Since, bool IsOfCase, string? Number, List<string> Steps)
    {
        public InstanceLine ToModel() => new(
            $"{Id}", Name ?? DefinitionId, Number, Status, Since, string.Join('、', Steps.Distinct()),
            CanCancel: Status is WorkflowSubStatus.Suspended or WorkflowSubStatus.Faulted, CanDelete: !IsOfCase && WorkflowLifecycle.IsFinal(Status));
    }
}

internal static class InstanceEndpoints
{
    public static void MapInstancesPage(this IEndpointRouteBuilder pages)
    {
        var group = pages.MapGroup("/admin/instances").RequireAuthorization(Policies.SystemAdministrator).ExcludeFromDescription();
        group.MapGet("", async (InstancesPage page, string? q, [FromQuery(Name = "page")] int? number, CancellationToken ct) =>
            Pages.Show<InstancesView>(await page.ReadAsync(q?.Trim() ?? "", Math.Max(1, number ?? 1), ct)));
        foreach (var verb in new[] { EndInstance.Cancel, EndInstance.Delete }) MapEnd(group.MapGroup($"/{{id:guid}}/{verb}"), verb);
    }

    private static void MapEnd(RouteGroupBuilder group, string verb)
    {
        group.MapGet("", async (Guid id, InstancesPage page, CancellationToken ct) =>
            await page.FindAsync(id, ct) is { } line ? Pages.Show<InstanceEndView>(new InstanceEndModel(line, verb, "", null)) : Pages.NotFound());
        group.MapPost("", async (Guid id, [FromForm] string? reason, InstancesPage page, EndInstance slice, Sentences sentences, Viewer by, HttpContext context, CancellationToken ct) =>
        {
            if (await page.FindAsync(id, ct) is not { } line) return Pages.NotFound();
            if (await slice.ExecuteAsync(id, verb, reason, by, ct) is { } refused) return Pages.Refuse<InstanceEndView>(new InstanceEndModel(line, verb, reason ?? "", sentences.Of(refused)));

            context.Say(verb is EndInstance.Delete ? "flash.instance-deleted" : "flash.instance-cancelled");
            return Pages.SeeOther("/admin/instances");
        });
    }
}
