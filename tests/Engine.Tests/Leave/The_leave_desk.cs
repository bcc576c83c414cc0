using System.Collections.Immutable;
using StaffFlows.Engine.Tests.Calendar;
using StaffFlows.Engine.Tests.Personnel;
using StaffFlows.Workflows.Leave;
using StaffFlows.Workflows.Profiles;

namespace StaffFlows.Engine.Tests.Leave;

/// <summary>Leave as asked for in 临溪县 under the rules of 房县, on 21 November 2026.</summary>
internal static class The_leave_desk
{
    public static LeaveContext Context { get; } = new(
        The_county.Today, The_calendar.Of_the_state_council,
        LeaveRules.From(ProfileFiles.Read([Repository.Read("workflows/profiles/default.json"), Repository.Read("workflows/profiles/fang-county.json")])
            .GetValue().Single(p => p.Key == "FangCounty")),
        new DateOnly(2026, 11, 21));

    /// <summary>Spelled <c>2026-11-23</c>, <c>2026-11-23pm</c>, <c>2026-11-23..2026-11-26am</c>.</summary>
    public static LeaveRange Range(string text)
    {
        var (from, to) = text.Split("..") is [var f, var t] ? (f, t) : (text, text);
        return new(
            DateOnly.Parse(from[..10]), from.EndsWith("pm", StringComparison.Ordinal) ? HalfDay.Pm : HalfDay.Am,
            DateOnly.Parse(to[..10]), to.EndsWith("am", StringComparison.Ordinal) ? HalfDay.Am : HalfDay.Pm);
    }

    public static LeaveEntry Entry(string userName, string range, decimal days, LeaveType type = LeaveType.Personal, string? standIn = null, int caseNo = 1) => new(
        CaseId(caseNo), The_county.Person(userName).Id, type, Range(range), days, LeaveState.Approved,
        standIn is null ? null : The_county.Person(standIn).Id);

    public static Guid CaseId(int number) => new(number, 0, 0, new byte[8]);

    public static LeaveRequest Request(string userName, string range, string? standIn = null, LeaveType type = LeaveType.Personal, Guid? caseId = null) => new(
        caseId, The_county.Person(userName).Id, type, Range(range), standIn is null ? null : The_county.Person(standIn).StaffNo);

    public static LeaveAssessment Assess(LeaveRequest request, params ImmutableArray<LeaveEntry> entries) => Assess(request, Context, entries);

    /// <summary>Sorts the entries into the records of the applicant, the stand-in and the colleagues as the database would.</summary>
    public static LeaveAssessment Assess(LeaveRequest request, LeaveContext context, params ImmutableArray<LeaveEntry> entries)
    {
        var standIn = context.Organisation.FindByStaffNo(request.StandInStaffNo);
        return LeaveAssessment.Assess(
            request,
            new(
                RecordOf(request.ApplicantId, entries), standIn is null ? null : RecordOf(standIn.Id, entries),
                [.. context.Organisation.CompetentStandInsOf(context.Organisation.People[request.ApplicantId]).Select(p => RecordOf(p.Id, entries))]),
            context);
    }

    public static LeaveAssessment.Accepted Accepted(LeaveAssessment assessment) => assessment.ShouldBeOfType<LeaveAssessment.Accepted>();

    public static IEnumerable<(string, string)> Errors(LeaveAssessment assessment) =>
        assessment.ShouldBeOfType<LeaveAssessment.Refused>().Rejection.Fields.Select(f => (f.Field, f.Code));

    private static LeaveRecord RecordOf(string personId, ImmutableArray<LeaveEntry> entries) =>
        new(personId, [.. entries.Where(e => e.PersonId == personId)], [.. entries.Where(e => e.StandInId == personId)]);
}
