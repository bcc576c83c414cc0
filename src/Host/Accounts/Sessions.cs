using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Host.Accounts;

/// <summary>What decides whether a session still stands.</summary>
internal sealed record AccountState(string PersonId, string SecurityStamp, bool MustChangePassword);

/// <summary>
/// Whether sessions (cookie or token) still stand: their stamp must be the account's. Looked up at most once a minute per
/// account, and at once where the stamps differ, so that a change of password ends other sessions within a minute on every node.
/// </summary>
internal sealed class Sessions(IDbContextFactory<StaffFlowsDbContext> contexts, TimeProvider system)
{
    private static readonly TimeSpan Trust = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<Guid, (AccountState State, DateTimeOffset Until)> _known = new();

    /// <summary>The account behind the session; null where it ended.</summary>
    public async ValueTask<AccountState?> FindAsync(ClaimsPrincipal session, CancellationToken ct)
    {
        if (!Guid.TryParse(session.FindFirstValue(ClaimTypes.NameIdentifier), out var id)) return null;

        var stamp = session.FindFirstValue("AspNet.Identity.SecurityStamp");
        var now = system.GetUtcNow();
        if (_known.TryGetValue(id, out var known) && known.Until > now && known.State.SecurityStamp == stamp) return known.State;

        return await ReadAsync(id, now + Trust, ct) is { } state && state.SecurityStamp == stamp ? state : null;
    }

    private async Task<AccountState?> ReadAsync(Guid id, DateTimeOffset until, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var state = await db.Accounts.Where(a => a.Id == id)
            .Select(a => new AccountState(a.PersonId, a.SecurityStamp, a.MustChangePassword)).SingleOrDefaultAsync(ct);
        if (state is null) _known.TryRemove(id, out _);
        else _known[id] = (state, until);
        return state;
    }
}
