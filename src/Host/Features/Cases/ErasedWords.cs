using StaffFlows.Host.Localisation;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Persistence.Retention;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Cases;

/// <summary>What stands in an erased case where its texts have been, in the reader's language.</summary>
internal static class ErasedWords
{
    private const string English = "erased after its retention period";

    /// <summary>Of rows that were read to be shown.</summary>
    public static void Translate(Case @case, IEnumerable<UserTask> tasks, IEnumerable<CaseEntry> entries)
    {
        if (!Cultures.IsEnglish) return;

        @case.Title = English;
        foreach (var task in tasks.Where(t => t.Opinion is CaseErasure.Word)) task.Opinion = English;
        foreach (var entry in entries) Array.Fill(entry.Arguments, English);
    }
}
