using System.Text.Json;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Persistence.Rows;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Workflows.Persistence.Appliers;

/// <summary>
/// A case whose flow has ended without saying how it ends (结束事项): the last decision says it, and the applicant is told. Where nobody
/// had to decide, nothing speaks against it.
/// </summary>
internal static class CaseEnding
{
    /// <summary>What is still to be written; nothing where the instance goes on, is no case's, or has closed its case itself.</summary>
    public static async Task<IEnumerable<IEffect>> FindAsync(CommitScope scope, CancellationToken ct)
    {
        if (scope.Instance.SubStatus is not WorkflowSubStatus.Finished || !scope.Instance.Properties.TryGetValue(CaseHeader.Key, out var property)) return [];

        var id = property.Deserialize<CaseHeader>()!.CaseId;
        if (await scope.Rows.FindAsync<Case>(id, ct) is not { Status: CaseStatus.Running } open) return [];

        var tasks = await scope.Rows.ListAsync(Belongings.TasksOfCase, id, ct);
        var isRefused = tasks.Where(task => task.Outcome is not null).MaxBy(task => task.ClosedAt) is { } last
            && last.Outcomes.FirstOrDefault(outcome => outcome.Key == last.Outcome) is { Intent: OutcomeIntent.Negative };
        return
        [
            new CaseStatusChanged(id, isRefused ? CaseStatus.Rejected : CaseStatus.Approved, null, null),
            new MessageSent([open.ApplicantId], isRefused ? "case.rejected" : "case.approved", [open.Title], id, null),
        ];
    }
}
