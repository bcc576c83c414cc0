using System.Collections.Immutable;
using StaffFlows.Host.Components.Models;

namespace StaffFlows.Host.Features.Procedures;

/// <summary>Which procedure a page is about, and what else there is to see of it.</summary>
/// <param name="Id">The definition's.</param>
/// <param name="Place"><c>settings</c>, <c>versions</c>, <c>outline</c> or <c>publish</c>.</param>
/// <param name="Published">The published version; null while there is none.</param>
/// <param name="Draft">The version that waits for being published; null where there is none.</param>
public sealed record ProcedureHead(string Id, string Name, string Place, int? Published, int? Draft, int Running, bool MayEdit);

/// <summary>All procedures, with how they stand.</summary>
public sealed record ProceduresModel(ImmutableArray<ProcedureLine> Lines, bool MayEdit);

/// <param name="Key">Null while people cannot start it.</param>
public sealed record ProcedureLine(string Id, string Name, string? Key, string? Category, string? Starters, int? Published, int? Draft, int Running);

/// <param name="Options">Forms, roles and categories to choose from.</param>
/// <param name="Errors">In the order of the form.</param>
public sealed record ProcedureModel(
    ProcedureHead Head,
    ProcedureForm Form,
    ProcedureOptions Options,
    string Revision,
    bool IsNew,
    ImmutableArray<SummaryError> Errors,
    ImmutableDictionary<string, string> FieldErrors,
    string? Flash = null);

/// <param name="Words">What a pattern may ask for, by form: the word and what it stands for.</param>
public sealed record ProcedureOptions(
    ImmutableArray<(string Key, string Title)> Forms,
    ImmutableArray<(string Code, string Name)> Roles,
    ImmutableArray<string> Categories,
    ImmutableArray<FormWords> Words);

public sealed record FormWords(string Form, string Title, ImmutableArray<(string Word, string Meaning)> Words);

/// <summary>The versions, and two of them beside each other.</summary>
public sealed record VersionsModel(ProcedureHead Head, ImmutableArray<VersionLine> Lines, ComparedVersions? Compared, string? Flash = null);

/// <param name="State"><c>published</c>, <c>draft</c> or <c>old</c>.</param>
/// <param name="Publisher">Who published it last; null where nobody did.</param>
public sealed record VersionLine(
    int Version, string State, string? Name, string? Editor, DateTimeOffset EditedAt, string? Publisher, DateTimeOffset? PublishedAt, string? Note, int Running);

/// <param name="IsOnlyLayout">Nothing that means anything to the run.</param>
public sealed record ComparedVersions(
    int From, int To, ImmutableArray<DifferenceGroup> Groups, int Count, bool IsOnlyLayout, Flow Before, Flow After);

/// <param name="TextKey">Of the area.</param>
public sealed record DifferenceGroup(string TextKey, ImmutableArray<DifferenceLine> Lines);

/// <param name="Mark">Added, removed or changed.</param>
public sealed record DifferenceLine(FlowMark Mark, string Text);

/// <summary>What is to be published, before it is.</summary>
/// <param name="Differences">Against the published version; null where none is.</param>
public sealed record PublishModel(
    ProcedureHead Head,
    string Revision,
    ComparedVersions? Differences,
    ImmutableArray<FindingLine> Findings,
    ImmutableArray<RunningLine> Running,
    string Publisher,
    string Note,
    ImmutableArray<SummaryError> Errors)
{
    public bool HasErrors => Findings.Any(f => f.IsError);
}

public sealed record FindingLine(bool IsError, string Text);

/// <param name="Steps">The step's name and how many cases wait there.</param>
public sealed record RunningLine(int Version, int Total, ImmutableArray<(string Step, int Count)> Steps);

/// <summary>A version as a list that can be read and printed.</summary>
public sealed record OutlineModel(ProcedureHead Head, int Version, ImmutableArray<int> Versions, string? Description, ImmutableArray<OutlineLine> Lines, Flow Flow);

/// <param name="Depth">How deep within other steps it stands.</param>
public sealed record OutlineLine(
    int Number, string Name, string Kind, bool IsPersons, int Depth, ImmutableArray<(string Label, string Text)> Facts, ImmutableArray<OutlineWay> Ways);

/// <param name="ToNumber">0 where it leads nowhere.</param>
public sealed record OutlineWay(string? Port, int ToNumber, string ToName);
