using System.Net;
using StaffFlows.Testing;
using StaffFlows.Workflows.Specs.Publicity;

namespace StaffFlows.Workflows.Specs.Selection;

/// <summary>蓝采薇 (LX0055) and 倪星河 (LX0051) for two posts, cleared by the publicity and reported by their unit; u003 is about to file them.</summary>
public sealed class When_somebody_withdraws_from_a_filing
{
    private static readonly DateTimeOffset Reported = Hall.At(2026, 3, 25, 9);

    [Fact]
    public async Task SEL_08_he_is_off_the_list_the_officer_is_told_and_only_the_other_is_filed()
    {
        await using var hall = await Hall.OpenAsync(opensAt: HallInMarch.Now);
        var (id, filing) = await ReportedAsync(hall);
        (await FormAsync(hall, filing)).ShouldBe("LX0051 LX0055 | ");
        await hall.RestartAsync();

        await hall.WithdrawAsync(id, "LX0051");
        await hall.CarryOutAsync();

        (await FormAsync(hall, filing)).ShouldBe("LX0055 | LX0051");
        var officer = await hall.AsAsync("u003");
        var task = await officer.TaskAsync(filing, "备案审核");
        task["form"]!["persons"]!.AsArray().ShouldHaveSingleItem()!["person"]!.ToString().ShouldBe("LX0055");
        task["form"]!["headcount"]!.AsArray().ShouldHaveSingleItem()!["window"]!.ToString().ShouldBe("W05", "nobody comes to W04 any more");
        task["form"]!["withdrawn"]!.AsArray().ShouldHaveSingleItem()!["on"]!.ToString().ShouldBe("2026-03-25");
        (await hall.ToldAsync("E003")).ShouldContain(m => m.StartsWith("filing.corrected", StringComparison.Ordinal));
        (await hall.NotesAsync(filing)).ShouldContain("退出更正：倪星河移出备案名单");

        await officer.DecideAsync(filing, "file", form: new { filingNumber = "临审备 12", filedOn = "2026-03-25" });
        await hall.CarryOutAsync();
        (await hall.StandingAsync(id, "LX0055")).ShouldBe("filed");
        (await hall.StandingAsync(id, "LX0051")).ShouldBe("withdrawn");
        (await (await hall.AsAsync("u006")).GetAsync("registers/filings")).Expect()["items"]!.AsArray().ShouldHaveSingleItem()!["persons"]!.ToString().ShouldBe("蓝采薇");
    }

    [Fact]
    public async Task SEL_08_who_files_before_the_list_is_corrected_is_told_to_look_again()
    {
        await using var hall = await Hall.OpenAsync(opensAt: HallInMarch.Now);
        var (id, filing) = await ReportedAsync(hall);
        var officer = await hall.AsAsync("u003");
        var decision = new { outcome = "file", form = new { filingNumber = "临审备 12", filedOn = "2026-03-25" } };
        var task = (await officer.TaskAsync(filing, "备案审核"))["id"];

        await hall.WithdrawAsync(id, "LX0051");
        var late = await officer.TryPostAsync($"tasks/{task}/complete", decision);

        if (late.Status is not HttpStatusCode.OK) late.Code.ShouldBe("filing-person-withdrew");
        await hall.CarryOutAsync();
        if (late.Status is not HttpStatusCode.OK) (await officer.TryPostAsync($"tasks/{task}/complete", decision)).Expect();
        (await FormAsync(hall, filing)).ShouldBe("LX0055 | LX0051");
    }

    [Fact]
    public async Task SEL_08_before_the_unit_has_reported_and_twice_until_nobody_is_left()
    {
        await using var hall = await Hall.OpenAsync(opensAt: HallInMarch.Now);
        var (id, filing) = await PreparedAsync(hall);

        await hall.WithdrawAsync(id, "LX0051");
        await hall.CarryOutAsync();
        await (await hall.AsAsync("u007")).DoAsync(id, "张贴退出公告", "announced");
        await (await hall.AsAsync("u018")).DecideAsync(filing, "submit", form: new { reportedOn = "2026-03-25" });
        (await FormAsync(hall, filing)).ShouldBe("LX0055 | LX0051");
        await hall.RestartAsync();
        await hall.WithdrawAsync(id, "LX0055");
        await hall.CarryOutAsync();

        (await FormAsync(hall, filing)).ShouldBe(" | LX0051 LX0055");
        (await hall.StatusAsync(filing)).ShouldBe("cancelled");
        (await (await hall.AsAsync("u003")).InboxAsync()).ShouldNotContain(i => i["caseId"]!.GetValue<Guid>() == filing);
        await (await hall.AsAsync("u007")).DoAsync(id, "张贴退出公告", "announced");
        await hall.CarryOutAsync();
        (await hall.StatusAsync(id)).ShouldBe("rejected", "nobody came on post");
        (await hall.TryRecommendAsync([SelectionSteps.Post()], [SelectionSteps.Candidate("LX0055")])).Expect();
    }

    private static async Task<(Guid Selection, Guid Filing)> ReportedAsync(Hall hall)
    {
        var (id, filing) = await PreparedAsync(hall);
        await (await hall.AsAsync("u018")).DecideAsync(filing, "submit", form: new { reportedOn = "2026-03-25" });
        return (id, filing);
    }

    /// <summary>The publicity has ended without objections, and the unit is asked to report.</summary>
    private static async Task<(Guid Selection, Guid Filing)> PreparedAsync(Hall hall)
    {
        var id = (await hall.TryRecommendAsync(
            [SelectionSteps.Post(), SelectionSteps.Post("W05", "登记岗", replaces: "LX0033", no: "2")], [SelectionSteps.Candidate("LX0051"), SelectionSteps.Candidate("LX0055", "2")])).Expect()["id"]!.GetValue<Guid>();
        await hall.InterviewAsync(id);
        await hall.ApproveListAsync(id);
        await hall.PublicisedAsync(id, SelectionSteps.InterviewAt, poster: "u023");
        await hall.AdvanceToAsync(Reported);
        await hall.CarryOutAsync();
        return (id, await hall.ChildAsync(id, "BA-"));
    }

    /// <summary>Who is on the filing's list, and who is off it.</summary>
    private static async Task<string> FormAsync(Hall hall, Guid filing)
    {
        var form = (await (await hall.AsAsync("u006")).CaseAsync(filing))["form"]!;
        return $"{Persons("persons")} | {Persons("withdrawn")}";

        string Persons(string table) => string.Join(' ', (form[table]?.AsArray() ?? []).Select(row => row!["person"]!.ToString()));
    }
}
