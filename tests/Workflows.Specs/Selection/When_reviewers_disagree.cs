using StaffFlows.Testing;
using StaffFlows.Workflows.Specs.Publicity;

namespace StaffFlows.Workflows.Specs.Selection;

/// <summary>SEL-04, SEL-05: u006 for the centre and u011 review at once; u005 decides where they disagree.</summary>
public sealed class When_reviewers_disagree(HallInMarch march) : IClassFixture<HallInMarch>
{
    private readonly Hall hall = march.Hall;

    [Fact]
    public async Task SEL_05_who_is_failed_by_the_deputy_director_is_out_and_the_unit_is_told_why()
    {
        var id = await FailedByOneAsync("LX0051");

        await DecideAsync(id, "fail", "身体状况不适合窗口工作。");

        (await hall.StatusAsync(id)).ShouldBe("rejected");
        (await hall.StandingAsync(id, "LX0051")).ShouldBe("unqualified");
        (await hall.NotesAsync(id)).ShouldContain("审查不合格：倪星河");
        (await hall.ToldAsync("E018")).ShouldContain(m => m.StartsWith("selection.nobody-qualified", StringComparison.Ordinal));
    }

    [Fact]
    public async Task SEL_05_who_is_passed_by_him_goes_on_to_the_interview()
    {
        var id = await FailedByOneAsync("LX0052");

        await DecideAsync(id, "pass", "经核实符合条件。");

        (await hall.StandingAsync(id, "LX0052")).ShouldBe("qualified");
        await (await hall.AsAsync("u006")).TaskAsync(id, "面试安排");
    }

    [Fact]
    public async Task SEL_04_every_item_is_ticked_and_nobody_sees_the_other_ones_ticks_before_all_are_in()
    {
        var id = await AcceptedAsync("LX0055");
        var officer = await hall.AsAsync("u006");
        var rows = (await officer.TaskAsync(id, "联合资格审查"))["form"]!["checklist"]!.AsArray().Select(row => row!["id"]!.ToString()).ToList();
        rows.Count.ShouldBe(5, "Fang County lists five items");
        var half = new { checklist = rows.Skip(1).Select(row => new { id = row, verdict = "pass" }).ToArray() };
        (await officer.TryDoAsync(id, "联合资格审查", "submit", form: half)).Code.ShouldBe("value-missing");
        (await officer.TryDoAsync(id, "联合资格审查", "submit")).Code.ShouldBe("value-missing");

        await officer.DoAsync(id, "联合资格审查", "submit", form: new { checklist = rows.Select(row => new { id = row, verdict = "pass", remark = "只有我知道" }).ToArray() });

        (await (await hall.AsAsync("u011")).TaskAsync(id, "联合资格审查")).ToText().ShouldNotContain("只有我知道");
        (await (await hall.AsAsync("u004")).CaseAsync(id)).ToText().ShouldNotContain("只有我知道");
    }

    private async Task<Guid> FailedByOneAsync(string person)
    {
        var id = await AcceptedAsync(person);
        await hall.ReviewAsync(id, failed: person);
        await hall.RestartAsync();
        return id;
    }

    private async Task<Guid> AcceptedAsync(string person)
    {
        var id = (await hall.TryRecommendAsync([SelectionSteps.Post("W05", "登记岗", replaces: "LX0033")], [SelectionSteps.Candidate(person)])).Expect()["id"]!.GetValue<Guid>();
        await hall.AcceptAsync(id);
        return id;
    }

    private async Task DecideAsync(Guid id, string verdict, string opinion)
    {
        var deputy = await hall.AsAsync("u005");
        var row = (await deputy.TaskAsync(id, "审查决定"))["form"]!["reviewResults"]!.AsArray().ShouldHaveSingleItem()!;
        row["fails"]!.GetValue<int>().ShouldBe(1);
        await deputy.DoAsync(id, "审查决定", "decided", form: new { reviewResults = new[] { new { id = row["id"]!.ToString(), verdict, opinion } } });
    }
}
