using System.Collections.Immutable;
using StaffFlows.Workflows.Selection;

namespace StaffFlows.Engine.Tests.Selection;

/// <summary>One post with one place unless said otherwise; E005 chairs.</summary>
public sealed class When_interviews_are_ranked
{
    private static readonly SelectionRules Rules = new(null, [], DepartmentEntered: false, null, RuleMode.Warn, [], PoolOnly: false, new(40, 30, 30), 60, DropsExtremes: false, 3, 3, 6)
    {
        Clauses = ImmutableDictionary<string, string>.Empty,
    };

    [Fact]
    public void SEL_06_the_best_gets_the_place_the_next_is_a_reserve_and_who_fails_is_neither() =>
        Rank(1, ("A", 90), ("B", 80), ("C", 59)).ShouldBe([("A", 90m, 1, CandidacyState.Proposed), ("B", 80m, 2, CandidacyState.Reserve), ("C", 59m, null, CandidacyState.NotChosen)]);

    [Fact]
    public void EC_06_the_chair_decides_a_tie_and_it_is_said()
    {
        Marks[] marks = [Of("A", "E005", 70), Of("A", "E008", 90), Of("B", "E005", 90), Of("B", "E008", 70)];

        var ranked = InterviewScores.Rank([new("A", "1", true), new("B", "1", true)], marks, ImmutableDictionary<string, int>.Empty.Add("1", 1), "E005", Rules);

        ranked.Select(r => (r.PersonId, r.Result, r.IsTie)).ShouldBe([("B", CandidacyState.Proposed, true), ("A", CandidacyState.Reserve, true)]);
    }

    [Fact]
    public void Who_is_absent_has_neither_score_nor_rank() =>
        InterviewScores.Rank([new("A", "1", false)], [], ImmutableDictionary<string, int>.Empty.Add("1", 1), "E005", Rules)
            .ShouldHaveSingleItem().ShouldBe(new Ranked("A", "1", null, null, CandidacyState.Absent, false));

    [Fact]
    public void The_three_dimensions_are_weighted() =>
        new Marks("A", "E005", 100, 50, 50).Total(Rules.Weights).ShouldBe(70m);

    [Theory]
    [InlineData(true, 80, "70, 80 and 90 are left")]
    [InlineData(false, 76, "all five count")]
    public void Highest_and_lowest_are_left_out_from_five_panelists_on(bool drops, decimal score, string why) =>
        InterviewScores.ScoreOf([.. new[] { 40, 70, 80, 90, 100 }.Select((mark, i) => Of("A", $"E{i}", mark))], Rules with { DropsExtremes = drops }).ShouldBe(score, why);

    [Fact]
    public void Of_fewer_panelists_none_is_left_out() =>
        InterviewScores.ScoreOf([Of("A", "E1", 60), Of("A", "E2", 60), Of("A", "E3", 90)], Rules with { DropsExtremes = true }).ShouldBe(70m);

    [Fact]
    public void Without_an_interview_the_order_of_the_unit_stands() =>
        InterviewScores.InOrder([new("B", "1", true), new("A", "1", true)], ImmutableDictionary<string, int>.Empty.Add("1", 1))
            .Select(r => (r.PersonId, r.Result)).ShouldBe([("B", CandidacyState.Proposed), ("A", CandidacyState.Reserve)]);

    private static IEnumerable<(string, decimal?, int?, CandidacyState)> Rank(int places, params (string Person, decimal Mark)[] candidates) =>
        InterviewScores.Rank(
                [.. candidates.Select(c => new Interviewee(c.Person, "1", true))], [.. candidates.Select(c => Of(c.Person, "E005", c.Mark))],
                ImmutableDictionary<string, int>.Empty.Add("1", places), "E005", Rules)
            .Select(r => (r.PersonId, r.Score, r.Rank, r.Result));

    private static Marks Of(string person, string panelist, decimal mark) => new(person, panelist, mark, mark, mark);
}
