using StaffFlows.Engine.Execution;
using StaffFlows.Persistence.Contract.Providers;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Leave;

namespace StaffFlows.Persistence.Contract;

/// <summary>What the contracts write by a burst and read back as facts.</summary>
internal static class Ledgers
{
    public static async Task CommitAsync(this Provider provider, WorkflowInstance instance, params IEffect[] effects) =>
        (await provider.Get<IWorkflowInstanceStore>().CommitAsync(instance.Commit(effects), default)).ShouldBeCommitted();

    public static async Task<LeaveRecord> LedgerAsync(this Provider provider, string personId) =>
        (LeaveRecord)(await provider.FactAsync(personId)).Value;

    public static async Task<long?> VersionAsync(this Provider provider, string personId) => (await provider.FactAsync(personId)).Version;

    private static async Task<Fact> FactAsync(this Provider provider, string personId) =>
        (await provider.Get<IFactSource>().ReadAsync([FactKinds.LeaveRecord(personId)], default)).Single();
}
