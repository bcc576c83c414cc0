using StaffFlows.Testing;
using StaffFlows.Workflows.Specs.Publicity;
using StaffFlows.Workflows.Specs.Selection;

namespace StaffFlows.Workflows.Specs.Golden;

/// <summary>
/// A selection over the Spring Festival of 2026 by the rule book of Zhongshan, which is shut from Sunday 15 to Monday 23 February and works on
/// the Saturdays before and after. Three posts and five candidates: 蓝采薇 (LX0055) and 倪星河 (LX0051) for W04, 殷望舒 (LX0052) for W05,
/// 巩志远 (LX0053) and 桑语冰 (LX0040) for W08; 计晓彤 (LX0054) is refused because she is temporary, and 巩志远 is 46. Somebody objects to 蓝采薇
/// ten minutes before the end, and is right; 倪星河 moves up, with a publicity of his own. The process dies at each kind of place where the case waits.
/// </summary>
internal sealed class SpringFestival(Hall hall)
{
    public static readonly DateTimeOffset OpensAt = Hall.At(2026, 1, 29);

    private Guid selection;

    /// <summary>What the unit was told of its first attempt.</summary>
    public string Refused { get; private set; } = "";

    public async Task LiveAsync()
    {
        await RecommendAsync();
        await ReviewAsync();
        await InterviewAsync();
        await PublishAsync();
        await PostTheFirstAsync();
        await DisqualifyAsync();
        await TrainTheFirstAsync();
        await PromoteAsync();
    }

    private async Task RecommendAsync()
    {
        object[] posts = [SelectionSteps.Post(), SelectionSteps.Post("W05", "不动产登记岗", replaces: "LX0033", no: "2"), SelectionSteps.Post("W08", "工程建设岗", no: "3")];
        object[] four = [SelectionSteps.Candidate("LX0055"), SelectionSteps.Candidate("LX0051"), SelectionSteps.Candidate("LX0052", "2"), SelectionSteps.Candidate("LX0053", "3")];
        Refused = (await hall.TryRecommendAsync(posts, [.. four, SelectionSteps.Candidate("LX0054", "3")])).Error("candidates");
        selection = (await hall.TryRecommendAsync(posts, [.. four, SelectionSteps.Candidate("LX0040", "3")])).Expect()["id"]!.GetValue<Guid>();

        await AtAsync(1, 29, 15);
        await (await hall.AsAsync("u006")).DoAsync(selection, "受理", "supplement", "推荐意见过于简单。", new { supplement = "请补充巩志远的推荐意见。" });
        await AfterCrashAsync(2, 2, 9);
        await (await hall.AsAsync("u018")).DoAsync(selection, "补正材料", "resubmit");
    }

    private async Task ReviewAsync()
    {
        await AtAsync(2, 2, 10);
        await hall.AcceptAsync(selection);
        await AtAsync(2, 2, 14);
        var deputy = await hall.AsAsync("u005");
        var asked = (await deputy.TaskAsync(selection, "例外审批"))["form"]!["exceptions"]!.AsArray();
        await deputy.DoAsync(selection, "例外审批", "decided", form: new
        {
            exceptions = asked.Select(row => new { id = row!["id"]!.ToString(), decision = "granted", decisionReason = "业务骨干，工程审批经验二十年。" }).ToArray(),
        });
        await AfterCrashAsync(2, 3, 9);
        await hall.ReviewAsync(selection, failed: "LX0040");
        await AtAsync(2, 3, 15);
        deputy = await hall.AsAsync("u005");
        var disputed = (await deputy.TaskAsync(selection, "审查决定"))["form"]!["reviewResults"]!.AsArray().Single(row => row!["verdict"] is null)!;
        await deputy.DoAsync(selection, "审查决定", "decided", form: new { reviewResults = new[] { new { id = disputed["id"]!.ToString(), verdict = "pass", opinion = "经核实符合条件。" } } });
    }

