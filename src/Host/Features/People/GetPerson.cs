using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Leave;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Personnel;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.People;

/// <param name="SeesDetails">Birth date, phone, contract and leave are the viewer's to see.</param>
/// <param name="Balance">Annual leave of this year; null where it is not his to see or the length of work is not known.</param>
/// <param name="Cases">The newest of those that the viewer may see.</param>
/// <param name="Violations">派驻违规 (SEL-13), the latest first; null where they are not the viewer's to see, or nobody has stationed him.</param>
internal sealed record PersonSight(
    Person Person, Organisation Organisation, bool SeesDetails, LeaveBalance? Balance, ImmutableArray<Case> Cases, ImmutableArray<StationingViolation>? Violations);

/// <summary>One person's record.</summary>
internal sealed class GetPerson(OfficeSnapshots office, IDbContextFactory<StaffFlowsDbContext> databases, BusinessClock clock)
{
    private const int NewestCases = 5;
    private static readonly string[] DetailRoles = ["PersonnelOfficer", "CenterDirector", "CenterDeputyDirector", "BureauDirector", "BureauDeputyDirector"];

    public async Task<Result<PersonSight>> ExecuteAsync(string id, Viewer by, CancellationToken ct)
    {
        var organisation = (await office.ReadAsync(ct)).Organisation;
        if (organisation.FindPerson(id) is not { IsActive: true } person) return new Rejection(RejectionKind.NotFound, "not-found");

        var details = SeesDetailsOf(person, by);
        await using var db = await databases.CreateDbContextAsync(ct);
        var cases = await db.Cases.AsNoTracking().VisibleTo(by).Where(c => c.SubjectId == id && c.Status != CaseStatus.Draft)
            .OrderByDescending(c => c.CreatedAt).Take(NewestCases).ToListAsync(ct);
        return new PersonSight(person, organisation, details, details ? await BalanceAsync(db, person, ct) : null, [.. cases], await ViolationsAsync(db, person, organisation, by, ct));
    }

    /// <summary>Personnel, directors, those who lead his unit, and he himself.</summary>
    public static bool SeesDetailsOf(Person person, Viewer by) =>
        person.Id == by.PersonId || DetailRoles.Any(by.Has) || by.LeadsUnitIds.Contains(person.HomeUnitId);

    /// <summary>Those who see his details, and who heads his window.</summary>
    public static bool SeesViolationsOf(Person person, Viewer by) => SeesDetailsOf(person, by) || (person.WindowId is { } window && by.HeadsWindowIds.Contains(window));

    /// <summary>Of whoever is stationed now, or has something reported from before.</summary>
    private static async Task<ImmutableArray<StationingViolation>?> ViolationsAsync(StaffFlowsDbContext db, Person person, Organisation organisation, Viewer by, CancellationToken ct)
    {
        if (!SeesViolationsOf(person, by)) return null;

        var violations = await db.StationingViolations.AsNoTracking().Where(v => v.PersonId == person.Id)
            .OrderByDescending(v => v.OccurredOn).ThenByDescending(v => v.Id).ToListAsync(ct);
        return violations.Count > 0 || StationingViolation.Concerns(person, organisation) ? [.. violations] : null;
    }

    private async Task<LeaveBalance?> BalanceAsync(StaffFlowsDbContext db, Person person, CancellationToken ct)
    {
        if (person.FirstWorkDate is not { } firstWorkDate) return null;

        var (first, last) = (new DateOnly(clock.Today.Year, 1, 1), new DateOnly(clock.Today.Year, 12, 31));
        var entries = await db.LeaveEntries.AsNoTracking()
            .Where(e => e.PersonId == person.Id && e.Type == LeaveType.Annual && e.From >= first && e.From <= last)
            .Select(e => new { e.State, e.Days }).ToListAsync(ct);
        return new(
            AnnualLeaveEntitlement.DaysFor(firstWorkDate, clock.Today),
            entries.Where(e => e.State is LeaveState.Approved).Sum(e => e.Days),
            entries.Where(e => e.State is LeaveState.Reserved).Sum(e => e.Days));
    }
}
