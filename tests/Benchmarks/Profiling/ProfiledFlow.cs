using StaffFlows.Benchmarks.Cases;

namespace StaffFlows.Benchmarks.Profiling;

/// <summary>The two-task procedure under load from 16 callers, for as many instances as a round has, with the host's stacks sampled.</summary>
internal static class ProfiledFlow
{
    private const int Callers = 16;

    /// <param name="folder">Where the samples of each host stay.</param>
    public static async Task RunAsync(Bench bench, string folder, CancellationToken ct)
    {
        foreach (var fresh in bench.Fresh)
        {
            await using var open = await Open.OnCopyAsync(bench, fresh, "profiled", ct);
            await open.Flow(bench).RunAsync(Callers, bench.Sizes.WarmUp, ct);
            await open.Store.SettleAsync(ct);
            var file = Path.Combine(folder, $"host-{fresh.Provider}.nettrace");
            var profile = await HostProfile.TakeAsync(open.Host.ProcessId, file, () => open.Flow(bench).RunAsync(Callers, bench.Sizes.Crowd, ct), ct);
            Console.WriteLine($"{fresh.Provider}: {file}\n{profile}");
        }
    }
}
