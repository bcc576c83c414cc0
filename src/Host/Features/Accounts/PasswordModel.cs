namespace StaffFlows.Host.Features.Accounts;

/// <summary>Change of one's password. The form posts <c>password</c>, <c>newPassword</c>, <c>repeat</c> to <c>/account/password</c>.</summary>
/// <param name="IsFirst">The password was given out by somebody else and must be changed before anything else.</param>
/// <param name="Errors">Sentences by field.</param>
public sealed record PasswordModel(bool IsFirst, int MinLength, IReadOnlyDictionary<string, string> Errors);
