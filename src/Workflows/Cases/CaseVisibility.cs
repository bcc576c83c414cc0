using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Workflows.Cases;

/// <summary>The one definition of who may see a case; pages, lists and the API ask nothing else.</summary>
public static class CaseVisibility
{
    /// <summary>
    /// The applicant, the subject, everybody who has had to do with it, who leads its unit or heads its window, and who sees
    /// all cases; of a confidential one only the first three. While a task of it is open, also whoever stands in for its holder.
    /// A draft is its applicant's alone.
    /// </summary>
    public static IQueryable<Case> VisibleTo(this IQueryable<Case> cases, Viewer viewer)
    {
        var me = viewer.PersonId;
        if (viewer.SeesAllCases) return cases.Where(c => c.ApplicantId == me || (c.Status != CaseStatus.Draft && (!c.IsConfidential || c.Participants.Any(p => p.PersonId == me))));

        var (units, windows) = (viewer.LeadsUnitIds.ToList(), viewer.HeadsWindowIds.ToList());
        var represented = viewer.Represents.Select(r => r.PersonId).ToList();
        var standsIn = represented.Count > 0;
        return cases.Where(c => c.ApplicantId == me || (c.Status != CaseStatus.Draft
            && (c.SubjectId == me
                || (!c.IsConfidential && units.Contains(c.UnitId!))
                || (!c.IsConfidential && windows.Contains(c.WindowId!))
                || c.Participants.Any(p => p.PersonId == me)
                || (standsIn && c.Tasks.Any(t => t.ClosedAt == null && (represented.Contains(t.AssigneeId!) || t.Candidates.Any(k => represented.Contains(k.PersonId))))))));
    }
}
