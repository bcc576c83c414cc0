namespace StaffFlows.Host.Features.Accounts;

/// <summary>The sign-in page. The form posts <c>userName</c>, <c>password</c>, <c>remember</c>, <c>returnUrl</c> to <c>/account/login</c>.</summary>
/// <param name="HallName">The hall of this installation; null before an organisation has been imported.</param>
/// <param name="DemoAccounts">Shown only where the demo organisation is seeded: what one can sign in as.</param>
public sealed record LoginModel(
    string? HallName, string? UserName, string? ReturnUrl, LoginRefusal? Refusal, IReadOnlyList<DemoAccount> DemoAccounts)
{
    public string? DemoPassword { get; init; }
}

/// <summary>Why signing in failed, as far as it may be told.</summary>
/// <param name="AttemptsLeft">Before the lock; null where it is not counted.</param>
/// <param name="LockedUntil">Too many attempts: when the next is possible.</param>
public sealed record LoginRefusal(int? AttemptsLeft = null, DateTimeOffset? LockedUntil = null);

public sealed record DemoAccount(string UserName, string Name, string Post);
