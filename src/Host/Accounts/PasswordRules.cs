using System.Collections.Immutable;
using Microsoft.AspNetCore.Identity;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Host.Accounts;

/// <summary>
/// What a password must be (GB/T 22239 level 2 practice): 12 characters or more, of all four kinds, without the user name.
/// The demo's well-known password is set past this rule, by seeding alone.
/// </summary>
public sealed class PasswordRules : IPasswordValidator<Account>
{
    public const int MinLength = 12;
    public const int MaxLength = 128;

    public static ImmutableArray<FieldRejection> Check(string password, string userName)
    {
        var errors = ImmutableArray.CreateBuilder<FieldRejection>();
        if (password.Length is < MinLength or > MaxLength) errors.Add(new("newPassword", "password-too-short", $"{MinLength}"));
        if (!IsMixed(password)) errors.Add(new("newPassword", "password-too-simple"));
        if (userName.Length > 0 && password.Contains(userName, StringComparison.OrdinalIgnoreCase)) errors.Add(new("newPassword", "password-holds-user-name"));
        return errors.ToImmutable();
    }

    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password) =>
        Task.FromResult(Check(password ?? "", user.UserName) is { IsEmpty: false } errors
            ? IdentityResult.Failed([.. errors.Select(e => new IdentityError { Code = e.Code, Description = e.Code })])
            : IdentityResult.Success);

    private static bool IsMixed(string password) =>
        password.Any(char.IsUpper) && password.Any(char.IsLower) && password.Any(char.IsDigit) && password.Any(c => !char.IsLetterOrDigit(c));
}
