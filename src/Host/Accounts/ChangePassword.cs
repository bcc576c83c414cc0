using System.Collections.Immutable;
using Microsoft.AspNetCore.Identity;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Host.Accounts;

/// <summary>A person changes his own password. All his other sessions end with it.</summary>
internal sealed class ChangePassword(UserManager<Account> accounts, AccountJournal journal)
{
    public async Task<Result<Account>> ExecuteAsync(Account account, string? present, string? wanted, string? repeated, CancellationToken ct)
    {
        if (await accounts.IsLockedOutAsync(account)) return SignIn.LockedOut;
        if (!await accounts.CheckPasswordAsync(account, present ?? ""))
        {
            await accounts.AccessFailedAsync(account);
            return Refuse(new FieldRejection("password", "password-wrong"));
        }

        var errors = PasswordRules.Check(wanted ?? "", account.UserName);
        if (wanted == present) errors = errors.Add(new("newPassword", "password-unchanged"));
        if (wanted != repeated) errors = errors.Add(new("repeat", "password-repeat-differs"));
        if (!errors.IsEmpty) return Refuse([.. errors]);

        account.MustChangePassword = false;
        var changed = await accounts.ChangePasswordAsync(account, present!, wanted!);
        if (!changed.Succeeded) return new Rejection(RejectionKind.Conflict, changed.Errors.First().Code);

        await journal.WriteAsync(account.PersonId, "password-changed", ct);
        return account;
    }

    private static Rejection Refuse(params ImmutableArray<FieldRejection> fields) => new(RejectionKind.Invalid, "password-refused") { Fields = fields };
}
