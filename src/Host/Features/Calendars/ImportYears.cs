using System.Collections.Immutable;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.DataFiles;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Calendars;

/// <param name="Years">The years that the file arranged; each replaced whole.</param>
internal sealed record YearsImported(ImmutableArray<int> Years);

/// <summary>Takes over holiday notices, all years of the file or none.</summary>
internal sealed class ImportYears(CalendarStore calendar)
{
    public async Task<Result<YearsImported>> ExecuteAsync(ReadOnlyMemory<byte> file, Viewer by, CancellationToken ct)
    {
        if (file.IsEmpty) return new Rejection(RejectionKind.Invalid, "file-missing");

        var reading = HolidayNoticeFile.Read(file);
        if (reading is Reading<HolidayNotices>.Refused refused)
            return new Rejection(RejectionKind.Invalid, "calendar-invalid", $"{refused.Errors.Length}") { Fields = refused.Errors };

        var notices = reading.GetValue();
        var written = await calendar.ImportAsync(notices, by.PersonId, ct);
        return written.Rejection is { } rejection ? rejection : new YearsImported([.. notices.Years.Select(y => y.Year)]);
    }
}
