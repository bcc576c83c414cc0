using System.Collections.Immutable;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Workflows.Activities.UserTasks;

/// <summary>Where a step stands.</summary>
/// <param name="Outcome">Its result; null while it goes on. Then at least one row is to be open.</param>
/// <param name="Open">Rows whose turn it is.</param>
/// <param name="Closed">Undecided rows that nothing depends on any more.</param>
internal sealed record Standing(string? Outcome, ImmutableHashSet<Guid> Open, ImmutableHashSet<Guid> Closed);

/// <summary>
/// Counts a step. Each row that the step itself asked for is a seat with one vote; those whom its holder brought in sit with him,
/// nested as they came, and what they say together is the seat's answer. So nobody gains votes by adding people.
/// </summary>
internal sealed class Tally
{
    private readonly TallyRules rules;
    private readonly ILookup<Guid?, UserTaskRow> rowsByParent;

    private Tally(ImmutableArray<UserTaskRow> rows, TallyRules rules) => (this.rules, rowsByParent) = (rules, rows.ToLookup(row => row.ParentId));

    public static Standing Of(ImmutableArray<UserTaskRow> rows, TallyRules rules) => new Tally(rows, rules).Count();

    private Standing Count()
    {
        var seats = rowsByParent[null].Select(Judge).ToList();
        if (seats.SelectMany(seat => seat.Answers).Where(a => rules.Veto.Contains(a.Outcome)).MinBy(a => a.Turn) is { } veto) return new(veto.Outcome, [], []);
        if (SeatCount.Of(rules, seats) is { } outcome) return new(outcome, [], []);

        var turns = rules.Mode is UserTaskMode.InTurn ? seats.Where(seat => !seat.IsOver).Take(1) : seats;
        return new(null, [.. turns.SelectMany(seat => seat.Open)], [.. seats.SelectMany(seat => seat.Closed)]);
    }

    /// <summary>A row with those whom its holder brought in.</summary>
    private Seat Judge(UserTaskRow row)
    {
        var added = rowsByParent[row.TaskId].Select(child => (Row: child, Seat: Judge(child))).ToList();
        var before = added.Where(a => a.Row.Position is SignPosition.Before).Select(a => a.Seat).ToList();
        var beside = added.Where(a => a.Row.Position is SignPosition.Parallel).Select(a => a.Seat).ToList();
        var after = added.Where(a => a.Row.Position is SignPosition.After).Select(a => a.Seat).ToList();
        var mayDecide = before.TrueForAll(seat => seat.IsOver);

        Answer[] own = row.Outcome is { } said ? [new(said, row.Turn)] : [];
        var counted = added.Where(a => !a.Row.IsAdvice).Select(a => a.Seat).ToList();
        List<Answer> answers = [.. counted.Select(seat => seat.Answer).OfType<Answer>(), .. own];
        var isDone = row.IsOver && added.TrueForAll(a => a.Seat.IsOver);
        var isLost = !rules.WaitsForAll && rules.WhenDivided is WhenDivided.FirstNo && answers.Exists(a => rules.IsAgainst(a.Outcome));
        var undecided = added.SelectMany(a => a.Seat.Undecided).Concat(row.IsOver ? [] : [row.TaskId]).ToImmutableArray();
        ImmutableArray<Answer> all = [.. counted.SelectMany(seat => seat.Answers), .. own];
        if (isDone || isLost) return new(true, SeatCount.Join(rules, answers), all, [], undecided, undecided);

        IEnumerable<Guid> open =
        [
            .. before.SelectMany(seat => seat.Open),
            .. mayDecide && !row.IsOver ? [row.TaskId] : (Guid[])[],
            .. beside.SelectMany(seat => seat.Open),
            .. row.IsOver ? after.SelectMany(seat => seat.Open) : [],
        ];
        return new(false, null, all, [.. open], [.. added.SelectMany(a => a.Seat.Closed)], undecided);
    }
}

/// <summary>One vote as far as it has come.</summary>
/// <param name="Answer">Null while it is not over, and where nobody in it has said anything.</param>
/// <param name="Answers">Everything said in it that counts.</param>
internal sealed record Seat(
    bool IsOver, Answer? Answer, ImmutableArray<Answer> Answers, ImmutableArray<Guid> Open, ImmutableArray<Guid> Closed, ImmutableArray<Guid> Undecided);
