using System.Collections.Immutable;

namespace StaffFlows.Host.Features.Administration;

/// <summary>Organisation and its import: the form posts <c>file</c> to <c>/admin/organisation</c>; all or nothing.</summary>
/// <param name="Rejected">The last attempt's bad rows; empty where it was taken or none was made.</param>
public sealed record OrganisationImportModel(
    OrganisationCounts? Present, DateTimeOffset? ImportedAt, ImmutableArray<RowRejection> Rejected, OrganisationCounts? Accepted = null)
{
    public string? FileName { get; init; }
}

public sealed record OrganisationCounts(int Units, int Windows, int Roles, int People);

/// <param name="Place">Where in the file: people[12], a staff number.</param>
/// <param name="Sentence">What is wrong and what to do.</param>
public sealed record RowRejection(string Place, string? Name, string Sentence);
