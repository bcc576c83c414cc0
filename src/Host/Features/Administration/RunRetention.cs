using System.Collections.Immutable;
using StaffFlows.Host.Operations;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Persistence.Retention;

namespace StaffFlows.Host.Features.Administration;

/// <param name="ClosedAt">In the hall's zone.</param>
/// <param name="KeptUntil">The last day of its retention.</param>
internal sealed record DueCaseAnswer(Guid Id, string Number, string Procedure, DateTimeOffset ClosedAt, DateOnly KeptUntil);

/// <summary>What the next run would erase.</summary>
/// <param name="Cases">The oldest of <paramref name="CaseCount"/>.</param>
internal sealed record RetentionAnswer(string Profile, ImmutableArray<DueCaseAnswer> Cases, int CaseCount, int Drafts, int Messages);

/// <summary>Erases what the hall's rule book keeps no longer: the daily job's work on demand, and its dry run.</summary>
internal sealed class RunRetention(RecordRetention retention, OfficeSnapshots office, HostSettings settings)
{
    private const int Named = 200;

    public async Task<RetentionAnswer> FindDueAsync(CancellationToken ct)
    {
        var profile = (await office.ReadAsync(ct)).HallProfile(settings);
        var due = await retention.FindDueAsync(new RetentionRules(profile), Named, ct);
        return new(
            profile.Key,
            [.. due.Cases.Select(c => new DueCaseAnswer(c.Id, c.Number, c.Procedure, TimeZoneInfo.ConvertTime(c.ClosedAt, BusinessClock.Zone), c.KeptUntil))],
            due.CaseCount, due.Drafts, due.Messages);
    }

    /// <param name="actorId">Null for the daily job.</param>
    public async Task<ErasedRecords> ExecuteAsync(string? actorId, CancellationToken ct) =>
        await retention.RunAsync(new RetentionRules((await office.ReadAsync(ct)).HallProfile(settings)) { AnsweredRequestDays = settings.AnsweredRequestDays }, actorId, ct);
}
