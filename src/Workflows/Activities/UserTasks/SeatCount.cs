using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Workflows.Activities.UserTasks;

/// <summary>From the votes of a step to its outcome, as early as nothing to come can change it.</summary>
internal static class SeatCount
{
    /// <summary>Null while it depends on those who have not answered.</summary>
    public static string? Of(TallyRules rules, List<Seat> seats)
    {
        var given = seats.Where(seat => seat.IsOver).Select(seat => seat.Answer).OfType<Answer>().ToList();
        if (rules.Mode is UserTaskMode.One or UserTaskMode.Any) return given.MinBy(a => a.Turn)?.Outcome;

        var missing = seats.Count(seat => !seat.IsOver);
        if (missing > 0 && rules.WaitsForAll) return null;

        var counted = given.Where(a => a.Outcome != rules.Abstain).ToList();
        if (missing == 0 && counted.Count == 0) return given[0].Outcome;

        return rules switch
        {
            { Mode: UserTaskMode.Ratio } => ByRatio(rules, counted, missing),
            { WhenDivided: WhenDivided.Majority } => ByMajority(rules, counted, missing),
            _ => FirstNo(rules, counted) ?? (missing == 0 ? counted.MaxBy(a => a.Turn)!.Outcome : null),
        };
    }

    /// <summary>What several persons on one seat say together; null where none has said anything.</summary>
    public static Answer? Join(TallyRules rules, List<Answer> answers)
    {
        if (answers.Count == 0) return null;

        var counted = answers.Where(a => a.Outcome != rules.Abstain).ToList();
        var last = answers.Max(a => a.Turn);
        if (counted.Count == 0) return new(answers[0].Outcome, last);

        var outcome = rules.WhenDivided is WhenDivided.Majority ? MostFrequent(rules, counted) : FirstNo(rules, counted) ?? counted.MaxBy(a => a.Turn)!.Outcome;
        return new(outcome, last);
    }

    private static string? FirstNo(TallyRules rules, List<Answer> answers) =>
        answers.Where(a => rules.IsAgainst(a.Outcome)).OrderBy(a => a.Turn).Select(a => a.Outcome).FirstOrDefault();

    private static string? ByMajority(TallyRules rules, List<Answer> counted, int missing)
    {
        if (missing == 0) return MostFrequent(rules, counted);

        var counts = counted.CountBy(a => a.Outcome).Select(c => c.Value).OrderDescending().ToList();
        return counts.Count > 0 && counts[0] > counts.ElementAtOrDefault(1) + missing ? MostFrequent(rules, counted) : null;
    }

    /// <summary>Whoever is missing may still abstain, which can only help those who are in favour already.</summary>
    private static string? ByRatio(TallyRules rules, List<Answer> counted, int missing)
    {
        var (yes, no) = (counted.Where(a => rules.IsFor(a.Outcome)).ToList(), counted.Where(a => rules.IsAgainst(a.Outcome)).ToList());
        var all = counted.Count + missing;
        if (yes.Count > 0 && yes.Count * 100 >= rules.Ratio * all) return MostFrequent(rules, yes);
        return (yes.Count + missing) * 100 < rules.Ratio * all || missing == 0 ? MostFrequent(rules, no) : null;
    }

    private static string MostFrequent(TallyRules rules, List<Answer> answers) => answers
        .GroupBy(a => a.Outcome)
        .OrderByDescending(g => g.Count()).ThenByDescending(g => rules.CautionOf(g.Key)).ThenBy(g => g.Min(a => a.Turn))
        .First().Key;
}
