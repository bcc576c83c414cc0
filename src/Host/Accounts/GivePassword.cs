using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using StaffFlows.Engine.Execution;
using StaffFlows.Host.Api;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Host.Accounts;

/// <param name="Password">Told once, to the administrator, and stored nowhere; to be changed at the first sign-in.</param>
internal sealed record GivenPassword(string UserName, string Password);

/// <summary>
/// <c>POST /accounts/{userName}/password</c>: a system administrator gives somebody a one-time password, because the account
/// is new or its password forgotten. Ends the account's sessions and its lock.
/// </summary>
internal sealed class GivePassword(UserManager<Account> accounts, IPasswordHasher<Account> hasher, AccountJournal journal)
{
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    public async Task<Result<GivenPassword>> ExecuteAsync(string userName, CancellationToken ct)
    {
        if (await accounts.FindByNameAsync(userName) is not { } account) return new Rejection(RejectionKind.NotFound, "account-unknown");

        var password = $"{RandomNumberGenerator.GetString(Alphabet, 14)}#a9Z";
        (account.PasswordHash, account.MustChangePassword) = (hasher.HashPassword(account, password), true);
        (account.AccessFailedCount, account.LockoutEnd) = (0, null);
        var updated = await accounts.UpdateSecurityStampAsync(account);
        if (!updated.Succeeded) return new Rejection(RejectionKind.Conflict, updated.Errors.First().Code);

        await journal.WriteAsync(account.PersonId, "password-given", ct);
        return new GivenPassword(account.UserName, password);
    }

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/accounts/{userName}/password", async (string userName, GivePassword give, CancellationToken ct) => (await give.ExecuteAsync(userName, ct)).ToHttp())
            .RequireAuthorization(Policies.SystemAdministrator).WithTags("auth").WithSummary("Give somebody a one-time password")
            .Produces<GivenPassword>().ProducesProblem(StatusCodes.Status404NotFound);
}
