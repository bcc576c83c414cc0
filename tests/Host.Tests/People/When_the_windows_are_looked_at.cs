using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using StaffFlows.Testing;
using StaffFlows.Workflows.Leave;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Host.Tests.People;

/// <summary>
/// Today is Tuesday 24 November 2026. 钱溪亭 (W04) is away and a colleague of the window stands in; 牧清扬 is alone at W10, and 翁以沫 comes from W02;
/// 符晓晨 is alone at W09 and away on Wednesday morning.
/// </summary>
public sealed class When_the_windows_are_looked_at : IAsyncLifetime
{
    private Hall hall = null!;

    public async Task InitializeAsync()
    {
        hall = await Hall.OpenAsync();
        await hall.AdvanceToAsync(Hall.At(2026, 11, 24));
        (await hall.Services.GetRequiredService<IWriteQueue>().WriteAsync<bool>(
            (db, _) =>
            {
                db.LeaveEntries.AddRange(Away("E030", 24, "E031"), Away("E047", 24, "E041"), Away("E046", 25, null, HalfDay.Am));
                return Task.FromResult<Workflows.Result<bool>>(true);
            },
            CancellationToken.None)).Rejection.ShouldBeNull();
    }

    public async Task DisposeAsync() => await hall.DisposeAsync();

    [Fact]
    public async Task Each_day_says_who_is_there_who_is_away_and_who_stands_in()
    {
        var windows = (await (await hall.AsAsync("u031")).GetAsync("windows")).Expect()["items"]!.AsArray().ToDictionary(w => w!.Text("id"), w => w!);

        Day(windows["W04"], "2026-11-24").ShouldBe("汪初晴、俞长卿、冉一鸣 | 钱溪亭/俞长卿 | ");
        Day(windows["W10"], "2026-11-24").ShouldBe(" | 牧清扬/翁以沫 | 翁以沫");
        Day(windows["W09"], "2026-11-25").ShouldBe(" | 符晓晨/am | ");
        (windows["W10"]["present"]!.GetValue<int>(), windows["W04"]["vacancies"]!.GetValue<int>()).ShouldBe((1, 1));

        var html = (await (await Visitor.SignInAsync(hall, "u031")).SeeAsync("/windows")).Html;
        html.ShouldContain("今天在岗：2026年11月24日（周二）");
        html.ShouldContain("翁以沫（顶岗）");
        html.ShouldContain("（俞长卿 顶岗）");
        html.ShouldContain("谷雨眠", Case.Sensitive, "on leave by the register");
    }

    [Fact]
    public async Task A_window_without_anybody_is_marked()
    {
        var html = (await (await Visitor.SignInAsync(hall, "u031")).SeeAsync("/windows?day=2026-11-25")).Html;

        html.ShouldContain("在岗：2026年11月25日（周三）");
        html.ShouldContain("符晓晨（上午）");
        html.Split("无人在岗").Length.ShouldBe(3, "once in the day, once in the week");
    }

    [Fact]
    public async Task The_week_is_named_by_its_number_or_by_any_of_its_days()
    {
        var clerk = await hall.AsAsync("u031");
        (string Address, string Week)[] cases =
        [
            ("", "2026-W48"), ("?week=2026-W49", "2026-W49"), ("?week=2026-12-02", "2026-W49"), ("?week=2027-01-03", "2026-W53"), ("?week=2027-01-04", "2027-W01"),
            ("?week=2026-W54", "2026-W48"), ("?week=next", "2026-W48"), ("?week=9999-12-31", "2026-W48"),
        ];
        foreach (var (address, week) in cases) (await clerk.GetAsync($"windows{address}")).Expect().Text("week").ShouldBe(week, address);
    }

    [Fact]
    public async Task A_week_of_holidays_says_so_and_one_with_a_make_up_day_has_six_days()
    {
        var visitor = await Visitor.SignInAsync(hall, "u031");

        var (status, html) = await visitor.SeeAsync("/windows?week=2026-W08");
        (status, html.Contains("这一周没有工作日", StringComparison.Ordinal)).ShouldBe((HttpStatusCode.OK, true));
        (await visitor.SeeAsync("/windows?week=2026-02-28")).Html.ShouldContain("/windows?week=2026-W09&day=2026-02-28");
    }

    private static string Day(JsonNode window, string date)
    {
        var day = window["days"]!.AsArray().Single(d => d!.Text("date") == date)!;
        return $"{string.Join('、', day["present"]!.AsArray())} | {string.Join('、', day["absent"]!.AsArray().Select(a => $"{a!["name"]}/{a["standIn"] ?? a["half"]}"))} | {string.Join('、', day["standIns"]!.AsArray())}";
    }

    private static StoredLeaveEntry Away(string person, int day, string? standIn, HalfDay toHalf = HalfDay.Pm) => new()
    {
        CaseId = Guid.CreateVersion7(), PersonId = person, Type = LeaveType.Annual, From = new(2026, 11, day), To = new(2026, 11, day), ToHalf = toHalf, Days = 1, State = LeaveState.Approved,
        StandInId = standIn, StandInAccepted = standIn is not null,
    };
}
