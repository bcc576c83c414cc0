using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Persistence.Model;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Messages;

/// <param name="Total">Of all his messages, read ones too.</param>
internal sealed record MessagePage(ImmutableArray<Message> Items, int Total, int Unread);

/// <summary>A person's own messages, newest first.</summary>
internal sealed class GetMessages(IDbContextFactory<StaffFlowsDbContext> databases)
{
    private const int MaxSize = 100;

    public async Task<MessagePage> ExecuteAsync(Viewer by, bool unreadOnly, int page, int size, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var mine = db.Messages.AsNoTracking().Where(m => m.PersonId == by.PersonId);
        var shown = unreadOnly ? mine.Where(m => m.ReadAt == null) : mine;
        var take = Math.Clamp(size, 1, MaxSize);
        var counts = await mine.GroupBy(m => 1).Select(g => new { Total = g.Count(), Unread = g.Count(m => m.ReadAt == null) }).SingleOrDefaultAsync(ct);
        var items = await shown.OrderByDescending(m => m.CreatedAt).ThenByDescending(m => m.Id).Skip((Math.Max(1, page) - 1) * take).Take(take).ToListAsync(ct);
        return new([.. items], counts?.Total ?? 0, counts?.Unread ?? 0);
    }
}
