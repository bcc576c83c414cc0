using StaffFlows.Workflows.Personnel;

namespace StaffFlows.Workflows.Selection;

/// <summary>
/// 空缺 (SEL-09): approved headcount, less who is on post, less what other selections have reserved. Whoever is to be replaced gives his
/// place to the selection that names him.
/// </summary>
/// <param name="Approved">核定人数; null: none is fixed, so nothing is ever full.</param>
public sealed record Vacancies(int? Approved, int OnPost, int Reserved)
{
    public int? Free => Approved - OnPost - Reserved;

    /// <param name="caseId">Whose own reservation does not count against it.</param>
    public static Vacancies At(Window window, Organisation organisation, WindowReservations reservations, Guid caseId)
    {
        var others = reservations.Entries.Where(r => r.CaseId != caseId).ToList();
        var members = organisation.MembersOfWindow(window.Id).Select(p => p.Id).ToList();
        return new(window.ApprovedHeadcount, members.Count, others.Sum(r => r.Places) - others.Count(r => r.ReplacesId is { } id && members.Contains(id)));
    }

    /// <summary>Whether these posts of the window fit in.</summary>
    public bool Has(IReadOnlyCollection<SelectionPost> posts) => Free is not { } free || posts.Sum(p => p.Places) - posts.Count(p => p.Replaces is not null) <= free;
}
