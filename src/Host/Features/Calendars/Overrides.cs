using StaffFlows.Engine.Execution;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Calendars;

/// <param name="Name">Why: flood, a local festival.</param>
internal sealed record OverrideRequest(DateOnly? Date, string? Name, bool? IsOffDay);

/// <summary>The hall's own word on single dates; it beats the notice.</summary>
internal sealed class Overrides(CalendarStore calendar)
{
    private const int MaxName = 100;

    public async Task<Result<OverrideRequest>> SetAsync(OverrideRequest request, Viewer by, CancellationToken ct)
    {
        var errors = Check(request).ToArray();
        if (errors.Length > 0) return new Rejection(RejectionKind.Invalid, "arguments-invalid") { Fields = [.. errors] };

        var day = new CalendarOverride(request.Date!.Value, request.Name!.Trim(), IsWorkingDay: !request.IsOffDay!.Value);
        var written = await calendar.SetLocalDayAsync(day, by.PersonId, ct);
        return written.Rejection is { } rejection ? rejection : request;
    }

    /// <returns>Refused with <c>calendar-day-unknown</c> where there is none.</returns>
    public Task<Result<bool>> RemoveAsync(DateOnly date, Viewer by, CancellationToken ct) => calendar.RemoveLocalDayAsync(date, by.PersonId, ct);

    private static IEnumerable<FieldRejection> Check(OverrideRequest request)
    {
        if (request.Date is null) yield return new("date", "value-missing");
        if (string.IsNullOrWhiteSpace(request.Name)) yield return new("name", "value-missing");
        else if (request.Name.Length > MaxName) yield return new("name", "text-too-long", $"{MaxName}");
        if (request.IsOffDay is null) yield return new("isOffDay", "value-missing");
    }
}
