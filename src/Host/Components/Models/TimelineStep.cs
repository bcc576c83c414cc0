using System.Collections.Immutable;

namespace StaffFlows.Host.Components.Models;

public enum TimelineState
{
    Done,
    Current,
    Predicted,
    Skipped,
}

/// <summary>One line of 办理进度, as the API's <c>timeline</c> has it.</summary>
/// <param name="Outcome">The label of the decision in the reader's language, not its key; null while none.</param>
/// <param name="At">Done: when decided. Current: when it arrived. Predicted: null.</param>
/// <param name="Due">Current and predicted steps only.</param>
/// <param name="Why">Why these persons, why skipped, or what the prediction depends on.</param>
public sealed record TimelineStep(
    string Step,
    TimelineState State,
    ImmutableArray<TimelinePerson> Persons,
    string? Outcome = null,
    string? Opinion = null,
    DateTimeOffset? At = null,
    Due? Due = null,
    string? Why = null,
    bool IsNegative = false);

/// <param name="OnBehalfOf">The person represented: shown as 罗佩芸 代 钟立人.</param>
public sealed record TimelinePerson(string Name, string? Post = null, string? OnBehalfOf = null);
