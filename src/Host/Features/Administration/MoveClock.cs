using System.Globalization;
using System.Xml;
using StaffFlows.Engine.Execution;
using StaffFlows.Host.Operations;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Administration;

/// <summary>What is asked for: a moment (without an offset: in Asia/Shanghai) or an ISO 8601 duration. Exactly one of them.</summary>
internal sealed record ClockRequest(string? Now, string? Advance);

/// <param name="Fired">How many timers fired on the way.</param>
internal sealed record ClockMoved(DateTimeOffset Now, int Fired);

/// <summary>
/// The demo clock: business time moves forward from one due moment to the next, so that each timer sees its own time, and
/// the answer comes when everything due has fired. Asking for the present moment fires what is due.
/// </summary>
internal sealed class MoveClock(BusinessClock clock, BusinessTime time, TimerService timers, HostSettings settings)
{
    private const int MaxDays = 3660;

    /// <summary>A moment that was the present when the caller read it.</summary>
    private static readonly TimeSpan Present = TimeSpan.FromMinutes(1);

    public async Task<Result<ClockMoved>> ExecuteAsync(ClockRequest request, Viewer by, CancellationToken ct)
    {
        if (!settings.ClockIsAdjustable) return new Rejection(RejectionKind.NotFound, "clock-not-adjustable");

        var wanted = Read(request);
        if (wanted.Rejection is { } rejection) return rejection;

        var target = wanted.Value;
        if (target < clock.Now - Present) return new Rejection(RejectionKind.Invalid, "clock-backwards", $"{clock.Now:yyyy-MM-dd HH:mm}");
        if (target > clock.Now.AddDays(MaxDays)) return new Rejection(RejectionKind.Invalid, "clock-too-far", $"{MaxDays}");

        var due = await timers.FireDueAsync(ct);
        var fired = due.Fired;
        while (due.NextDueAt is { } next && next <= target)
        {
            await time.MoveToAsync(next, by.PersonId, ct);
            due = await timers.FireDueAsync(ct);
            fired += due.Fired;
        }

        await time.MoveToAsync(target, by.PersonId, ct);
        return new ClockMoved(clock.Now, fired);
    }

    private Result<DateTimeOffset> Read(ClockRequest request) => request switch
    {
        { Now: { Length: > 0 } now, Advance: null or "" } => ReadMoment(now),
        { Now: null or "", Advance: { Length: > 0 } advance } => ReadDuration(advance),
        _ => new Rejection(RejectionKind.Invalid, "clock-one-of"),
    };

    private static Result<DateTimeOffset> ReadMoment(string text)
    {
        if (DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var moment))
            return moment.Kind is DateTimeKind.Unspecified
                ? new DateTimeOffset(moment, BusinessClock.Zone.GetUtcOffset(moment))
                : DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
        return Wrong("now", "moment-invalid");
    }

    private Result<DateTimeOffset> ReadDuration(string text)
    {
        try
        {
            return clock.Now + XmlConvert.ToTimeSpan(text);
        }
        catch (Exception e) when (e is FormatException or OverflowException or ArgumentOutOfRangeException)
        {
            return Wrong("advance", "duration-invalid");
        }
    }

    private static Rejection Wrong(string field, string code) => new(RejectionKind.Invalid, "arguments-invalid") { Fields = [new FieldRejection(field, code)] };
}
