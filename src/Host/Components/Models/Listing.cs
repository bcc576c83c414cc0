namespace StaffFlows.Host.Components.Models;

/// <summary>A filter of a list: a link with its own count.</summary>
public sealed record FilterPick(string Label, string Href, int? Count = null, bool IsCurrent = false, string? Icon = null, string? ClearHref = null);

/// <summary>Where a reader is in a long list. Pages count from 1.</summary>
/// <param name="Address">The list's address with all filters, to which <c>page</c> is added.</param>
public sealed record Paging(int Page, int Size, int Total, string Address)
{
    public int First => Total == 0 ? 0 : ((Page - 1) * Size) + 1;

    public int Last => Math.Min(Page * Size, Total);

    public string Href(int page) => $"{Address}{(Address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}page={page}";
}

/// <summary>One entry of the hash chain.</summary>
/// <param name="Hash">Hexadecimal, whole; shown shortened.</param>
/// <param name="Previous">The hash it builds on; null for the first.</param>
public sealed record AuditLine(
    string What, string? Detail, string By, DateTimeOffset At, string Hash, string? Previous, bool IsBroken = false);

/// <summary>An error in the summary at the top, linked to its field.</summary>
/// <param name="FieldId">The id of the control; null where it concerns the whole.</param>
public sealed record SummaryError(string Sentence, string? FieldId = null);
