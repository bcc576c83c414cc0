using System.Collections.Immutable;
using StaffFlows.Host.Components.Models;

namespace StaffFlows.Host.Features.People;

/// <summary>派驻违规 in a person's record: what was reported, and the form of whoever may report.</summary>
/// <param name="Form">Null where the viewer may not report.</param>
public sealed record ViolationPanel(string PersonId, ImmutableArray<ViolationLine> Lines, ViolationForm? Form);

public sealed record ViolationLine(string What, DateOnly On, string Window, string Facts, string By, string At);

/// <param name="Kinds">What may be reported, with what was chosen.</param>
/// <param name="IsOpen">Something was typed that could not be taken.</param>
public sealed record ViolationForm(
    ImmutableArray<PickOption> Kinds, string On, string Latest, string Facts, ImmutableDictionary<string, string> Errors, ImmutableArray<SummaryError> Summary)
{
    public bool IsOpen => Summary.Length > 0;
}
