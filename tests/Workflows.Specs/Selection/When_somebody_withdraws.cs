using StaffFlows.Testing;
using StaffFlows.Workflows.Specs.Publicity;

namespace StaffFlows.Workflows.Specs.Selection;

/// <summary>倪星河 (LX0051) for W05, where he replaces LX0033; he withdraws at each step up to the interview, each time in a selection of its own.</summary>
public sealed class When_somebody_withdraws(HallInMarch march) : IClassFixture<HallInMarch>
{
    private readonly Hall hall = march.Hall;

    [Fact]
    public async Task Whoever_withdraws_is_out_at_every_step_and_the_place_is_free_for_the_next()
    {
        foreach (var (step, reach) in Steps())
        {
            var id = (await hall.TryRecommendAsync([Post()], [SelectionSteps.Candidate("LX0051")], by: step is "单位审签" or "修改推荐" ? "u023" : "u018")).Expect()["id"]!.GetValue<Guid>();
            await reach(id);
            (await OpenStepsAsync(id)).ShouldContain(step);

            await WithdrawAsync(id, by: step is "联合资格审查" or "面试组织" ? "u006" : null);

            (await hall.StatusAsync(id)).ShouldBe("withdrawn", step);
            (await OpenStepsAsync(id)).ShouldBeEmpty(step);
            (await hall.StandingAsync(id, "LX0051")).ShouldBe("withdrawn", step);
        }
    }

    [Fact]
    public async Task A_withdrawal_needs_a_person_of_the_selection_and_a_reason()
    {
        var id = (await hall.TryRecommendAsync([Post("LX0034")], [SelectionSteps.Candidate("LX0052"), SelectionSteps.Candidate("LX0055")])).Expect()["id"]!.GetValue<Guid>();
        var unit = await hall.AsAsync("u018");

        (await unit.TryDoAsync(id, "退出与终止", "withdraw", form: new { withdrawnPerson = "LX0052", withdrawnBy = "unit" })).Code.ShouldBe("value-missing");
        (await unit.TryDoAsync(id, "退出与终止", "withdraw", form: new { withdrawnPerson = "LX0053", withdrawnBy = "unit", withdrawalReason = "工作需要" })).Error("withdrawnPerson").ShouldNotBeEmpty();
        await unit.DoAsync(id, "退出与终止", "withdraw", form: new { withdrawnPerson = "LX0052", withdrawnBy = "unit", withdrawalReason = "工作需要" });
        (await unit.TryDoAsync(id, "退出与终止", "withdraw", form: new { withdrawnPerson = "LX0052", withdrawnBy = "unit", withdrawalReason = "工作需要" })).Error("withdrawnPerson").ShouldNotBeEmpty();

        (await hall.StatusAsync(id)).ShouldBe("running", "the other one goes on");
        (await hall.ToldAsync("E052")).ShouldContain(m => m.StartsWith("selection.withdrawn", StringComparison.Ordinal));
    }

    [Fact]
    public async Task EC_37_where_the_unit_withdraws_him_and_the_centre_cancels_at_the_same_moment_the_first_is_done_and_the_second_told()
    {
        var id = (await hall.TryRecommendAsync([Post()], [SelectionSteps.Candidate("LX0011"), SelectionSteps.Candidate("LX0053")])).Expect()["id"]!.GetValue<Guid>();
        var (unit, officer) = (await hall.AsAsync("u018"), await hall.AsAsync("u006"));
        var task = (await unit.TaskAsync(id, "退出与终止"))["id"];

        var answers = await Task.WhenAll(
            unit.TryPostAsync($"tasks/{task}/complete", new { outcome = "withdraw", form = new { withdrawnPerson = "LX0011", withdrawnBy = "unit", withdrawalReason = "工作需要" } }),
            officer.TryPostAsync($"tasks/{task}/complete", new { outcome = "cancel", opinion = "窗口撤并。" }));

        answers.Count(a => (int)a.Status == 200).ShouldBe(1);
        answers.Single(a => (int)a.Status != 200).Code.ShouldBe("task-already-decided");
        (await hall.StandingAsync(id, "LX0053")).ShouldBe("recommended", "of the other nothing was decided");
        var director = await hall.AsAsync("u004");
        if ((await director.InboxAsync()).Any(i => i["caseId"]!.GetValue<Guid>() == id)) await director.DoAsync(id, "终止审批", "agree");
        else await unit.DoAsync(id, "退出与终止", "withdraw", form: new { withdrawnPerson = "LX0053", withdrawnBy = "unit", withdrawalReason = "工作需要" });
        (await OpenStepsAsync(id)).ShouldBeEmpty();
    }

    private (string Step, Func<Guid, Task> Reach)[] Steps() =>
    [
        ("单位审签", _ => Task.CompletedTask),
        ("修改推荐", async id => await (await hall.AsAsync("u014")).DoAsync(id, "单位审签", "return", "换人。")),
        ("受理", _ => Task.CompletedTask),
        ("补正材料", async id => await (await hall.AsAsync("u006")).DoAsync(id, "受理", "supplement", "缺证书。", new { supplement = "请补证书。" })),
        ("联合资格审查", hall.AcceptAsync),
        ("审查决定", async id =>
        {
            await hall.AcceptAsync(id);
            await hall.ReviewAsync(id, failed: "LX0051");
        }),
        ("面试安排", ReviewAsync),
        ("考官回避声明", async id =>
        {
            await ReviewAsync(id);
            (await hall.TryScheduleAsync(id)).Expect();
        }),
        ("面试组织", async id =>
        {
            await ReviewAsync(id);
            (await hall.TryScheduleAsync(id)).Expect();
            await hall.DeclareAsync(id);
        }),
    ];

    private async Task ReviewAsync(Guid id)
    {
        await hall.AcceptAsync(id);
        await hall.ReviewAsync(id);
    }

    /// <param name="by">Null: the unit that recommended him.</param>
    private async Task WithdrawAsync(Guid id, string? by)
    {
        var applicant = (await (await hall.AsAsync("u006")).CaseAsync(id))["applicant"]!["id"]!.ToString() is "E023" ? "u023" : "u018";
        await (await hall.AsAsync(by ?? applicant)).DoAsync(id, "退出与终止", "withdraw", form: new { withdrawnPerson = "LX0051", withdrawnBy = by is null ? "unit" : "candidate", withdrawalReason = "家庭原因" });
    }

    private async Task<List<string>> OpenStepsAsync(Guid id) =>
        [.. (await (await hall.AsAsync("u006")).CaseAsync(id))["tasks"]!.AsArray().Where(t => t!["state"]!.ToString() is "created" or "assigned").Select(t => t!["step"]!.ToString())];

    private static object Post(string replaces = "LX0033") => SelectionSteps.Post("W05", "登记岗", replaces: replaces);
}
