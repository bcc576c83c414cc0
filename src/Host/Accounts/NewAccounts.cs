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
internal sealed class NewAccounts(IDbContextFactory<StaffFlowsDbContext> contexts, IWriteQueue queue, IPasswordHasher<Account> hasher, TimeProvider system, HostSettings settings)
{
    public async Task<Result<int>> CreateAsync(IEnumerable<Person> people, CancellationToken ct)
    {
        await using var reading = await contexts.CreateDbContextAsync(ct);
        if (!(await MissingAsync(reading, people, ct)).Any()) return 0;

        // Hashing takes as long as a password's check should, and most starts find everybody known.
        var demo = new Lazy<string?>(() => settings.SeedsDemo ? Hash(Demo.Password) : null);
        var first = new Lazy<string?>(() => settings.FirstPassword is { } password ? Hash(password) : null);
        return await queue.WriteAsync<int>(
            async (db, token) =>
            {
                var made = 0;
                foreach (var person in await MissingAsync(db, people, token))
                {
                    db.Accounts.Add(Account(person, demo.Value ?? (person.Roles.Contains(Policies.SystemAdministrator) ? first.Value : null)));
                    made++;
                }

                return made;
            },
            ct);
    }

    /// <summary>Those who should have an account and have none.</summary>
    private static async Task<IEnumerable<Person>> MissingAsync(StaffFlowsDbContext db, IEnumerable<Person> people, CancellationToken ct)
    {
        var known = (await db.ReadAsync($"SELECT person_id FROM accounts", row => row.GetString(0), ct)).ToHashSet(StringComparer.Ordinal);
        return people.Where(p => p.UserName is not null && p.Status is not PersonStatus.Departed && !known.Contains(p.Id));
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
