using StaffFlows.Host.Api;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Substitutions;

/// <summary>Ends one's own 代理 before its last day, from this moment on.</summary>
internal sealed class EndSubstitution(IWriteQueue writes, BusinessClock clock)
{
    public Task<Result<SubstitutionAnswer>> ExecuteAsync(Guid id, Viewer by, RequestKey? key, CancellationToken ct) => writes.WriteOnceAsync<SubstitutionAnswer>(
        key, clock, async (db, token) => await SubstitutionStore.EndAsync(db, id, by.PersonId, clock.Now, token) is { } refused ? refused : new SubstitutionAnswer(id), ct);
}
