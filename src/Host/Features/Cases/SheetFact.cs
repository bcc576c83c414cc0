using System.Collections.Immutable;
using StaffFlows.Host.Components.Models;

namespace StaffFlows.Host.Features.Cases;

/// <summary>A row of the 审批单 that does not come from the form: applicant, unit, balance, manning.</summary>
/// <param name="Small">Beside the value, smaller: staff number, post.</param>
/// <param name="Chip">A verdict with its tone.</param>
public sealed record SheetFact(
    string Label,
    string Value,
    string? Small = null,
    string? Href = null,
    bool Wide = false,
    (Tone Tone, string Text)? Chip = null,
    ImmutableArray<DayCell> Days = default,
    string? DaysLabel = null);
