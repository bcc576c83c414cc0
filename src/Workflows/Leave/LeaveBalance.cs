using System.Collections.Immutable;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Personnel;

namespace StaffFlows.Workflows.Leave;

/// <summary>What is left of a leave type in one calendar year.</summary>
/// <param name="Before">Days left before the request; reservations of other cases are taken off already.</param>
/// <param name="After">Days left after it; below 0 where it is too much.</param>
public sealed record LeaveBalance(int Year, decimal Maximum, decimal Before, decimal After)
{
    /// <summary>One per year that the request touches; none where the type has no maximum or the length of work is not known.</summary>
    public static ImmutableArray<LeaveBalance> Of(LeaveRequest request, Person applicant, LeaveRecord own, LeaveContext context)
    {
        var rule = context.Rules.Types[request.Type];
        var balances = ImmutableArray.CreateBuilder<LeaveBalance>();
        for (var year = request.Range.From.Year; year <= request.Range.To.Year; year++)
        {
            var part = LeaveCount.InYear(request.Range, year)!.Value;
            if (MaximumOf(rule, applicant, part.From) is not { } maximum) continue;

            var used = LeaveLedgers.Standing(own.Own, request.CaseId).Where(e => e.Type == request.Type).Sum(e => DaysIn(e, year, rule, context));
            var asked = LeaveCount.Count(part, rule.Unit, context.Calendar).Days;
            balances.Add(new(year, maximum, maximum - used, maximum - used - asked));
        }

        return balances.ToImmutable();
    }

    public FieldRejection? Check() =>
        After < 0 ? new("type", "balance-exceeded", $"{Year}", $"{Before:0.#}", $"{Before - After:0.#}", $"{Maximum:0.#}") : null;

    private static decimal? MaximumOf(LeaveTypeRule rule, Person applicant, DateOnly on)
    {
        if (!rule.ByLengthOfWork) return rule.AnnualMaximum;
        return applicant.FirstWorkDate is { } firstWorkDate ? AnnualLeaveEntitlement.DaysFor(firstWorkDate, on) : null;
    }

    /// <summary>An entry within the year counts as it was recorded; one across New Year is counted again for its part.</summary>
    private static decimal DaysIn(LeaveEntry entry, int year, LeaveTypeRule rule, LeaveContext context)
    {
        if (LeaveCount.InYear(entry.Range, year) is not { } part) return 0;
        return part == entry.Range ? entry.Days : LeaveCount.Count(part, rule.Unit, context.Calendar).Days;
    }
}
