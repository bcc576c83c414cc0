using System.Collections.Immutable;
using StaffFlows.Host.Components.Models;
using StaffFlows.Host.Features.Cases;

namespace StaffFlows.Host.Features.Inbox;

/// <summary>One task for one viewer. The decision posts <c>outcome</c>, <c>opinion</c> and the step's form fields to <c>/tasks/{id}/complete</c>.</summary>
/// <param name="Title">What · who · how long.</param>
/// <param name="Arrived">When the case was submitted.</param>
/// <param name="Behalf">The viewer acts for somebody: said before anything else; null otherwise.</param>
/// <param name="Why">Why the viewer has this task: the rule and the path that chose him, in a sentence.</param>
/// <param name="Decision">Null where the viewer may only look: already decided, or in others' hands.</param>
/// <param name="Closed">Why nothing can be decided any more, in a sentence; null while open.</param>
/// <param name="Errors">What a refused decision said; the fields have their own in <paramref name="Form"/>.</param>
public sealed record TaskModel(
    string Id,
    string CaseId,
    string CaseNumber,
    string Title,
    string Procedure,
    string Step,
    DateTimeOffset Arrived,
    Due? Due,
    ActingFor? Behalf,
    string? Why,
    string SheetTitle,
    ImmutableArray<SheetFact> Applicant,
    FormContent Form,
    ImmutableArray<SheetFact> Findings,
    ImmutableArray<TimelineStep> Timeline,
    DecisionChoices? Decision,
    string? Closed = null,
    ImmutableArray<SummaryError> Errors = default)
{
    /// <summary>The result of the person's last action, in words, shown once.</summary>
    public string? Flash { get; init; }

    /// <summary>One line that says what the case is about; null where the procedure has none.</summary>
    public string? Summary { get; init; }

    /// <summary>The case's sheet for paper; null where its procedure has none.</summary>
    public string? PrintHref { get; init; }
}

/// <param name="Until">The last day of the delegation.</param>
public sealed record ActingFor(string Person, DateOnly From, DateOnly Until, string? Reason = null);
