using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Host.Api;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Messages;

/// <param name="Unread">What is left.</param>
internal sealed record UnreadAnswer(int Unread);

/// <summary>Marks one message, or all of a person's, as read.</summary>
internal sealed class ReadMessages(IWriteQueue writes, BusinessClock clock)
{
    /// <param name="id">Null for all.</param>
    public Task<Result<UnreadAnswer>> ExecuteAsync(Guid? id, Viewer by, RequestKey? key, CancellationToken ct)
    {
        var now = clock.Now;
        return writes.WriteOnceAsync<UnreadAnswer>(key, clock, async (db, token) =>
        {
            var mine = db.Messages.Where(m => m.PersonId == by.PersonId);
            if (id is { } one && !await mine.AnyAsync(m => m.Id == one, token)) return new Rejection(RejectionKind.NotFound, "not-found");

            await mine.Where(m => m.ReadAt == null && (id == null || m.Id == id)).ExecuteUpdateAsync(set => set.SetProperty(m => m.ReadAt, now), token);
            return new UnreadAnswer(await mine.CountAsync(m => m.ReadAt == null, token));
        }, ct);
    }
}
