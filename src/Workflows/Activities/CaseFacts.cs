using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Personnel;

namespace StaffFlows.Workflows.Activities;

/// <summary>What every step of a case looks at: whose case it is, the organisation and the calendar of the burst.</summary>
internal sealed record CaseFacts(CaseHeader Case, Organisation Organisation, WorkingDayCalendar Calendar)
{
    public Person Applicant => Organisation.People[Case.ApplicantId];

    public static async ValueTask<CaseFacts> ReadAsync(ActivityExecutionContext context, CancellationToken ct) => new(
        context.Property<CaseHeader>(CaseHeader.Key),
        await context.FactAsync<Organisation>(FactKinds.Organisation, ct),
        await context.FactAsync<WorkingDayCalendar>(FactKinds.Calendar, ct));
}
