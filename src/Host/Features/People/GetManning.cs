using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Leave;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Personnel;

namespace StaffFlows.Host.Features.People;

/// <summary>One window in one week.</summary>
/// <param name="Absent">Per day, who is on approved leave for the day or a part of it.</param>
internal sealed record WindowManning(Window Window, Unit Owner, ImmutableArray<Person> Members, ImmutableArray<ImmutableArray<Person>> Absent)
{
    /// <summary>Posts that are approved but not filled; null where none are fixed.</summary>
    public int? Vacancies => Window.ApprovedHeadcount is { } approved ? Math.Max(0, approved - Members.Length) : null;
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
        var asked = day ?? clock.Today;
        var monday = asked.AddDays(-(((int)asked.DayOfWeek + 6) % 7));
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
                    return new WindowManning(
                        window, organisation.Units[window.OwnerUnitId], members,
                        [.. days.Select(d => members.Where(m => leave[m.Id].Any(e => e.From <= d && e.To >= d)).ToImmutableArray())]);
                }),
            ]);
    }
}
