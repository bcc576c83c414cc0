using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Host.Accounts;

/// <summary>
/// Accounts as ASP.NET Identity's managers want them. Managers change the object in memory and hand it over whole; it is
/// written through the queue, guarded by its version.
/// </summary>
internal sealed class AccountStore(IDbContextFactory<StaffFlowsDbContext> contexts, IWriteQueue queue)
    : IUserPasswordStore<Account>, IUserSecurityStampStore<Account>, IUserLockoutStore<Account>
{
    public Task<IdentityResult> CreateAsync(Account user, CancellationToken cancellationToken) =>
        SaveAsync((db, _) => Task.FromResult(Entered(db, user)), cancellationToken);

    public Task<IdentityResult> UpdateAsync(Account user, CancellationToken cancellationToken) => SaveAsync(
        async (db, ct) =>
        {
            var stored = await db.Accounts.SingleOrDefaultAsync(a => a.Id == user.Id, ct);
            if (stored is null || stored.Version != user.Version) return new Rejection(RejectionKind.Conflict, "changed-meanwhile");

            db.Entry(stored).CurrentValues.SetValues(user);
            stored.Version = user.Version + 1;
            return stored.Version;
        },
        cancellationToken, saved => user.Version = saved);

    public Task<IdentityResult> DeleteAsync(Account user, CancellationToken cancellationToken) => SaveAsync(
        async (db, ct) => (long)await db.Accounts.Where(a => a.Id == user.Id).ExecuteDeleteAsync(ct), cancellationToken);

    public Task<Account?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        Guid.TryParse(userId, out var id) ? FindAsync(accounts => accounts.Where(a => a.Id == id), cancellationToken) : Task.FromResult<Account?>(null);

    public Task<Account?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        FindAsync(accounts => accounts.Where(a => a.NormalizedUserName == normalizedUserName), cancellationToken);

    public Task<string> GetUserIdAsync(Account user, CancellationToken cancellationToken) => Task.FromResult($"{user.Id}");

    public Task<string?> GetUserNameAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.UserName);

    public Task SetUserNameAsync(Account user, string? userName, CancellationToken cancellationToken) => Done(() => user.UserName = userName!);

    public Task<string?> GetNormalizedUserNameAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.NormalizedUserName);

    public Task SetNormalizedUserNameAsync(Account user, string? normalizedName, CancellationToken cancellationToken) =>
        Done(() => user.NormalizedUserName = normalizedName!);

    public Task<string?> GetPasswordHashAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash);

    public Task SetPasswordHashAsync(Account user, string? passwordHash, CancellationToken cancellationToken) => Done(() => user.PasswordHash = passwordHash);

    public Task<bool> HasPasswordAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash is not null);

    public Task<string?> GetSecurityStampAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.SecurityStamp);

    public Task SetSecurityStampAsync(Account user, string stamp, CancellationToken cancellationToken) => Done(() => user.SecurityStamp = stamp);

    public Task<DateTimeOffset?> GetLockoutEndDateAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.LockoutEnd);

    public Task SetLockoutEndDateAsync(Account user, DateTimeOffset? lockoutEnd, CancellationToken cancellationToken) => Done(() => user.LockoutEnd = lockoutEnd);

    public Task<int> IncrementAccessFailedCountAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(++user.AccessFailedCount);

    public Task ResetAccessFailedCountAsync(Account user, CancellationToken cancellationToken) => Done(() => user.AccessFailedCount = 0);

    public Task<int> GetAccessFailedCountAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.AccessFailedCount);

    /// <summary>Every account can be locked.</summary>
    public Task<bool> GetLockoutEnabledAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(true);

    public Task SetLockoutEnabledAsync(Account user, bool enabled, CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
    }

    private static Result<long> Entered(StaffFlowsDbContext db, Account account)
    {
        db.Accounts.Add(account);
        return account.Version;
    }

    private async Task<Account?> FindAsync(Func<IQueryable<Account>, IQueryable<Account>> which, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await which(db.Accounts.AsNoTracking()).SingleOrDefaultAsync(ct);
    }

    private async Task<IdentityResult> SaveAsync(
        Func<StaffFlowsDbContext, CancellationToken, Task<Result<long>>> write, CancellationToken ct, Action<long>? saved = null)
    {
        var result = await queue.WriteAsync(write, ct);
        if (result.Rejection is { } rejection) return IdentityResult.Failed(new IdentityError { Code = rejection.Code, Description = rejection.Code });

        saved?.Invoke(result.Value);
        return IdentityResult.Success;
    }

    private static Task Done(Action change)
    {
        change();
        return Task.CompletedTask;
    }
}
