using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Leave;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Personnel;

namespace StaffFlows.Host.Features.People;

/// <summary>What the register is filtered by; blank parts don't filter.</summary>
/// <param name="Text">Part of a name, or of a staff number.</param>
internal sealed record PeopleFilter(string? Text, string? UnitId, string? WindowId, string? Role);

/// <param name="OnLeave">Person id to the last day of the leave that he is on today.</param>
internal sealed record PeopleSight(ImmutableArray<Person> People, IReadOnlyDictionary<string, DateOnly> OnLeave, Organisation Organisation);

/// <summary>The register of who works in the hall; those who left are not in it.</summary>
internal sealed class GetPeople(OfficeSnapshots office, IDbContextFactory<StaffFlowsDbContext> databases, BusinessClock clock)
{
    public async Task<PeopleSight> ExecuteAsync(PeopleFilter filter, CancellationToken ct)
    {
        var organisation = (await office.ReadAsync(ct)).Organisation;
        var text = filter.Text?.Trim() ?? "";
        var people = organisation.People.Values
            .Where(p => p.IsActive
                && (text.Length == 0 || p.Name.Contains(text, StringComparison.OrdinalIgnoreCase) || p.StaffNo.Contains(text, StringComparison.OrdinalIgnoreCase))
                && (string.IsNullOrEmpty(filter.UnitId) || p.HomeUnitId == filter.UnitId)
                && (string.IsNullOrEmpty(filter.WindowId) || p.WindowId == filter.WindowId)
                && (string.IsNullOrEmpty(filter.Role) || p.Roles.Contains(filter.Role)))
            .OrderBy(p => p.HomeUnitId, StringComparer.Ordinal).ThenBy(p => p.StaffNo, StringComparer.Ordinal);

        var today = clock.Today;
        await using var db = await databases.CreateDbContextAsync(ct);
        var leave = await db.LeaveEntries.AsNoTracking()
            .Where(e => e.State == LeaveState.Approved && e.From <= today && e.To >= today)
            .Select(e => new { e.PersonId, e.To }).ToListAsync(ct);
        return new([.. people], leave.GroupBy(e => e.PersonId).ToDictionary(g => g.Key, g => g.Max(e => e.To)), organisation);
    }
}
