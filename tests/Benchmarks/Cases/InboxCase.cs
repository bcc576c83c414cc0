using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Benchmarks.Databases;
using StaffFlows.Benchmarks.Hosts;
using StaffFlows.Benchmarks.Load;
using StaffFlows.Benchmarks.Machine;
using StaffFlows.Benchmarks.Procedures;
using StaffFlows.Benchmarks.Report;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Benchmarks.Cases;

/// <summary>
/// Page and count of an inbox in a large hall, by the product's own query, beside look-ups of one task by its primary key through the
/// same mapper; then the same page by HTTP.
/// </summary>
internal sealed class InboxCase : IPreparedCase
{
    private const int Demo = 55;
    private const double Lookups = 4;

    public string Name => "inbox";

    public async Task<IReadOnlyList<Row>> RunAsync(Bench bench, CancellationToken ct)
    {
        if (bench.PostgreSql is not { } fresh) return [];

        var hall = HallOf(bench);
        var store = await FillAsync(bench, fresh, hall, ct);
        return [.. await ByQueryAsync(bench, store, bench.Sizes.People - Demo, ct), .. await ByHttpAsync(bench, hall, store, ct)];
    }

    public async Task PrepareAsync(Bench bench, CancellationToken ct)
    {
        if (bench.PostgreSql is { } fresh) await FillAsync(bench, fresh, HallOf(bench), ct);
    }

    private static Hall HallOf(Bench bench)
    {
        var hall = bench.Hall.Another("large-hall");
        hall.Furnish(bench.Sizes.People);
        return hall;
    }

    private static async Task<PostgreSqlStore> FillAsync(Bench bench, PostgreSqlStore fresh, Hall hall, CancellationToken ct)
    {
        var store = new PostgreSqlStore(fresh.Server, string.Create(CultureInfo.InvariantCulture, $"inbox_{bench.Sizes.OpenTasks}"));
        if (await store.IsReadyAsync(ct)) return store;

        await store.CreateAsync(ct);
        await using (var open = await Open.OnAsync(hall, store, ct))
            await open.Desk.StartAsync(Definitions.TwoTasks, TwoTaskFlow.ApplicantAt(0), TwoTaskFlow.BodyAt(0), ct);
        await InboxRows.FillAsync(store, bench.Sizes, bench.Sizes.People - Demo, ct);
        await store.SayReadyAsync(ct);
        bench.Say("inboxes are filled");
        return store;
    }

    private static async Task<IEnumerable<Row>> ByQueryAsync(Bench bench, PostgreSqlStore store, int people, CancellationToken ct)
    {
        await using var product = new Product(store, bench.Time);
        var (reader, contexts) = (product.Get<InboxReader>(), product.Get<IDbContextFactory<StaffFlowsDbContext>>());
        var ids = await store.QueryAsync(
            string.Create(CultureInfo.InvariantCulture, $"SELECT md5('t' || (1 + g * 7919 % {bench.Sizes.OpenTasks}))::uuid FROM generate_series(1, {bench.Sizes.Lookups}::bigint) g"),
            row => row.GetGuid(0), ct);
        Func<int, Task>[] operations =
        [
            async i =>
            {
                await using var db = await contexts.CreateDbContextAsync(ct);
                _ = await db.UserTasks.AsNoTracking().SingleAsync(t => t.Id == ids[i], ct);
            },
            i => reader.ReadAsync(new InboxQuery(InboxView.Todo), Looking(Staff.Name(i * 7919 % people)), ct),
            _ => reader.ReadAsync(new InboxQuery(InboxView.Todo), Looking(Staff.Name(0)), ct),
            _ => reader.ReadAsync(new InboxQuery(InboxView.Todo, DueFirst: true), Looking(Staff.Name(0)), ct),
            i => reader.CountAsync(Looking(Staff.Name(i * 7919 % people)), ct),
            i => reader.ReadAsync(new InboxQuery(InboxView.Done), Looking(Staff.Name(i * 7919 % people)), ct),
        ];
        var medians = operations.Select(_ => new List<double>()).ToArray();
        for (var round = -1; round < bench.Sizes.Rounds; round++)
        {
            for (var turn = 0; turn < operations.Length; turn++)
            {
                var which = (turn + round + 1) % operations.Length;
                var measured = await Callers.RunAsync(1, bench.Sizes.Lookups, new CpuMeter(null, null), bench.Time, (_, i, _) => operations[which](i), ct);
                if (round >= 0) medians[which].Add(measured.Latencies.Median());
            }
        }

        Row Of(string what, int which, double? bound) => new("PostgreSql", what, "p50", medians[which].Median(), "ms", medians[which].Spread())
        {
            Anchor = medians[0].Median(), Target = bound is { } most ? Target.RatioBelow(most) : null,
            RatioOfRounds = medians[which].Zip(medians[0], (value, lookup) => value / lookup).Median(),
        };
        return
        [
            new("PostgreSql", "look-up of a task by primary key", "p50", medians[0].Median(), "ms", medians[0].Spread()),
            Of(string.Create(CultureInfo.InvariantCulture, $"inbox: page and count, {bench.Sizes.OpenTasks:#,0} open and {bench.Sizes.DoneTasks:#,0} finished tasks"), 1, Lookups),
            Of(string.Create(CultureInfo.InvariantCulture, $"inbox: page and count, longest queue ({bench.Sizes.LongestQueue:#,0})"), 2, Lookups),
            Of("inbox: page by deadline and count, longest queue", 3, null),
            Of("inbox: counts of all lists", 4, null),
            Of("inbox: page and count of finished tasks", 5, null),
        ];
    }

    private static async Task<IEnumerable<Row>> ByHttpAsync(Bench bench, Hall hall, PostgreSqlStore store, CancellationToken ct)
    {
        await using var open = await Open.OnAsync(hall, store, ct);
        var rows = new List<Row>();
        foreach (var (what, path, users) in new[]
        {
            ("inbox by REST in the large hall, 1 caller", "/api/v1/inbox", Staff.Applicants), ("inbox page in the large hall, 1 caller", "/inbox", Staff.Applicants),
            ("inbox page with the longest queue, 1 caller", "/inbox", [Staff.Name(0)]),
        })
        {
            Task<Measured> RunAsync() => Callers.RunAsync(
                1, bench.Sizes.Pages, open.Meter, bench.Time, (_, i, token) => open.Desk.GetAsync(path, users[i % users.Length], token), ct);
            await RunAsync();
            var measured = await RunAsync();
            rows.Add(new("PostgreSql", what, "p50", measured.Latencies.Median(), "ms"));
            rows.Add(new("PostgreSql", what, "p99", measured.Latencies.Quantile(0.99), "ms"));
        }

        return rows;
    }

    private static Viewer Looking(string person) => new(person, [], [], []);
}
