using System.Collections.Immutable;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Personnel;

namespace StaffFlows.Workflows.Leave;

/// <summary>Something the approvers should see that does not stop the request. The sentence is looked up by the code.</summary>
public sealed record LeaveWarning(string Code, params ImmutableArray<string> Arguments);

/// <summary>What the checks of a leave request come to (P6.1). Pure: the same request and records give the same answer.</summary>
public abstract record LeaveAssessment
{
    private const int MaxCalendarDays = 731;

    private LeaveAssessment()
    {
    }

    /// <param name="Days">This request's length.</param>
    /// <param name="TotalDays">With the leave it is adjacent to; this picks the tier.</param>
    /// <param name="Adjacent">The entries it was added up with.</param>
    /// <param name="Tier">1-based; see <see cref="LeaveRules.Tiers"/>.</param>
    /// <param name="StandInId">Whom the request names; null where nobody is free and the ladder of P6.2 must find someone.</param>
    public sealed record Accepted(
        LeaveDays Days,
        decimal TotalDays,
        ImmutableArray<LeaveEntry> Adjacent,
        int Tier,
        ImmutableArray<string> Approvers,
        ImmutableArray<string> Inform,
        string? StandInId,
        ImmutableArray<LeaveBalance> Balances,
        ImmutableArray<LeaveWarning> Warnings) : LeaveAssessment;

    public sealed record Refused(Rejection Rejection) : LeaveAssessment;

    public static LeaveAssessment Assess(LeaveRequest request, LeaveLedgers ledgers, LeaveContext context)
    {
        if (CheckRange(request.Range) is { } rangeError) return Refuse([rangeError]);

        var applicant = context.Organisation.People[request.ApplicantId];
        var days = LeaveCount.Count(request.Range, context.Rules.Types[request.Type].Unit, context.Calendar);
        var balances = LeaveBalance.Of(request, applicant, ledgers.Own, context);
        var standing = LeaveLedgers.Standing(ledgers.Own.Own, request.CaseId).ToList();
        ImmutableArray<FieldRejection> errors =
        [
            .. CheckDays(request.Range, days, standing),
            .. CheckStandIn(request, ledgers, context),
            .. balances.Select(b => b.Check()).OfType<FieldRejection>(),
        ];
        if (!errors.IsEmpty) return Refuse(errors);

        var adjacent = LeaveChain.Of(request.Range, standing, context.Calendar);
        var total = days.Days + adjacent.Sum(e => e.Days);
        var tier = context.Rules.TierOf(total);
        var (approvers, inform) = (context.Rules.Tiers[tier - 1].Approvers, context.Rules.Tiers[tier - 1].Inform);
        return new Accepted(
            days, total, adjacent, tier, approvers, inform, context.Organisation.FindByStaffNo(request.StandInStaffNo)?.Id, balances,
            LeaveWarnings.Of(request, days, ledgers, context));
    }

    private static FieldRejection? CheckRange(LeaveRange range)
    {
        if (!range.IsValid) return new("to", "range-end-before-start", $"{range.From:yyyy-MM-dd}", $"{range.To:yyyy-MM-dd}");
        return range.To.DayNumber - range.From.DayNumber >= MaxCalendarDays ? new("to", "leave-too-long", $"{MaxCalendarDays}") : null;
    }

    private static IEnumerable<FieldRejection> CheckDays(LeaveRange range, LeaveDays days, List<LeaveEntry> standing)
    {
        if (days.Days == 0) yield return new("from", "leave-zero-days", $"{range.From:yyyy-MM-dd}", $"{range.To:yyyy-MM-dd}");
        if (standing.Find(e => e.Range.Overlaps(range)) is { } other)
            yield return new("from", "leave-overlap", $"{other.Range.From:yyyy-MM-dd}", $"{other.Range.To:yyyy-MM-dd}");
    }

    private static IEnumerable<FieldRejection> CheckStandIn(LeaveRequest request, LeaveLedgers ledgers, LeaveContext context)
    {
        if (request.StandInStaffNo is not null)
        {
            if (StandInCheck.Check(request, request.StandInNamedBy, ledgers, context) is { } error) yield return error;
        }
        else if (context.Rules.StandInRequired && StandInCheck.FreeStandIns(request, ledgers, context) is [var free, ..])
        {
            yield return new("standIn", "stand-in-missing", free.Name);
        }
    }

    /// <summary>A single complaint is the refusal's own code, so that a caller need not look into the fields.</summary>
    private static Refused Refuse(ImmutableArray<FieldRejection> errors) => new(errors switch
    {
        [{ Code: "partner-same-days" } partner] => new Rejection(RejectionKind.Invalid, "stand-in-on-leave", partner.Arguments) { Fields = errors },
        [var only] => new Rejection(RejectionKind.Invalid, only.Code, only.Arguments) { Fields = errors },
        _ => new Rejection(RejectionKind.Invalid, "leave-refused") { Fields = errors },
    });
}
