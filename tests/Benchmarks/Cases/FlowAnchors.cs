using StaffFlows.Benchmarks.Anchors;
using StaffFlows.Benchmarks.Databases;
using StaffFlows.Benchmarks.Load;
using StaffFlows.Benchmarks.Machine;
using StaffFlows.Benchmarks.Procedures;

namespace StaffFlows.Benchmarks.Cases;

/// <summary>The anchor of each phase: what a host wrote in it, operation by operation, to be written again without a host.</summary>
internal static class FlowAnchors
{
    /// <param name="instances">How many operations each anchor has.</param>
    public static async Task<IReadOnlyDictionary<Phase, IAnchor>> RecordAsync(Bench bench, Store fresh, int instances, CancellationToken ct)
    {
        var anchors = new Dictionary<Phase, IAnchor>();
        var recorded = await fresh.CopyAsync("recorded", ct);
        await ChangeCapture.Of(recorded).InstallAsync(ct);
        foreach (var phase in Enum.GetValues<Phase>())
        {
            var before = await recorded.CopyAsync($"before_{phase.ToString().ToLowerInvariant()}", ct);
            await ChangeCapture.Of(before).RemoveAsync(ct);
            await using var host = await bench.Hall.OpenAsync(recorded, ct);
            using var desk = new Desk(host.Address);
            await desk.SignInAsync([.. Staff.Applicants, .. Staff.Approvers], ct);
            var operate = await new TwoTaskFlow(desk, recorded, new CpuMeter(null, null), bench.Time).PrepareAsync(phase, ct);
            var commits = await ChangeCapture.Of(recorded).RecordAsync(instances, operate, ct);
            bench.Say($"{fresh.Provider}: {phase} changes {commits.Average(c => c.Changes.Length):0.0} rows");
            anchors[phase] = Anchor.Replay(before, commits, bench.Time);
        }

        await recorded.DropAsync(ct);
        return anchors;
    }
}
