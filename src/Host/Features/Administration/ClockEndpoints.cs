using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Host.Accounts;
using StaffFlows.Host.Api;
using StaffFlows.Host.Operations;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Administration;

/// <param name="Now">Business time in Asia/Shanghai.</param>
internal sealed record ClockAnswer(DateTimeOffset Now, bool Adjustable);

/// <summary><c>/clock</c> by REST and <c>/admin/clock</c> as a page.</summary>
internal static class ClockEndpoints
{
    public static void MapClock(this IEndpointRouteBuilder api)
    {
        api.MapGet("/clock", async (BusinessClock clock, OfficeSnapshots office, HostSettings settings, CancellationToken ct) =>
            {
                if (settings.ClockIsAdjustable) await office.ReadAsync(ct);      // another node may have moved it
                return new ClockAnswer(clock.Now, settings.ClockIsAdjustable);
            })
            .AllowAnonymous().WithTags("clock").WithSummary("Business time");
        api.MapPost("/clock", async (ClockRequest request, MoveClock move, Viewer viewer, HostSettings settings, CancellationToken ct) =>
                (await move.ExecuteAsync(request, viewer, ct)).ToHttp(moved => TypedResults.Ok(new ClockAnswer(moved.Now, settings.ClockIsAdjustable))))
            .RequireAuthorization(Policies.SystemAdministrator).WithTags("clock").WithSummary("Move business time forward; answers when due timers have fired")
            .Produces<ClockAnswer>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    public static void MapClockPage(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/admin/clock", ShowAsync).RequireAuthorization(Policies.SystemAdministrator).ExcludeFromDescription();
        pages.MapPost("/admin/clock", async (
            [FromForm] string? now, [FromForm] string? advance, MoveClock move, Viewer viewer, Sentences sentences, BusinessClock clock,
            HostSettings settings, IDbContextFactory<StaffFlowsDbContext> contexts, CancellationToken ct) =>
        {
            var result = await move.ExecuteAsync(new ClockRequest(now, advance), viewer, ct);
            if (result.Rejection is not { } refusal) return Pages.SeeOther($"/admin/clock?fired={result.Value!.Fired}");

            var model = await ReadAsync(clock, settings, contexts, ct);
            return Pages.Refuse<ClockView>(model with { Error = string.Join(' ', refusal.Fields.Select(sentences.Of).DefaultIfEmpty(sentences.Of(refusal))) });
        }).RequireAuthorization(Policies.SystemAdministrator).ExcludeFromDescription();
    }

    private static async Task<IResult> ShowAsync(
        int? fired, BusinessClock clock, HostSettings settings, IDbContextFactory<StaffFlowsDbContext> contexts, CancellationToken ct) =>
        Pages.Show<ClockView>((await ReadAsync(clock, settings, contexts, ct)) with { Fired = fired });

    private static async Task<ClockModel> ReadAsync(
        BusinessClock clock, HostSettings settings, IDbContextFactory<StaffFlowsDbContext> contexts, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var next = await db.Timers.Select(t => (DateTimeOffset?)t.DueAt).Concat(db.Triggers.Select(t => t.DueAt)).MinAsync(ct);
        return new ClockModel(clock.Now, clock.Offset, settings.ClockIsAdjustable, next);
    }
}
