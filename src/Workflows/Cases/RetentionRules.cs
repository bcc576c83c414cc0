using System.Text.Json;
using StaffFlows.Workflows.Profiles;

namespace StaffFlows.Workflows.Cases;

/// <summary>
/// 保存期限: how long each kind of record keeps its personal data. Read from the hall's rule book as it stands today, not
/// from the version that a case started with: the duty to erase is the hall's. No rule, or a value that is no positive
/// number, means that nothing is erased.
/// </summary>
public sealed class RetentionRules(Profile profile)
{
    /// <summary>Days for which the answer to a request is kept for its repeat; the host's to say, not the rule book's.</summary>
    public int AnsweredRequestDays { get; init; } = 7;

    /// <summary>Days after its last change at which a draft is deleted; null: never.</summary>
    public int? DraftDays => Read(ProfileKeys.RetentionDraft);

    /// <summary>Days after which in-app messages, and notices that were sent, are deleted; null: with their case.</summary>
    public int? MessageDays => Read(ProfileKeys.RetentionMessage);

    /// <summary>Years after its end at which a case loses its personal data, with the key that says so; null: never.</summary>
    /// <param name="procedure">E.g. <c>contract-expiry</c>, whose own key would be <c>Retention.ContractExpiryCaseYears</c>.</param>
    public CaseRetention? OfCases(string procedure)
    {
        var own = $"Retention.{string.Concat(procedure.Split('-').Select(Capitalised))}CaseYears";
        var key = profile.Values.ContainsKey(own) ? own : ProfileKeys.RetentionOtherCase;
        return Read(key) is { } years ? new(key, years) : null;
    }

    private int? Read(string key) =>
        profile.Values.TryGetValue(key, out var rule) && rule.Value.ValueKind is JsonValueKind.Number
        && rule.Value.TryGetInt32(out var number) && number is > 0 and <= 1000
            ? number
            : null;

    private static string Capitalised(string word) => word.Length == 0 ? "" : char.ToUpperInvariant(word[0]) + word[1..];
}

/// <param name="Key">The rule's key in the rule book.</param>
public sealed record CaseRetention(string Key, int Years)
{
    /// <summary>The last day on which a case that was closed on <paramref name="closed"/> is kept whole.</summary>
    public DateOnly LastDay(DateOnly closed) => closed.AddYears(Years);

    /// <summary>Cases closed before this day have had their time.</summary>
    public DateOnly ClosedBefore(DateOnly today) => today.AddYears(-Years);
}
