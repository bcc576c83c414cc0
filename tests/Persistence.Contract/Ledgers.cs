using StaffFlows.Engine.Execution;
using StaffFlows.Persistence.Contract.Providers;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Leave;

namespace StaffFlows.Persistence.Contract;

/// <summary>What the contracts write by a burst and read back as facts.</summary>
internal static class Ledgers
{
    public static async Task CommitAsync(this Provider provider, WorkflowInstance instance, params IEffect[] effects) =>
        (await provider.TryCommitAsync(instance, effects)).ShouldBeCommitted();

    /// <summary>
    /// The instance starts with what opens its case and reserves leave, and goes on with everything else, as procedures do.
    /// </summary>
    public static async Task<CommitResult> TryCommitAsync(this Provider provider, WorkflowInstance instance, params IEffect[] effects)
    {
        var store = provider.Get<IWorkflowInstanceStore>();
        var first = Array.FindLastIndex(effects, effect => effect is CaseOpened or LeaveReserved) + 1;
        var started = await store.CommitAsync(instance.Commit(effects[..first]), default);
        if (first == effects.Length || started is not CommitResult.Committed) return started;

        var loaded = (await store.LoadAsync(instance.Id, default))!;
        return await store.CommitAsync(loaded.Instance.Commit(effects[first..]) with { Loaded = loaded }, default);
    }

    public static async Task<LeaveRecord> LedgerAsync(this Provider provider, string personId) =>
        (LeaveRecord)(await provider.FactAsync(personId)).Value;

    public static async Task<long?> VersionAsync(this Provider provider, string personId) => (await provider.FactAsync(personId)).Version;

    private static async Task<Fact> FactAsync(this Provider provider, string personId) =>
        (await provider.Get<IFactSource>().ReadAsync([FactKinds.LeaveRecord(personId)], default)).Single();
}
