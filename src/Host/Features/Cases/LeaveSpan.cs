using System.Text.Json.Nodes;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Leave;
using StaffFlows.Workflows.Profiles;

namespace StaffFlows.Host.Features.Cases;

/// <summary>The length of the leave that a form asks for, day by day.</summary>
internal static class LeaveSpan
{
    /// <summary>Null while type or dates are missing or in the wrong order.</summary>
    public static LeaveDays? Count(JsonObject data, Profile rules, WorkingDayCalendar calendar)
    {
        return LeaveRequest.TryRead(data, "", null, out var request) && request.Range.IsValid
            ? LeaveCount.Count(request.Range, LeaveRules.From(rules).Types[request.Type].Unit, calendar)
            : null;
    }
}
