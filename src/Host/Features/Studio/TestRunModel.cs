using System.Collections.Immutable;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Studio;

/// <summary>A test run beside the Studio's viewer: what waits in it, and what nobody was told.</summary>
/// <param name="Now">Of the run's own clock.</param>
/// <param name="Form">The form as JSON; null where the run has none.</param>
/// <param name="Error">Why the last answer was refused.</param>
public sealed record TestRunModel(
    string Id, string StatusKey, bool IsOver, DateTimeOffset Now, ImmutableArray<TestWait> Waits, ImmutableArray<string> Incidents, ImmutableArray<TestMessage> Messages, string? Form, string? Error);

public enum TestWaitKind
{
    /// <summary>Persons would be asked to decide.</summary>
    Decision,

    /// <summary>A moment is awaited.</summary>
    Timer,

    /// <summary>A report of another system, or an event, with a value.</summary>
    Value,
}

/// <param name="Persons">Who would be asked; empty where it is no decision.</param>
public sealed record TestWait(
    string Instance, string Bookmark, string Step, TestWaitKind Kind, string Persons, ImmutableArray<OutcomeChoice> Outcomes, DateTimeOffset? DueAt);

/// <param name="To">Who would have got it.</param>
public sealed record TestMessage(DateTimeOffset At, string To, string Text);
