using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StaffFlows.Testing;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Specs.Publicity;

namespace StaffFlows.Workflows.Specs.Registers;

/// <summary>u022 heads W04, where 冉一鸣 (E032) of 医保局 (U10) is since 2024-02-27; u018 leads that unit, u013 and u020 lead U04, to which the window belongs.</summary>
public sealed class When_a_unit_keeps_its_person_from_the_window(HallInMarch march) : IClassFixture<HallInMarch>
{
    private readonly Hall hall = march.Hall;

    [Fact]
    public async Task SEL_13_the_window_head_reports_it_the_unit_is_told_and_it_stays_with_the_posting()
    {
        var head = await hall.AsAsync("u022");
        await head.PostAsync("people/E032/violations", Report("borrowed", "2026-03-11", "被抽调参加单位年终检查，离岗三天。"));
        await hall.RestartAsync();
        await (await hall.AsAsync("u022")).PostAsync("people/E032/violations", Report("otherWork", "2026-03-12", "在窗口处理单位内部文件。"));

        (await hall.ToldAsync("E018")).ShouldBe(["violation.OtherWork 冉一鸣 社保医保专区 2026-03-12", "violation.Borrowed 冉一鸣 社保医保专区 2026-03-11"], ignoreOrder: true);
        (await hall.ToldAsync("E013")).ShouldNotContain(m => m.Contains("冉一鸣", StringComparison.Ordinal), "the window's own unit is not the one that stationed him");
        foreach (var reader in new[] { "u018", "u022", "u006", "u032" })
            (await ReportedAsync(reader, "E032")).ShouldBe(["otherWork 2026-03-12 W04 U10 E022 在窗口处理单位内部文件。", "borrowed 2026-03-11 W04 U10 E022 被抽调参加单位年终检查，离岗三天。"], reader);
        (await HistoryAsync("u018")).ShouldContain("报告派驻违规|被派出单位抽调、借用，2026-03-11|汪初晴");
        (await OutboxAsync("E018")).ShouldBe(4, "each by mail and by text message");
    }

    [Fact]
    public async Task SEL_13_who_neither_leads_nor_heads_him_does_not_read_it()
    {
        await (await hall.AsAsync("u024")).PostAsync("people/E036/violations", Report("withdrawn", "2026-03-12", "被单位叫回，窗口缺岗。"));

        foreach (var stranger in new[] { "u030", "u018", "u022" })
            (await (await hall.AsAsync(stranger)).GetAsync("people/E036/violations")).Status.ShouldBe(HttpStatusCode.NotFound, stranger);
    }

    [Fact]
    public async Task SEL_13_only_the_head_of_the_window_reports_and_only_of_whoever_a_department_has_stationed()
    {
        (await (await hall.AsAsync("u030")).TryPostAsync("people/E032/violations", Report())).Code.ShouldBe("violation-not-his-window");
        (await (await hall.AsAsync("u006")).TryPostAsync("people/E032/violations", Report())).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await (await hall.AsAsync("u027")).TryPostAsync("people/E041/violations", Report())).Code.ShouldBe("violation-not-stationed", "the centre's own");
        (await (await hall.AsAsync("u027")).TryPostAsync("people/E999/violations", Report())).Status.ShouldBe(HttpStatusCode.NotFound);
        (await (await hall.AsAsync("u006")).GetAsync("people/E041/violations")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("kind", "", "2026-03-12", "事实")]
    [InlineData("kind", "7", "2026-03-12", "事实")]
    [InlineData("occurredOn", "borrowed", "2026-03-13", "事实")]
    [InlineData("occurredOn", "borrowed", "2024-02-26", "事实")]
    [InlineData("occurredOn", "borrowed", null, "事实")]
    [InlineData("facts", "borrowed", "2026-03-12", " ")]
    public async Task SEL_13_a_report_says_what_when_and_the_facts(string field, string kind, string? on, string facts) =>
        (await (await hall.AsAsync("u022")).TryPostAsync("people/E031/violations", Report(kind, on, facts))).Error(field).ShouldNotBeEmpty();

    [Fact]
    public async Task SEL_13_the_same_report_sent_twice_is_one()
    {
        var head = await hall.AsAsync("u022");
        foreach (var _ in Enumerable.Range(0, 2)) (await head.TryPostAsync("people/E030/violations", Report(), idempotencyKey: "7f1b6a0e9b1d4d0f")).Expect();

        (await ReportedAsync("u022", "E030")).Count.ShouldBe(1);
        (await hall.ToldAsync("E020")).Count(m => m.Contains("钱溪亭", StringComparison.Ordinal)).ShouldBe(1, "the deputy is told as well as the leader");
    }

    private static object Report(string kind = "borrowed", string? occurredOn = "2026-03-12", string facts = "被单位借用半天。") => new { kind, occurredOn, facts };

    private async Task<IReadOnlyList<string>> ReportedAsync(string userName, string personId) =>
        [.. (await (await hall.AsAsync(userName)).GetAsync($"people/{personId}/violations")).Expect()["items"]!.AsArray()
            .Select(v => $"{v!["kind"]} {v["occurredOn"]} {v["windowId"]} {v["unitId"]} {v["reportedById"]} {v["facts"]}")];

    private async Task<IReadOnlyList<string>> HistoryAsync(string userName) =>
        [.. (await (await hall.AsAsync(userName)).GetAsync("registers/postings/E032/history")).Expect()["items"]!.AsArray().Select(e => $"{e!["what"]}|{e["detail"]}|{e["by"]}")];

    private async Task<int> OutboxAsync(string personId)
    {
        await using var db = await hall.Services.GetRequiredService<IDbContextFactory<StaffFlowsDbContext>>().CreateDbContextAsync();
        return await db.Outbox.CountAsync(m => m.RecipientId == personId && m.TextKey.StartsWith("violation."));
    }
}
