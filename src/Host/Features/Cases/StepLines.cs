using System.Collections.Immutable;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Cases;

/// <summary>One run of a step as lines of the timeline: each decision, who has it now, whose turn comes then.</summary>
internal static class StepLines
{
    private static readonly OutcomeChoice Back = new("returned", "退回", "Returned", OutcomeIntent.Neutral, OpinionRequired: true);

    public static IEnumerable<TimelineLine> Of(IReadOnlyCollection<UserTask> rows)
    {
        var first = rows.MinBy(t => t.CreatedAt)!;
        var line = new TimelineLine(first.StepName, first.StepId, LineState.Current, [], At: first.CreatedAt) { ArrivedAt = first.CreatedAt };
        var decided = rows.Where(t => t.State is UserTaskState.Completed or UserTaskState.Returned).OrderBy(t => t.ClosedAt).ToList();
        var open = rows.Where(t => t is { ClosedAt: null, State: not UserTaskState.Waiting }).ToList();
        var waiting = rows.Where(t => t is { ClosedAt: null, State: UserTaskState.Waiting }).ToList();

        foreach (var row in decided) yield return Decided(line, row);
        if (open.Count > 0) yield return line with { Persons = Asked(open), Due = open.Min(t => t.DueAt), DueIsProvisional = open.Exists(t => t.DueIsProvisional) };
        if (waiting.Count > 0) yield return line with { State = LineState.Predicted, Persons = Asked(waiting), At = null, ArrivedAt = null };
        if (decided.Count == 0 && open.Count == 0 && waiting.Count == 0) yield return Closed(line, rows);
    }

    private static TimelineLine Decided(TimelineLine line, UserTask row) => line with
    {
        State = LineState.Done,
        Persons = row.DecidedById is { } by ? [new LinePerson(by, row.OnBehalfOfId)] : [],
        Outcome = row.Outcome,
        Choice = row.State is UserTaskState.Returned ? Back : row.Outcomes.FirstOrDefault(o => o.Key == row.Outcome),
        Opinion = row.Opinion,
        At = row.ClosedAt,
        ArrivedAt = row.CreatedAt,
        Notes = row is { State: UserTaskState.Completed, Outcome: null } ? [new("task.blind", [], null)] : [],
    };

    private static TimelineLine Closed(TimelineLine line, IReadOnlyCollection<UserTask> rows)
    {
        var closed = rows.MaxBy(t => t.ClosedAt)!;
        return line with
        {
            State = closed.ClosedBecause is "task.closed.timed-out" ? LineState.Done : LineState.Skipped,
            Persons = Asked(rows),
            At = closed.ClosedAt,
            Notes = closed.ClosedBecause is { } because ? [new(because, [], closed.ClosedAt)] : [],
        };
    }

    private static ImmutableArray<LinePerson> Asked(IEnumerable<UserTask> rows) =>
    [
        .. rows.SelectMany(t => t.AssigneeId is { } holder
                ? t.Reasons.Where(r => r.PersonId == holder).TakeLast(1).DefaultIfEmpty(new Reason(holder, "", ""))
                : t.Reasons)
            .DistinctBy(r => r.PersonId)
            .Select(r => new LinePerson(r.PersonId, Why: r.Zh.Length == 0 ? null : new(r.Zh, r.En))),
    ];
}
