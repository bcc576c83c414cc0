using StaffFlows.Benchmarks.Databases;
using StaffFlows.Benchmarks.Hosts;
using StaffFlows.Benchmarks.Load;
using StaffFlows.Benchmarks.Machine;
using StaffFlows.Benchmarks.Procedures;

namespace StaffFlows.Benchmarks.Cases;

/// <summary>A host on a database of its own with everybody signed in.</summary>
internal sealed class Open : IAsyncDisposable
{
    private Open(Store store, HostProcess host, Desk desk, CpuMeter meter) => (Store, Host, Desk, Meter) = (store, host, desk, meter);

    public Store Store { get; }

    public HostProcess Host { get; }

    public Desk Desk { get; }

    public CpuMeter Meter { get; }

    public static async Task<Open> OnAsync(Hall hall, Store store, CancellationToken ct)
    {
        var host = await hall.OpenAsync(store, ct);
        var desk = new Desk(host.Address);
        await desk.SignInAsync([.. Staff.Applicants, .. Staff.Approvers, Staff.Administrator], ct);
        return new(store, host, desk, new CpuMeter(host.ProcessId, store.ServerProcess));
    }

    public static async Task<Open> OnCopyAsync(Bench bench, Store fresh, string name, CancellationToken ct) => await OnAsync(bench.Hall, await fresh.CopyAsync(name, ct), ct);

    public TwoTaskFlow Flow(Bench bench) => new(Desk, Store, Meter, bench.Time);

    public async ValueTask DisposeAsync()
    {
        Desk.Dispose();
        await Host.DisposeAsync();
    }
}
