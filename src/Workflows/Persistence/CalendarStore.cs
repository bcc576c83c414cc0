using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Persistence.Model;
using StaffFlows.Workflows.Publicity;

namespace StaffFlows.Workflows.Persistence;

/// <summary>Takes holiday notices over, and keeps the hall's own days.</summary>
public sealed class CalendarStore(IWriteQueue queue, TimeProvider clock, SystemTime system)
{
    private static readonly JsonElement EmptyObject = JsonElement.Parse("{}");

    /// <summary>Called after a change, when what runs by the calendar has been told; wakes this node's pump.</summary>
    public Action? OnChanged { get; set; }

    /// <summary>Every year of the notices replaces the stored year whole; other years stay. Answers how many years changed.</summary>
    public Task<Result<int>> ImportAsync(HolidayNotices notices, string? actorId, CancellationToken ct) =>
        WriteAsync<int>(
            async (db, inner) =>
            {
                var changed = new List<int>();
                foreach (var notice in notices.Years)
                    if (await ReplaceYearAsync(db, notice, inner))
                        changed.Add(notice.Year);
                if (changed.Count > 0)
                    await RecordAsync(db, "calendar.imported", actorId, new() { ["years"] = new JsonArray([.. changed.Select(y => (JsonNode)y)]) }, inner);
                return changed.Count;
            },
            ct);

    /// <summary>The hall's word on a date, which beats the notice; replaces an earlier word on it.</summary>
    public Task<Result<CalendarOverride>> SetLocalDayAsync(CalendarOverride day, string? actorId, CancellationToken ct) =>
        WriteAsync<CalendarOverride>(
            async (db, inner) =>
            {
                await db.HallDays.Where(d => d.Date == day.Date).ExecuteDeleteAsync(inner);
                db.HallDays.Add(new() { Date = day.Date, IsOffDay = !day.IsWorkingDay, Reason = day.Name });
                await RecordAsync(db, "calendar.local-day-set", actorId, Details(day.Date, day.IsWorkingDay), inner);
                return day;
            },
            ct);

    public Task<Result<bool>> RemoveLocalDayAsync(DateOnly date, string? actorId, CancellationToken ct) =>
        WriteAsync<bool>(
            async (db, inner) =>
            {
                if (await db.HallDays.FindAsync([date], inner) is not { } day)
                    return new Rejection(RejectionKind.NotFound, "calendar-day-unknown");
                db.HallDays.Remove(day);
                await RecordAsync(db, "calendar.local-day-removed", actorId, Details(date, !day.IsOffDay), inner);
                return true;
            },
            ct);

    private async Task<Result<T>> WriteAsync<T>(Func<StaffFlowsDbContext, CancellationToken, Task<Result<T>>> write, CancellationToken ct)
    {
        var written = await queue.WriteAsync(write, ct);
        if (written.Rejection is null) OnChanged?.Invoke();
        return written;
    }

    private static async Task<bool> ReplaceYearAsync(StaffFlowsDbContext db, HolidayNotice notice, CancellationToken ct)
    {
        var year = await db.HolidayYears.FindAsync([notice.Year], ct);
        var days = await db.HolidayDays.Where(d => d.Year == notice.Year).ToListAsync(ct);
        var isSame = year is not null && year.IsPublished == notice.Confirmed && year.Papers.SequenceEqual(notice.Papers)
            && days.Select(d => (d.Date, d.Name, !d.IsOffDay)).ToHashSet().SetEquals(notice.Days.Select(d => (d.Date, d.Name, d.IsWorkingDay)));
        if (isSame) return false;

        if (year is null) db.HolidayYears.Add(year = new HolidayYear { Year = notice.Year });
        (year.IsPublished, year.Papers) = (notice.Confirmed, [.. notice.Papers]);
        db.HolidayDays.RemoveRange(days);
        await db.SaveChangesAsync(ct);
        db.HolidayDays.AddRange(notice.Days.Select(d => new HolidayDay
        {
            Date = d.Date,
            Year = notice.Year,
            Name = d.Name,
            IsOffDay = !d.IsWorkingDay,
        }));
        return true;
    }

    private async Task RecordAsync(StaffFlowsDbContext db, string action, string? actorId, JsonObject details, CancellationToken ct)
    {
        await db.BumpSnapshotAsync(SnapshotKinds.Calendar, ct);
        db.Commands.Add(StoredCommand.Of(
            new EngineCommand.Signal(Guid.CreateVersion7(), PublicityStimuli.Calendar, EmptyObject, EmptyObject, InstanceId: null, CorrelationId: null), system.Now));
        await AuditChain.AppendAsync(db, clock.GetUtcNow(), [new("calendar", action, actorId, details)], ct);
    }

    private static JsonObject Details(DateOnly date, bool isWorkingDay) => new()
    {
        ["date"] = date.ToString("yyyy-MM-dd"),
        ["isWorkingDay"] = isWorkingDay,
    };
}
