using StaffFlows.Testing;
using StaffFlows.Workflows.Specs.Publicity;

namespace StaffFlows.Workflows.Specs.Selection;

/// <summary>W08 has one place left, and two units recommend at the same moment; the same on both databases.</summary>
public sealed class When_two_selections_want_the_last_place
{
    private static readonly string[] Units = ["u018", "u017"];

    [Fact]
    public async Task SEL_09_EC_34_one_gets_it_and_the_other_is_told() => await RaceAsync();

    [PostgreSqlFact]
    public async Task SEL_09_EC_34_on_PostgreSQL_one_gets_it_and_the_other_is_told()
    {
        var database = new PostgreSqlDatabase();
        await database.CreateAsync(clock: HallInMarch.Now);
        try
        {
            await RaceAsync(("Database:Provider", "PostgreSql"), ("ConnectionStrings:StaffFlows", database.ConnectionString));
        }
        finally
        {
            await database.DropAsync();
        }
    }

    /// <summary>Round after round for the last place, then for the same person; whoever gets it withdraws before the next.</summary>
    private static async Task RaceAsync(params (string Key, string Value)[] settings)
    {
        await using var hall = await Hall.OpenAsync(opensAt: HallInMarch.Now, settings: settings);
        for (var round = 0; round < 4; round++)
            (await RefusedAsync(hall, ("W08", "LX0053", null), ("W08", "LX0011", null))).Error("posts").ShouldContain("其他选派已占 1 个");
        for (var round = 0; round < 4; round++)
            (await RefusedAsync(hall, ("W05", "LX0051", "LX0033"), ("W08", "LX0051", null))).Error("candidates").ShouldContain("已被推荐到“登记岗”，尚未办结");
    }

    /// <returns>What the second was told.</returns>
    private static async Task<Answer> RefusedAsync(Hall hall, params (string Window, string Person, string? Replaces)[] asked)
    {
        foreach (var unit in Units) await hall.AsAsync(unit);
        var answers = await Task.WhenAll(asked.Zip(Units).Select(both => hall.TryRecommendAsync(
            [SelectionSteps.Post(both.First.Window, "登记岗", replaces: both.First.Replaces)], [SelectionSteps.Candidate(both.First.Person)], by: both.Second)));

        var first = answers.Single(a => (int)a.Status == 201);
        var by = Units[Array.IndexOf(answers, first)];
        await (await hall.AsAsync(by)).PostAsync($"cases/{first.Expect()["id"]}/withdraw", new { reason = "下一轮" });
        return answers.Single(a => a != first);
    }
}
