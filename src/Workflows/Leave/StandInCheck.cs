using System.Collections.Immutable;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Personnel;

namespace StaffFlows.Workflows.Leave;

/// <summary>Who names the stand-in (the ladder of P6.2, EC-13).</summary>
public enum StandInSource
{
    /// <summary>The applicant: same window or AB partner only.</summary>
    Applicant,

    /// <summary>The window head or the unit, who vouch for the competence of whom they send.</summary>
    Superior,
}

/// <summary>Whether a person may stand in during a leave (STF-01, EC-14).</summary>
public static class StandInCheck
{
    private const string Field = "standIn";

    /// <summary>Null: nothing against the person named in the request.</summary>
    public static FieldRejection? Check(LeaveRequest request, StandInSource source, LeaveLedgers ledgers, LeaveContext context)
    {
        var applicant = context.Organisation.People[request.ApplicantId];
        if (context.Organisation.FindByStaffNo(request.StandInStaffNo) is not { } standIn)
            return new(Field, "stand-in-unknown", request.StandInStaffNo ?? "");

        if (standIn.Id == applicant.Id) return new(Field, "stand-in-is-applicant");
        if (!standIn.IsActive) return new(Field, "stand-in-not-active", standIn.Name);
        if (source is StandInSource.Applicant && !standIn.IsCompetentFor(applicant)) return new(Field, "stand-in-not-competent", standIn.Name);
        return CheckFree(standIn, applicant, request, ledgers, context);
    }

    /// <summary>Competent colleagues who are neither away nor standing in elsewhere, AB partners first: whom to propose.</summary>
    public static ImmutableArray<Person> FreeStandIns(LeaveRequest request, LeaveLedgers ledgers, LeaveContext context)
    {
        var applicant = context.Organisation.People[request.ApplicantId];
        return [.. context.Organisation.CompetentStandInsOf(applicant).Where(p => CheckFree(p, applicant, request, ledgers, context) is null)];
    }

    private static FieldRejection? CheckFree(
        Person standIn, Person applicant, LeaveRequest request, LeaveLedgers ledgers, LeaveContext context)
    {
        if (ledgers.IsAway(standIn, request.Range, context.Today))
        {
            var arePartners = standIn.Id == applicant.PartnerId || standIn.PartnerId == applicant.Id;
            return new(Field, arePartners ? "partner-same-days" : "stand-in-on-leave", standIn.Name);
        }

        return ledgers.StandsInFor(standIn, request.Range, request.CaseId) is { } other
            ? new(Field, "stand-in-busy", standIn.Name, context.Organisation.FindPerson(other)?.Name ?? other)
            : null;
    }
}
