using System.Collections.Immutable;
using StaffFlows.Benchmarks.Cases;
using StaffFlows.Benchmarks.Databases;
using StaffFlows.Benchmarks.Hosts;
using StaffFlows.Benchmarks.Load;
using StaffFlows.Benchmarks.Machine;
using StaffFlows.Benchmarks.Procedures;
using StaffFlows.Benchmarks.Profiling;
using StaffFlows.Benchmarks.Report;

namespace StaffFlows.Benchmarks;

/// <summary>One run: databases are made, cases are run one after the other, one table is written, everything is taken down again.</summary>
internal static class Run
{
    private const int People = 100;

    public static async Task Async(Arguments wanted, ImmutableArray<ICase> cases, TimeProvider time, CancellationToken ct)
    {
        var began = time.GetTimestamp();
        var folder = wanted.Folder is { } kept ? Directory.CreateDirectory(kept).FullName : Directory.CreateTempSubdirectory("staffflows-bench-").FullName;
        File.SetUnixFileMode(folder, (UnixFileMode)Convert.ToInt32("755", 8));        // the database server runs as somebody else
        void Say(string sentence) => Console.Error.WriteLine($"{time.GetElapsedTime(began):hh\\:mm\\:ss} {sentence}");
        Say($"working in {folder}");
        try
        {
            var machine = ThisMachine.Measure(folder, time);
            await using var server = wanted.WantsDatabase("PostgreSql") ? await PostgreSqlServer.StartAsync(folder, ct) : null;
            var hall = new Hall(folder, time);
            hall.Furnish(People);
            var fresh = new List<Store>();
            if (server is not null) fresh.Add(await MakeAsync(hall, new PostgreSqlStore(server, "fresh"), time, ct));
            if (wanted.WantsDatabase("Sqlite")) fresh.Add(await MakeAsync(hall, new SqliteStore(folder, "fresh"), time, ct));

            var bench = new Bench(hall, fresh, Sizes.Of(wanted.Form), time, Say);
            if (wanted.Doing is Doing.Profile)
            {
                await ProfiledFlow.RunAsync(bench, Directory.GetCurrentDirectory(), ct);
                return;
            }

            if (wanted.Doing is Doing.Prepare)
            {
                foreach (var @case in cases.OfType<IPreparedCase>()) await @case.PrepareAsync(bench, ct);
                return;
            }

            var rows = new List<Row>();
            List<string> versions = [.. server is null ? [] : new[] { await server.VersionAsync(ct) }, .. await SqliteVersionAsync(fresh, ct)];
            string Table(IReadOnlyList<Row> those) => MarkdownTable.Write(machine, versions, [$"{wanted.Form} form."], those, time.GetUtcNow());
            foreach (var @case in cases)
            {
                Say($"case {@case.Name}");
                var measured = await @case.RunAsync(bench, ct);
                rows.AddRange(measured);
                if (wanted.Output is { } output) await MarkdownTable.KeepAsync(output, Table(measured), ct);
            }

            Console.WriteLine(Table(rows));
            Say("done");
        }
        finally
        {
            if (wanted.Folder is null) Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>A host fills the empty database, and one instance of the procedure makes the rows that only the first one needs.</summary>
    private static async Task<Store> MakeAsync(Hall hall, Store store, TimeProvider time, CancellationToken ct)
    {
        if (await store.IsReadyAsync(ct)) return store;

        await store.CreateAsync(ct);
        await using (var host = await hall.OpenAsync(store, ct))
        {
            using var desk = new Desk(host.Address);
            await desk.SignInAsync([.. Staff.Applicants, .. Staff.Approvers], ct);
            await new TwoTaskFlow(desk, store, new CpuMeter(null, null), time).RunAsync(1, 1, ct);
        }

        await store.SettleAsync(ct);
        await store.SayReadyAsync(ct);
        return store;
    }

    private static async Task<IEnumerable<string>> SqliteVersionAsync(IEnumerable<Store> fresh, CancellationToken ct) =>
        fresh.OfType<SqliteStore>().FirstOrDefault() is { } file
            ? [$"SQLite {(await file.QueryAsync("SELECT sqlite_version()", row => row.GetString(0), ct))[0]}"]
            : [];
}
