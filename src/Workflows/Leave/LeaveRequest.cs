using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.DataFiles;
using StaffFlows.Workflows.Personnel;

namespace StaffFlows.Workflows.Leave;

/// <summary>What an applicant asks for.</summary>
/// <param name="CaseId">The case that asks; its own entries in the ledger don't count against it when it is handed in again.</param>
/// <param name="StandInStaffNo">工号 of the stand-in; null where none is named.</param>
public sealed record LeaveRequest(Guid? CaseId, string ApplicantId, LeaveType Type, LeaveRange Range, string? StandInStaffNo)
{
    /// <summary>Who named the stand-in; a superior vouches for his competence.</summary>
    public StandInSource StandInNamedBy { get; init; }

    /// <summary>Reads the leave form's data (keys type, from, fromHalf, to, toHalf, standIn). False while it is incomplete.</summary>
    public static bool TryRead(JsonObject data, string applicantId, Guid? caseId, [NotNullWhen(true)] out LeaveRequest? request)
    {
        request = null;
        if (!JsonRow.TryChoice<LeaveType>(TextOf(data, "type") ?? "?", out var type)) return false;
        if (!JsonRow.TryDate(TextOf(data, "from") ?? "", out var from) || !JsonRow.TryDate(TextOf(data, "to") ?? "", out var to)) return false;

        var range = new LeaveRange(
            from, TextOf(data, "fromHalf") is "pm" ? HalfDay.Pm : HalfDay.Am, to, TextOf(data, "toHalf") is "am" ? HalfDay.Am : HalfDay.Pm);
        request = new(caseId, applicantId, type, range, TextOf(data, "standIn"));
        return true;
    }

    private static string? TextOf(JsonObject data, string key) =>
        data[key] is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 ? text : null;
}

/// <summary>The rules and the world a request is judged in: immutable snapshots and the local date.</summary>
public sealed record LeaveContext(Organisation Organisation, WorkingDayCalendar Calendar, LeaveRules Rules, DateOnly Today);
