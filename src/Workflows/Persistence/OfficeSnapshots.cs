using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Persistence.Model;
using StaffFlows.Workflows.Personnel;

namespace StaffFlows.Workflows.Persistence;

/// <summary>
/// The node's <see cref="OfficeSnapshot"/>. Each read compares the versions in the database, one small query, and loads
/// again just what has moved on; so every node sees an import with its next request.
/// </summary>
public sealed class OfficeSnapshots(IDbContextFactory<StaffFlowsDbContext> contexts) : IDisposable
{
    private readonly SemaphoreSlim loading = new(1);
    private volatile Loaded? loaded;

    /// <summary>Called with business time's offset when another node has moved it, before the read that noticed answers.</summary>
    public Action<TimeSpan>? OnClockMoved { get; set; }

    public async ValueTask<OfficeSnapshot> ReadAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var versions = await db.ReadRowsAsync<SnapshotVersion>(ct);
        return await ReadAsync(db, versions.ToDictionary(s => s.Kind, s => s.Version), ct);
    }

    /// <summary>The snapshot at least at these versions, which the caller has just read.</summary>
    public async ValueTask<OfficeSnapshot> AtAsync(IReadOnlyDictionary<string, long> versions, CancellationToken ct)
    {
        if (loaded is { } present && present.IsAt(versions)) return present.Snapshot;

        await using var db = await contexts.CreateDbContextAsync(ct);
        return await ReadAsync(db, versions, ct);
    }

    /// <summary>
    /// What this node knew last, without a look at the database; for requests whose own load brings the versions and who then
    /// compare (<see cref="AtAsync"/>).
    /// </summary>
    public ValueTask<OfficeSnapshot> ReadLastAsync(CancellationToken ct) => loaded is { } present ? new(present.Snapshot) : ReadAsync(ct);

    public void Dispose() => loading.Dispose();

    /// <summary>The snapshot at least at these versions, which the caller has just read.</summary>
    internal async ValueTask<OfficeSnapshot> ReadAsync(
        StaffFlowsDbContext db, IReadOnlyDictionary<string, long> versions, CancellationToken ct)
    {
        if (loaded is { } present && present.IsAt(versions)) return present.Snapshot;

        await loading.WaitAsync(ct);
        try
        {
            if (loaded is not { } meanwhile || !meanwhile.IsAt(versions)) loaded = await LoadAsync(db, loaded, versions, ct);
            return loaded.Snapshot;
        }
        finally
        {
            loading.Release();
        }
    }

    /// <summary>The versions were read before the rows: a row newer than its version is loaded once more, never once too few.</summary>
    private async Task<Loaded> LoadAsync(
        StaffFlowsDbContext db, Loaded? last, IReadOnlyDictionary<string, long> versions, CancellationToken ct)
    {
        var snapshot = last?.Snapshot;
        bool Moved(string kind) => last is null || last.VersionOf(kind) != versions.GetValueOrDefault(kind);

        if (snapshot is null || Moved(SnapshotKinds.Calendar))
        {
            var (notices, local) = await ReadCalendarAsync(db, ct);
            var calendar = new WorkingDayCalendar(versions.GetValueOrDefault(SnapshotKinds.Calendar), notices, local);
            snapshot = snapshot is null
                ? new(await ReadOrganisationAsync(db, versions, ct), calendar, notices, local, [], [])
                : snapshot with { Calendar = calendar, Notices = notices, LocalDays = local };
        }

        if (last is not null && Moved(SnapshotKinds.Organisation))
            snapshot = snapshot with { Organisation = await ReadOrganisationAsync(db, versions, ct) };
        if (Moved(SnapshotKinds.Profiles))
            snapshot = snapshot with { Profiles = [.. (await db.ReadRowsAsync<StoredProfile>(ct)).Select(p => OfficeJson.ReadProfile(p.Json, p.Version))] };
        if (Moved(SnapshotKinds.Forms))
            snapshot = snapshot with { Forms = [.. (await db.ReadRowsAsync<StoredForm>(ct)).Where(f => f.Version != StoredForm.Draft).Select(f => OfficeJson.ReadForm(f.Json, f.Version))] };
        if (Moved(SnapshotKinds.Substitutions))
            snapshot = snapshot with { Substitutions = [.. (await db.ReadRowsAsync<Substitution>("ended_at IS NULL", ct)).OrderBy(s => s.From).ThenBy(s => s.Id)] };
        if (Moved(SnapshotKinds.Clock)) OnClockMoved?.Invoke(await ClockStore.ReadOffsetAsync(db, ct));
        return new(snapshot, versions);
    }

    private static async Task<Organisation> ReadOrganisationAsync(
        StaffFlowsDbContext db, IReadOnlyDictionary<string, long> versions, CancellationToken ct) => new(
        versions.GetValueOrDefault(SnapshotKinds.Organisation),
        await db.ReadRowsAsync<Unit>(ct),
        await db.ReadRowsAsync<Window>(ct),
        await db.ReadRowsAsync<Role>(ct),
        await db.ReadRowsAsync<Person>(ct));

    private static async Task<(HolidayNotices Notices, ImmutableArray<CalendarOverride> Local)> ReadCalendarAsync(
        StaffFlowsDbContext db, CancellationToken ct)
    {
        var days = (await db.ReadRowsAsync<HolidayDay>(ct)).OrderBy(d => d.Date).ToLookup(d => d.Year);
        var notices = HolidayNotices.None;
        foreach (var year in await db.ReadRowsAsync<HolidayYear>(ct))
            notices = notices.With(new HolidayNotice(
                year.Year, [.. year.Papers], [.. days[year.Year].Select(d => new CalendarOverride(d.Date, d.Name, !d.IsOffDay))], year.IsPublished));

        var local = await db.ReadRowsAsync<HallDay>(ct);
        return (notices, [.. local.OrderBy(d => d.Date).Select(d => new CalendarOverride(d.Date, d.Reason, !d.IsOffDay))]);
    }

    private sealed record Loaded(OfficeSnapshot Snapshot, IReadOnlyDictionary<string, long> Versions)
    {
        public long VersionOf(string kind) => Versions.GetValueOrDefault(kind);

        /// <summary>At these versions or newer ones: a read that was slower than another's import must not load again.</summary>
        public bool IsAt(IReadOnlyDictionary<string, long> versions) => versions.All(v => VersionOf(v.Key) >= v.Value);
    }
}
