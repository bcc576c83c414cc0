using Microsoft.AspNetCore.Mvc;
using StaffFlows.Engine.Execution;
using StaffFlows.Host.Accounts;
using StaffFlows.Host.Api;
using StaffFlows.Host.Features.Calendars;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Administration;

/// <summary><c>/admin/calendar</c>: the years, one of them in full, the hall's own days.</summary>
internal sealed class CalendarPage(OfficeSnapshots office, BusinessClock clock, Sentences sentences)
{
    public async Task<CalendarModel> ReadAsync(int? year, string? flash, Rejection? refusal, CancellationToken ct)
    {
        var snapshot = await office.ReadAsync(ct);
        var shown = year ?? clock.Today.Year;
        var notice = snapshot.Notices.Years.FirstOrDefault(n => n.Year == shown);
        return new CalendarModel(
            [.. snapshot.Notices.Years.Reverse().Select(n => new CalendarYear(n.Year, n.Confirmed, WorkingDays(snapshot.Calendar, n.Year), n.Papers.FirstOrDefault()))],
            shown,
            notice is null ? [] : [.. notice.Days.OrderBy(d => d.Date).Select(d => new CalendarDay(d.Date, d.IsWorkingDay, d.Name))],
            [.. snapshot.LocalDays.Select(d => new CalendarDay(d.Date, d.IsWorkingDay, d.Name, $"{d.Date:yyyy-MM-dd}"))],
            refusal is null ? [] : [sentences.Of(refusal), .. refusal.Fields.Select(f => $"{f.Field}: {sentences.Of(f)}")],
            flash);
    }

    private static int WorkingDays(WorkingDayCalendar calendar, int year) =>
        calendar.WorkingDaysInclusive(new DateOnly(year, 1, 1), new DateOnly(year, 12, 31)).Result;
}

internal static class CalendarPageEndpoints
{
    public static void MapCalendarPage(this IEndpointRouteBuilder pages)
    {
        var group = pages.MapGroup("/admin/calendar").RequireAuthorization(Policies.Personnel).ExcludeFromDescription();
        group.MapGet("", async (CalendarPage page, Sentences sentences, int? year, string? imported, bool? saved, CancellationToken ct) =>
        {
            var flash = imported is not null ? sentences.Of("calendar-imported", [imported]) : saved == true ? sentences.Of("override-saved", []) : null;
            return Pages.Show<CalendarView>(await page.ReadAsync(year is >= 1950 and < 2200 ? year : null, flash, null, ct));
        });
        group.MapPost("/import", async (HttpRequest request, ImportYears import, CalendarPage page, Viewer viewer, CancellationToken ct) =>
        {
            var result = await import.ExecuteAsync(await Uploads.ReadAsync(request, ct), viewer, ct);
            return result.Rejection is { } refusal
                ? Pages.Refuse<CalendarView>(await page.ReadAsync(null, null, refusal, ct))
                : Pages.SeeOther($"/admin/calendar?imported={string.Join("、", result.Value!.Years)}".Replace("、", "%E3%80%81", StringComparison.Ordinal));
        });
        group.MapPost("/overrides", async (
            [FromForm] DateOnly? date, [FromForm] string? name, [FromForm] bool? isWorking, Overrides overrides, CalendarPage page, Viewer viewer, CancellationToken ct) =>
        {
            var result = await overrides.SetAsync(new OverrideRequest(date, name, !isWorking), viewer, ct);
            return result.Rejection is { } refusal
                ? Pages.Refuse<CalendarView>(await page.ReadAsync(date?.Year, null, refusal, ct))
                : Pages.SeeOther($"/admin/calendar?year={date!.Value.Year}&saved=true");
        });
        group.MapPost("/overrides/{date}/remove", async (DateOnly date, Overrides overrides, Viewer viewer, CancellationToken ct) =>
            (await overrides.RemoveAsync(date, viewer, ct)).Rejection is null ? Pages.SeeOther($"/admin/calendar?year={date.Year}&saved=true") : Pages.NotFound());
    }
}
