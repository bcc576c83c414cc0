using System.Collections.Immutable;
using System.Globalization;
using StaffFlows.Benchmarks.Anchors;
using StaffFlows.Benchmarks.Databases;
using StaffFlows.Benchmarks.Load;
using StaffFlows.Benchmarks.Machine;
using StaffFlows.Benchmarks.Report;

namespace StaffFlows.Benchmarks.Cases;

/// <summary>The same load on a database with 1,000 instances and on one with as many as the form says, in turns.</summary>
internal sealed class GrowthCase : IPreparedCase
{
    private const int Few = 1_000;
    private const int Callers = 16;
    private const double Growth = 1.15;

    public string Name => "growth";

    public async Task<IReadOnlyList<Row>> RunAsync(Bench bench, CancellationToken ct)
    {
        if (bench.PostgreSql is not { } fresh) return [];

        await using var small = await Open.OnAsync(bench.Hall, await FillAsync(bench, fresh, Few, ct), ct);
        await using var large = await Open.OnAsync(bench.Hall, await FillAsync(bench, fresh, bench.Sizes.Grown, ct), ct);
        foreach (var open in new[] { small, large }) await open.Flow(bench).RunAsync(Callers, bench.Sizes.WarmUp, ct);

        var (few, many) = (new List<(double Cpu, double Rate)>(), new List<(double Cpu, double Rate)>());
        for (var round = 0; round < bench.Sizes.Rounds; round++)
        {
            var turns = new[] { (Open: small, Figures: few), (Open: large, Figures: many) };
            foreach (var (open, figures) in round % 2 == 0 ? turns : turns.Reverse())
            {
                var phases = await open.Flow(bench).RunAsync(Callers, bench.Sizes.Crowd, ct);
                figures.Add((phases.Values.Sum(p => p.CpuPerOperation), 1 / phases.Values.Sum(p => 1 / p.PerSecond)));
            }
        }

        var what = string.Create(CultureInfo.InvariantCulture, $"growth from {Few:#,0} to {bench.Sizes.Grown:#,0} instances");
        return
        [
            Compare(fresh.Provider, what, "CPU of a full instance", "ms", few, many, f => f.Cpu) with { Target = Target.RatioBelow(Growth) },
            Compare(fresh.Provider, what, "full instances", "1/s", few, many, f => f.Rate),
        ];
    }

    public async Task PrepareAsync(Bench bench, CancellationToken ct)
    {
        if (bench.PostgreSql is not { } fresh) return;

        await FillAsync(bench, fresh, Few, ct);
        await FillAsync(bench, fresh, bench.Sizes.Grown, ct);
    }

    private static Row Compare(
        string database, string what, string figure, string unit, List<(double Cpu, double Rate)> few, List<(double Cpu, double Rate)> many, Func<(double Cpu, double Rate), double> value) =>
        new(database, what, figure, many.Select(value).Median(), unit, many.ConvertAll(f => value(f)).Spread())
        {
            Anchor = few.Select(value).Median(),
            RatioOfRounds = many.Zip(few, (m, f) => value(m) / value(f)).Median(),
        };

    private static async Task<PostgreSqlStore> FillAsync(Bench bench, PostgreSqlStore fresh, int instances, CancellationToken ct)
    {
        var store = new PostgreSqlStore(fresh.Server, string.Create(CultureInfo.InvariantCulture, $"grown_{instances}"));
        if (await store.IsReadyAsync(ct)) return store;

        await fresh.CopyAsync(store.Name, ct);
        var template = await RecordAsync(bench, store, ct);
        var filling = new Multiplication(store);
        await filling.BeginAsync(ct);
        foreach (var row in template) await filling.CopyAsync(row.Table, WhereOf(row), 1, instances, ImmutableDictionary<string, string>.Empty, ct);
        await filling.EndAsync(ct);
        await store.SayReadyAsync(ct);
        bench.Say(string.Create(CultureInfo.InvariantCulture, $"{store.Name}: {instances} instances of {template.Length} rows"));
        return store;
    }

    /// <summary>All rows that one instance, run to its end, leaves behind.</summary>
    private static async Task<ImmutableArray<RowChange>> RecordAsync(Bench bench, PostgreSqlStore store, CancellationToken ct)
    {
        var capture = ChangeCapture.Of(store);
        await capture.InstallAsync(ct);
        ImmutableArray<CapturedCommit> commits;
        await using (var open = await Open.OnAsync(bench.Hall, store, ct))
            commits = await capture.RecordAsync(1, _ => open.Flow(bench).RunAsync(1, 1, ct), ct);
        await capture.RemoveAsync(ct);

        var changes = commits.SelectMany(c => c.Changes).ToList();
        var gone = changes.Where(c => c.Kind is ChangeKind.Delete).Select(WhereOf).ToHashSet(StringComparer.Ordinal);
        return [.. changes.Where(c => c.Kind is ChangeKind.Insert && c.Key.Any(k => k.Content is Guid or string) && !gone.Contains(WhereOf(c)))];
    }

    private static string WhereOf(RowChange row) => string.Join(
        " AND ", row.Key.Select(k => string.Create(CultureInfo.InvariantCulture, $"\"{k.Column}\" = '{Convert.ToString(k.Content, CultureInfo.InvariantCulture)!.Replace("'", "''", StringComparison.Ordinal)}'")));
}
