using System.Collections.Immutable;
using StaffFlows.Host.Components.Models;

namespace StaffFlows.Host.Features.FormDesign;

/// <param name="Version">The newest that is published.</param>
/// <param name="Procedures">Whose form it is, by name.</param>
/// <param name="Running">Cases under way, on any version.</param>
public sealed record FormLine(string Key, string Title, int Version, bool HasDraft, string Procedures, int Running);

public sealed record FormListModel(ImmutableArray<FormLine> Lines);

/// <param name="Name">As it is called in the procedure that has it.</param>
public sealed record FormStep(string Id, string Name);

/// <param name="By">Null for a version that came with a release.</param>
/// <param name="Changes">Against the version before; empty for the first.</param>
public sealed record FormVersionLine(int Version, DateTimeOffset At, string? By, string? Note, int Running, ImmutableArray<string> Changes);

/// <summary>What is typed about one field or column.</summary>
/// <param name="Path">Its key or <c>table.column</c>; null while it is new.</param>
/// <param name="Table">The table that it is a column of; empty for a field.</param>
/// <param name="Choices">A line each: key|中文|English.</param>
/// <param name="Rows">Of a fixed table: a line for the first column of each row.</param>
/// <param name="Rights">By step id; empty where the form says nothing.</param>
public sealed record TypedField(
    string? Path, string Table, string Key, string Type, string LabelZh, string LabelEn, string HelpZh, string HelpEn, string Choices,
    string MaxLength, string Min, string Max, string Decimals, string MinRows, string MaxRows, string Rows,
    bool IsFixed, bool Sensitive, bool PerPerson, ImmutableDictionary<string, string> Rights)
{
    public string FullPath => Path ?? (Table.Length > 0 ? $"{Table}.{Key}" : Key);
}

/// <param name="Form">The draft, or the newest version, as the chosen step would have it before it.</param>
/// <param name="Step">Whose view the preview is.</param>
/// <param name="Field">What is being edited; null while nothing is.</param>
/// <param name="Changes">Of the draft against the newest version.</param>
public sealed record FormDesignModel(
    string Key, string Title, int Version, string Revision, DateTimeOffset? DraftAt, bool MayEdit, FormContent Form, ImmutableArray<FormStep> Steps, string Step,
    TypedField? Field, ImmutableArray<SummaryError> Errors, ImmutableDictionary<string, string> FieldErrors, ImmutableArray<string> Changes,
    ImmutableArray<FormVersionLine> Versions, string Note, string? Flash);
