using System.Collections.Immutable;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Runtime;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Forms;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Cases;

/// <summary>
/// How a case got where it is, who has it now, and who is expected next. Rows of one activity execution are one step, with a line for
/// each decision in it;
/// what is predicted comes from a dry burst of the same code that will run.
/// </summary>
internal static class CaseTimeline
{
    /// <summary>The application itself as a step.</summary>
    public const string ApplicationStep = "提交申请";

    internal const string Skip = "entry.level-skipped";

    private const string CoSign = "entry.co-sign";

    /// <param name="journal">Orders what happened in the same moment.</param>
    /// <param name="preview">Null for a case that is over.</param>
    public static ImmutableArray<TimelineLine> Of(
        Case @case, IReadOnlyCollection<UserTask> tasks, IReadOnlyCollection<CaseEntry> entries, IReadOnlyCollection<JournalEntry> journal, Preview? preview)
    {
        var ends = journal.GroupBy(e => e.ActivityExecutionId.Value).ToDictionary(g => g.Key, g => g.Max(e => e.Sequence));
        var steps = tasks.GroupBy(t => t.ActivityExecutionId)
            .SelectMany(rows => StepLines.Of([.. rows]).Select(line => line with { Sequence = ends.GetValueOrDefault(rows.Key) })).ToList();
        var skipped = entries.Where(IsSkip).Select(entry => Skipped(entry) with { Sequence = SequenceOf(entry, journal) });
        var past = steps.Where(s => s.State is LineState.Done or LineState.Skipped).Concat(skipped).OrderBy(l => l.At).ThenBy(l => l.Sequence).ToList();
        var application = new TimelineLine(ApplicationStep, Form.Start, LineState.Done, [new LinePerson(@case.ApplicantId)], At: @case.SubmittedAt);

        ImmutableArray<TimelineLine> present = [application, .. past, .. steps.Where(s => s.State is LineState.Current).OrderBy(l => l.At)];
        return [.. WithNotes(present, [.. entries.Where(e => !IsSkip(e)).OrderBy(e => e.At)]), .. steps.Where(s => s.State is LineState.Predicted), .. Predicted(preview, tasks)];
    }

    /// <summary>The steps a dry burst would ask people about, in its order, those it would skip among them.</summary>
    public static ImmutableArray<TimelineLine> Predicted(Preview? preview, IReadOnlyCollection<UserTask> tasks)
    {
        if (preview is null) return [];

        var known = tasks.Select(t => t.ActivityExecutionId).ToHashSet();
        var hasWaited = known.Count > 0;
        var lines = ImmutableArray.CreateBuilder<TimelineLine>();
        foreach (var step in preview.Steps)
        {
            lines.AddRange(step.Effects.OfType<CaseEntryRecorded>().Where(IsSkip).Select(e => new TimelineLine(
                e.StepName, e.StepId ?? "", LineState.Skipped, [], IsCertain: step.IsCertain) { Notes = [new(e.TextKey, e.Arguments, null)] }));

            var requested = step.Effects.OfType<UserTaskRequested>().Where(t => !known.Contains(t.ExecutionId.Value)).ToList();
            if (requested.Count == 0) continue;

            var first = requested[0];
            lines.Add(new(
                first.StepName,
                first.StepId,
                LineState.Predicted,
                [.. requested.SelectMany(t => t.Candidates).DistinctBy(r => r.PersonId).Select(r => new LinePerson(r.PersonId, Why: new(r.Zh, r.En)))],
                // Only the first step's deadline counts from now; the later ones start nobody knows when.
                Due: hasWaited ? null : first.DueAt,
                DueIsProvisional: !hasWaited && first.DueIsProvisional,
                IsCertain: step.IsCertain)
            {
                Notes = [.. step.Effects.OfType<CaseEntryRecorded>().Where(e => e.TextKey is CoSign).Select(e => new LineNote(e.TextKey, e.Arguments, null))],
            });
            hasWaited = true;
        }

        return lines.ToImmutable();
    }

    private static TimelineLine Skipped(CaseEntry entry) => new(entry.StepName, entry.StepId ?? "", LineState.Skipped, [], At: entry.At)
    {
        Notes = [new(entry.TextKey, [.. entry.Arguments], entry.At)],
    };

    /// <summary>An entry is a note on the last line of its step that was there when it was written, else on what was decided last before it.</summary>
    private static IEnumerable<TimelineLine> WithNotes(ImmutableArray<TimelineLine> lines, List<CaseEntry> entries)
    {
        var notes = entries.ToLookup(
            e => lines.LastOrDefault(l => l.StepId == e.StepId && (l.ArrivedAt ?? l.At) <= e.At)
                ?? lines.LastOrDefault(l => l.State is not LineState.Current && l.At <= e.At)
                ?? lines[0],
            ReferenceEqualityComparer.Instance);
        return lines.Select(l => l with { Notes = [.. l.Notes, .. notes[l].Select(e => new LineNote(e.TextKey, [.. e.Arguments], e.At))] });
    }

    /// <summary>The end of the step's run that wrote the entry: its last one at that moment.</summary>
    private static long SequenceOf(CaseEntry entry, IEnumerable<JournalEntry> journal) => journal
        .Where(e => e.At == entry.At && e.NodeId.EndsWith($":{entry.StepId}", StringComparison.Ordinal))
        .Select(e => e.Sequence).DefaultIfEmpty().Max();

    private static bool IsSkip(CaseEntry entry) => entry.TextKey is Skip;

    private static bool IsSkip(CaseEntryRecorded entry) => entry.TextKey is Skip;
}
