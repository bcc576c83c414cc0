using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Host.Accounts;

/// <summary>A person's sign-ins and changes of password in the audit: a chain per person, without names and passwords.</summary>
internal sealed class AccountJournal(IWriteQueue queue, BusinessClock clock)
{
    /// <param name="action">signed-in, sign-in-failed, sign-in-locked, signed-out, password-changed.</param>
    public Task WriteAsync(string personId, string action, CancellationToken ct) => queue.WriteAsync<bool>(
        async (db, token) =>
        {
            await AuditChain.AppendAsync(db, clock.Now, [new AuditRecorded($"sign-in:{personId}", action, personId, [])], token);
            return true;
        },
        ct);
}
