using System.Collections.Immutable;
using StaffFlows.Workflows.Personnel;

namespace StaffFlows.Workflows.Leave;

/// <summary>What the applicant and the approvers should know of a request that is in order.</summary>
internal static class LeaveWarnings
{
    public static ImmutableArray<LeaveWarning> Of(LeaveRequest request, LeaveDays days, LeaveLedgers ledgers, LeaveContext context)
    {
        var applicant = context.Organisation.People[request.ApplicantId];
        var rule = context.Rules.Types[request.Type];
        var warnings = ImmutableArray.CreateBuilder<LeaveWarning>();

        if (days.Provisional) warnings.Add(new("calendar-provisional", $"{request.Range.To.Year}"));
        if (request.Range.From < context.Today) warnings.Add(new("leave-starts-in-past"));
        if (applicant.ProbationEnd is { } end && end >= request.Range.From) warnings.Add(new("applicant-on-probation", $"{end:yyyy-MM-dd}"));
        if (rule.ByLengthOfWork && applicant.FirstWorkDate is null) warnings.Add(new("entitlement-unknown"));
        if (rule.ProofRequired) warnings.Add(new("proof-required"));
        if (request.StandInStaffNo is null && context.Rules.StandInRequired)
            warnings.Add(new(rule.Statutory ? "no-stand-in-statutory" : "no-stand-in-available"));
        if (StandsInFor(request, ledgers, context) is { } other) warnings.Add(new("applicant-stands-in", other));
        if (UncoveredDay(applicant, days, ledgers, context) is { } date)
            warnings.Add(new("window-uncovered", context.Organisation.WindowOf(applicant)!.Name, $"{date:yyyy-MM-dd}"));
        return warnings.ToImmutable();
    }

    private static string? StandsInFor(LeaveRequest request, LeaveLedgers ledgers, LeaveContext context) =>
        LeaveLedgers.Standing(ledgers.Own.StandingIn, request.CaseId).FirstOrDefault(e => e.Range.Overlaps(request.Range)) is { } duty
            ? context.Organisation.FindPerson(duty.PersonId)?.Name ?? duty.PersonId
            : null;

    /// <summary>The first working day on which nobody of the window itself would be there.</summary>
    private static DateOnly? UncoveredDay(Person applicant, LeaveDays days, LeaveLedgers ledgers, LeaveContext context)
    {
        if (applicant.WindowId is null) return null;

        var others = context.Organisation.MembersOfWindow(applicant.WindowId).Where(p => p.Id != applicant.Id).ToList();
        return days.Breakdown.Where(d => d.Counted > 0 && IsWorking(d)).Select(d => (DateOnly?)d.Date)
            .FirstOrDefault(date => others.TrueForAll(p => ledgers.IsAway(p, new(date!.Value, HalfDay.Am, date.Value, HalfDay.Pm), context.Today)));
    }

    private static bool IsWorking(LeaveDay day) => day.Kind is Calendar.DayKind.WorkingDay or Calendar.DayKind.MakeUpWorkday;
}
