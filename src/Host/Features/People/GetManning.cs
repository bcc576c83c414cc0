using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Leave;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Persistence.Model;
using StaffFlows.Workflows.Personnel;

namespace StaffFlows.Host.Features.People;

/// <summary>Somebody of the window who is away.</summary>
/// <param name="Half">Which half of the day; null for all of it.</param>
/// <param name="StandIn">顶岗: who takes over; null where nobody does.</param>
internal sealed record Absence(Person Person, HalfDay? Half, Person? StandIn);

/// <summary>One window on one day. Whoever is away for a half of it counts as away.</summary>
/// <param name="Present">Those posted to it who are there all day.</param>
/// <param name="StandIns">Those of other windows who stand in here.</param>
internal sealed record DayManning(ImmutableArray<Person> Present, ImmutableArray<Absence> Absent, ImmutableArray<Person> StandIns)
{
    public int Count => Present.Length + StandIns.Length;
}

/// <summary>One window in one week.</summary>
/// <param name="Days">One per working day.</param>
internal sealed record WindowManning(Window Window, Unit Owner, ImmutableArray<Person> Members, ImmutableArray<DayManning> Days)
{
    /// <summary>Posts that are approved but not filled; null where none are fixed.</summary>
    public int? Vacancies => Window.ApprovedHeadcount is { } approved ? Math.Max(0, approved - Members.Length) : null;

    /// <summary>Somebody should be there.</summary>
    public bool NeedsSomebody => Members.Length > 0 || Window.ApprovedHeadcount > 0;
}

/// <param name="Days">Its working days.</param>
internal sealed record ManningWeek(DateOnly Monday, ImmutableArray<DateOnly> Days, ImmutableArray<WindowManning> Windows);

/// <summary>Who is at which window in a week, by the register and the leave calendar.</summary>
internal sealed class GetManning(OfficeSnapshots office, IDbContextFactory<StaffFlowsDbContext> databases, BusinessClock clock)
{
    /// <param name="day">Any day of the week; null for the present one.</param>
    public async Task<ManningWeek> ExecuteAsync(DateOnly? day, CancellationToken ct)
    {
        var snapshot = await office.ReadAsync(ct);
        var monday = Weeks.MondayOf(day ?? clock.Today);
        var sunday = monday.AddDays(6);
        var days = snapshot.Calendar.Days(monday, sunday).Where(d => d.IsWorking).Select(d => d.Date).ToImmutableArray();

        await using var db = await databases.CreateDbContextAsync(ct);
        var leave = (await db.LeaveEntries.AsNoTracking().Where(e => e.State == LeaveState.Approved && e.From <= sunday && e.To >= monday).ToListAsync(ct))
            .ToLookup(e => e.PersonId);
        var organisation = snapshot.Organisation;
        return new(
            monday,
            days,
            [
                .. organisation.Windows.Values.OrderBy(w => w.Id, StringComparer.Ordinal).Select(window =>
                {
                    var members = organisation.MembersOfWindow(window.Id).ToImmutableArray();
                    return new WindowManning(window, organisation.Units[window.OwnerUnitId], members, [.. days.Select(d => On(d, window, members, leave, organisation))]);
                }),
            ]);
    }

    private DayManning On(DateOnly day, Window window, ImmutableArray<Person> members, ILookup<string, StoredLeaveEntry> leave, Organisation organisation)
    {
        var absent = members.Select(member => AbsenceOf(member, day, leave, organisation)).OfType<Absence>().ToImmutableArray();
        return new(
            [.. members.Where(member => absent.All(a => a.Person.Id != member.Id))],
            absent,
            [
                .. absent.Select(a => a.StandIn).OfType<Person>().DistinctBy(p => p.Id)
                    .Where(p => p.WindowId != window.Id && AbsenceOf(p, day, leave, organisation) is null),
            ]);
    }

    /// <summary>By the leave calendar; whoever the register has on leave without any is away today.</summary>
    private Absence? AbsenceOf(Person person, DateOnly day, ILookup<string, StoredLeaveEntry> leave, Organisation organisation)
    {
        var entries = leave[person.Id].Where(e => e.From <= day && e.To >= day).ToList();
        if (entries.Count == 0) return person.Status is PersonStatus.OnLeave && day == clock.Today ? new(person, null, null) : null;

        var standIn = organisation.FindPerson(entries.Find(e => e.StandInAccepted)?.StandInId);
        return new(person, entries is [var only] ? HalfOf(only, day) : null, standIn);
    }

    private static HalfDay? HalfOf(StoredLeaveEntry entry, DateOnly day) => (entry.From == day && entry.FromHalf is HalfDay.Pm, entry.To == day && entry.ToHalf is HalfDay.Am) switch
    {
        (true, false) => HalfDay.Pm,
        (false, true) => HalfDay.Am,
        _ => null,
    };
}
