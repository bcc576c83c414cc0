using Microsoft.EntityFrameworkCore;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Cases;

namespace StaffFlows.Workflows.Persistence;

/// <summary>Numbers without gaps: the counter's row is held until the commit, and a rolled-back start takes its number back.</summary>
internal static class CaseNumbers
{
    /// <param name="pattern">E.g. <c>QJ-{year}-{0:000000}</c>; counted per pattern and business year.</param>
    public static async Task<string> AllotAsync(StaffFlowsDbContext db, string pattern, DateTimeOffset now, CancellationToken ct)
    {
        var year = YearOf(now);
        var value = (await db.Database.SqlQuery<long>(db.Held.NextOfCounter(pattern, year)).ToListAsync(ct)).Single();
        return NumberPattern.Format(pattern, year, value);
    }

    /// <summary>The office's.</summary>
    public static int YearOf(DateTimeOffset now) => TimeZoneInfo.ConvertTime(now, BusinessClock.Zone).Year;
}
