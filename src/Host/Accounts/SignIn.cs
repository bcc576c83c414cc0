using Microsoft.AspNetCore.Identity;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Host.Accounts;

/// <summary>
/// One use case, two faces: the login page and <c>POST /auth/token</c>. Every try is throttled, and audited where the account exists; five wrong
/// passwords lock the account for 15 minutes. Who has left can't sign in and hears the same as for a wrong password.
/// </summary>
internal sealed class SignIn(SignInManager<Account> accounts, OfficeSnapshots office, Throttle throttle, AccountJournal journal)
{
    public static readonly Rejection Failed = new(RejectionKind.Forbidden, "login-failed");
    public static readonly Rejection LockedOut = new(RejectionKind.Forbidden, "locked-out");
    public static readonly Rejection TooManyAttempts = new(RejectionKind.Forbidden, "too-many-attempts");

    private const int MaxUserName = 100;
    private static readonly PasswordHasher<object> Hasher = new();
    private static readonly string SomeHash = Hasher.HashPassword(new object(), "nobody");

    public async Task<Result<Account>> ExecuteAsync(string? userName, string? password, string address, CancellationToken ct)
    {
        if (userName is not { Length: > 0 and <= MaxUserName } || password is not { Length: > 0 and <= PasswordRules.MaxLength }) return Failed;
        if (!throttle.Allows(address, userName)) return TooManyAttempts;

        if (await accounts.UserManager.FindByNameAsync(userName.Trim()) is not { } account)
        {
            Hasher.VerifyHashedPassword(new object(), SomeHash, password);      // as slow as a real check: the time tells nothing
            return Failed;
        }

        var person = (await office.ReadAsync(ct)).Organisation.FindPerson(account.PersonId);
        var check = await accounts.CheckPasswordSignInAsync(account, password, lockoutOnFailure: true);
        var (action, refusal) = check switch
        {
            { IsLockedOut: true } => ("sign-in-locked", LockedOut),
            { Succeeded: true } when person is { IsActive: true } => ("signed-in", null),
            _ => ("sign-in-failed", Failed),
        };
        await journal.WriteAsync(account.PersonId, action, ct);
        return refusal is null ? account : refusal;
    }

    /// <summary>429 where trying again later may help, 401 otherwise.</summary>
    public static int StatusOf(Rejection refusal) =>
        refusal == Failed ? StatusCodes.Status401Unauthorized : StatusCodes.Status429TooManyRequests;
}
