using System.Collections.Immutable;

namespace StaffFlows.Workflows.Selection;

/// <summary>One panelist's marks for one candidate, 0 to 100 each: 政务服务知识、沟通能力、应变能力.</summary>
public sealed record Marks(string PersonId, string PanelistId, decimal Knowledge, decimal Communication, decimal Response)
{
    /// <summary>Weighted by the rule book, two decimals.</summary>
    public decimal Total(InterviewWeights weights) => decimal.Round(
        ((Knowledge * weights.Knowledge) + (Communication * weights.Communication) + (Response * weights.Response)) / (weights.Knowledge + weights.Communication + weights.Response),
        2, MidpointRounding.AwayFromZero);
}

/// <summary>Who is ranked for a post.</summary>
/// <param name="IsPresent">False: he was absent and gets no marks.</param>
public sealed record Interviewee(string PersonId, string PostNo, bool IsPresent);

/// <param name="Score">Null where he was absent, or where there was no interview.</param>
/// <param name="Rank">Within his post, from 1; null where he was absent or failed.</param>
/// <param name="IsTie">The chair's marks decided between him and another with the same score.</param>
public sealed record Ranked(string PersonId, string PostNo, decimal? Score, int? Rank, CandidacyState Result, bool IsTie);

/// <summary>面试成绩 (SEL-06, EC-06): marks become scores, scores ranks, ranks proposals and reserves. Pure.</summary>
public static class InterviewScores
{
    /// <summary>Extremes are left out only where enough is left to average.</summary>
    public const int PanelForDropping = 5;

    /// <param name="places">Free places by post.</param>
    /// <param name="chairId">Whose marks, practical skill first, decide a tie.</param>
    public static ImmutableArray<Ranked> Rank(
        IReadOnlyCollection<Interviewee> interviewees, IReadOnlyCollection<Marks> marks, ImmutableDictionary<string, int> places, string chairId, SelectionRules rules) =>
    [
        .. interviewees.GroupBy(i => i.PostNo).OrderBy(post => post.Key, StringComparer.Ordinal)
            .SelectMany(post => OfPost([.. post], marks, places[post.Key], chairId, rules)),
    ];

    /// <summary>Without an interview the unit's order stands.</summary>
    public static ImmutableArray<Ranked> InOrder(IReadOnlyCollection<Interviewee> interviewees, ImmutableDictionary<string, int> places) =>
    [
        .. interviewees.GroupBy(i => i.PostNo).OrderBy(post => post.Key, StringComparer.Ordinal).SelectMany(post => post.Select((person, index) =>
            new Ranked(person.PersonId, post.Key, null, index + 1, index < places[post.Key] ? CandidacyState.Proposed : CandidacyState.Reserve, IsTie: false))),
    ];

    public static decimal ScoreOf(IReadOnlyCollection<Marks> marks, SelectionRules rules)
    {
        var totals = marks.Select(m => m.Total(rules.Weights)).Order().ToList();
        if (rules.DropsExtremes && totals.Count >= PanelForDropping) totals = totals[1..^1];
        return decimal.Round(totals.Average(), 2, MidpointRounding.AwayFromZero);
    }

    private static IEnumerable<Ranked> OfPost(List<Interviewee> interviewees, IReadOnlyCollection<Marks> marks, int places, string chairId, SelectionRules rules)
    {
        var scored = interviewees.Where(i => i.IsPresent)
            .Select(i => (i.PersonId, Score: ScoreOf([.. marks.Where(m => m.PersonId == i.PersonId)], rules), Chair: marks.FirstOrDefault(m => m.PersonId == i.PersonId && m.PanelistId == chairId)))
            .OrderByDescending(s => s.Score).ThenByDescending(s => s.Chair?.Response).ThenByDescending(s => s.Chair?.Total(rules.Weights)).ThenBy(s => s.PersonId, StringComparer.Ordinal)
            .ToList();
        foreach (var (index, (person, score, _)) in scored.Index())
        {
            var isTie = scored.Count(other => other.Score == score) > 1;
            var result = score < rules.PassMark ? CandidacyState.NotChosen : index < places ? CandidacyState.Proposed : CandidacyState.Reserve;
            yield return new(person, interviewees[0].PostNo, score, score < rules.PassMark ? null : index + 1, result, isTie);
        }

        foreach (var absent in interviewees.Where(i => !i.IsPresent)) yield return new(absent.PersonId, absent.PostNo, null, null, CandidacyState.Absent, IsTie: false);
    }
}