    private async Task InterviewAsync()
    {
        await AtAsync(2, 4, 9);
        (await hall.TryScheduleAsync(selection, on: "2026-02-09")).Expect();
        await hall.DeclareAsync(selection);
        await AfterCrashAsync(2, 9, 9, 30);
        await hall.HoldAsync(selection);
        await AtAsync(2, 9, 16);
        await hall.ScoreAsync(selection, ("LX0055", 90), ("LX0051", 84.5m), ("LX0052", 80), ("LX0053", 86), ("LX0040", 58));
        await AtAsync(2, 10, 10);
        await hall.ApproveListAsync(selection);
    }

    /// <summary>Posted on Thursday 12 February: 13, 14 (make-up), 24, 25, 26.</summary>
    private async Task PublishAsync()
    {
        await AtAsync(2, 12, 9, 30);
        var publicity = await hall.PublicisedAsync(selection, Hall.At(2026, 2, 12, 9, 30));
        await AtAsync(2, 25, 9);
        await (await hall.AsAsync("u007")).DecideAsync(publicity, "displayed", "两处均在。");
        await AfterCrashAsync(2, 26, 23, 50);
        await hall.ObjectAsync(publicity, "E055", "2025年11月至2026年1月在外兼职取酬，有转账记录。");
    }

    /// <summary>Those whom nobody objected to: 殷望舒 and 巩志远. Filed on the make-up Saturday.</summary>
    private async Task PostTheFirstAsync()
    {
        await AfterCrashAsync(2, 28, 10);
        await hall.FileAsync(selection, "临审备〔2026〕3号", new DateOnly(2026, 2, 28));
    }

    private async Task DisqualifyAsync()
    {
        await AfterCrashAsync(3, 2, 10);
        await hall.ConcludeAsync(await hall.ObjectionAsync(), "disqualified", "经核查，兼职取酬属实，取消拟任资格。");
    }

    private async Task TrainTheFirstAsync()
    {
        await AtAsync(3, 3, 9);
        var arrivals = await hall.ArrivalsAsync(selection);
        foreach (var (person, arrival) in arrivals) await hall.RegisterAsync(arrival, $"169000000{person[^2..]}");
        await AfterCrashAsync(3, 4, 16);
        await hall.TrainAsync(arrivals["LX0052"], 88, new DateOnly(2026, 3, 4));
        await hall.TrainAsync(arrivals["LX0053"], 56, new DateOnly(2026, 3, 4));
        await AtAsync(3, 5, 16);
        await hall.TrainAsync(arrivals["LX0053"], 75, new DateOnly(2026, 3, 5));
        await AtAsync(3, 6, 9);
        await ArriveAsync(arrivals["LX0052"], "u023", "B-052", "LX0034", "2026-03-06");
        await ArriveAsync(arrivals["LX0053"], "u026", "C-053", "LX0039", "2026-03-06");
    }

    /// <summary>倪星河, posted on Friday 6 March: 9 to 13.</summary>
    private async Task PromoteAsync()
    {
        await hall.PublicisedAsync(selection, Hall.At(2026, 3, 6, 9), poster: "u023");
        await AfterCrashAsync(3, 16, 9);
        await hall.FileAsync(selection, "临审备〔2026〕5号", new DateOnly(2026, 3, 16));
        await AtAsync(3, 17, 9);
        var arrival = (await hall.ArrivalsAsync(selection))["LX0051"];
        await hall.RegisterAsync(arrival, "16900000051");
        await AtAsync(3, 18, 16);
        await hall.TrainAsync(arrival, 91, new DateOnly(2026, 3, 18));
        await AtAsync(3, 19, 9);
        await ArriveAsync(arrival, "u022", "A-051", "LX0030", "2026-03-19");
    }

    private async Task ArriveAsync(Guid arrival, string head, string badge, string partner, string on)
    {
        await (await hall.AsAsync(head)).DecideAsync(arrival, "arrived", form: new { arrivedOn = on, badge, account = badge.ToLowerInvariant(), partner });
        await hall.CarryOutAsync();
    }

    private Task AtAsync(int month, int day, int hour, int minute = 0) => hall.AdvanceToAsync(Hall.At(2026, month, day, hour, minute));

    /// <summary>The process dies, comes back, and it is later.</summary>
    private async Task AfterCrashAsync(int month, int day, int hour, int minute = 0)
    {
        await hall.RestartAsync();
        await AtAsync(month, day, hour, minute);
    }
}
