using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Host.Operations;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Persistence.Model;
using StaffFlows.Workflows.Personnel;

namespace StaffFlows.Host.Accounts;

/// <summary>
/// Accounts for people of an organisation file who have a user name and no account yet. In the demo everybody gets its
/// well-known password. Elsewhere administrators get <c>Security:FirstPassword</c>, to be changed at once, and all others an
/// account without a password: nobody can sign in with it until an administrator gives it one.
/// </summary>
internal sealed class NewAccounts(IWriteQueue queue, IPasswordHasher<Account> hasher, TimeProvider system, HostSettings settings)
{
    public Task<Result<int>> CreateAsync(IEnumerable<Person> people, CancellationToken ct)
    {
        // Hashing takes as long as a password's check should, and most starts find everybody known.
        var demo = new Lazy<string?>(() => settings.SeedsDemo ? Hash(Demo.Password) : null);
        var first = new Lazy<string?>(() => settings.FirstPassword is { } password ? Hash(password) : null);
        return queue.WriteAsync<int>(
            async (db, token) =>
            {
                var known = await db.Accounts.Select(a => a.PersonId).ToHashSetAsync(token);
                var made = 0;
                foreach (var person in people.Where(p => p.UserName is not null && p.Status is not PersonStatus.Departed && !known.Contains(p.Id)))
                {
                    db.Accounts.Add(Account(person, demo.Value ?? (person.Roles.Contains(Policies.SystemAdministrator) ? first.Value : null)));
                    made++;
                }

                return made;
            },
            ct);
    }

    private string Hash(string password) => hasher.HashPassword(null!, password);

    private Account Account(Person person, string? passwordHash) => new()
    {
        Id = Guid.CreateVersion7(system.GetUtcNow()),
        PersonId = person.Id,
        UserName = person.UserName!,
        NormalizedUserName = person.UserName!.ToUpperInvariant(),
        PasswordHash = passwordHash,
        SecurityStamp = Guid.NewGuid().ToString("N"),
        MustChangePassword = !settings.SeedsDemo,
        CreatedAt = system.GetUtcNow(),
    };
}
