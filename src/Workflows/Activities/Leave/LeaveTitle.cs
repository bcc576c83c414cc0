using System.Collections.Immutable;
using System.Globalization;
using StaffFlows.Workflows.Leave;

namespace StaffFlows.Workflows.Activities.Leave;

/// <summary>年休假 · 巫晓岚 · 4.5 个工作日. A type that tells of health or family planning is only called 请假 (PIPL 28).</summary>
internal static class LeaveTitle
{
    public const string Usual = "{type} · {applicant} · {days}";

    /// <summary>What only the assessment knows: the type, unless it tells of an illness, and the length in the type's own unit.</summary>
    public static ImmutableDictionary<string, string> WordsOf(AssessedLeave leave)
    {
        var days = leave.Accepted.Days.Days.ToString("0.#", CultureInfo.InvariantCulture);
        var unit = leave.TypeRule.Unit is LeaveUnit.WorkingDays ? "个工作日" : "天";
        return ImmutableDictionary<string, string>.Empty
            .Add("type", leave.TypeRule.Sensitive ? "请假" : NameOf(leave.Request.Type))
            .Add("days", $"{days} {unit}");
    }

    private static string NameOf(LeaveType type) => type switch
    {
        LeaveType.Annual => "年休假",
        LeaveType.Personal => "事假",
        LeaveType.Sick => "病假",
        LeaveType.Marriage => "婚假",
        LeaveType.Maternity => "产假",
        LeaveType.Paternity => "护理假",
        LeaveType.Bereavement => "丧假",
        LeaveType.WorkInjury => "工伤假",
        LeaveType.Official => "公假",
        LeaveType.FamilyVisit => "探亲假",
        LeaveType.Parental => "育儿假",
        _ => "请假",
    };
}
