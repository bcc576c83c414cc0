using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StaffFlows.Testing;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Workflows.Specs.Registers;

/// <summary>u006 is the personnel officer, u018 leads U10 and u014 U05, u008 looks into objections, u003 files, u030 is a clerk.</summary>
public sealed class When_a_selection_is_registered(KeptRegisters kept) : IClassFixture<KeptRegisters>
{
    [Fact]
    public async Task Candidates_are_found_by_name_and_number_and_filtered_by_how_far_they_have_come()
    {
        (await kept.ColumnAsync("u006", "candidates", "name")).ShouldBe(["蓝采薇", "倪星河", "殷望舒"], ignoreOrder: true);
        (await kept.ColumnAsync("u006", "candidates", "name", "q=采薇")).ShouldBe(["蓝采薇"]);
        (await kept.ColumnAsync("u006", "candidates", "name", "q=lx0051")).ShouldBe(["倪星河"], "numbers are found however they are typed");
        (await kept.ColumnAsync("u006", "candidates", "name", $"q={Uri.EscapeDataString("临审备 17")}")).ShouldBe(["蓝采薇"]);
        (await kept.ColumnAsync("u006", "candidates", "state", "state=onPost&window=W04")).ShouldBe(["onPost"]);
        (await kept.ColumnAsync("u006", "candidates", "name", "state=reserve&unit=U05")).ShouldBe(["倪星河", "殷望舒"], ignoreOrder: true);
        (await kept.ColumnAsync("u006", "candidates", "name", "from=2026-03-13")).ShouldBeEmpty();
        (await kept.ColumnAsync("u006", "candidates", "name", "q=%25")).ShouldBeEmpty("a wildcard is no wildcard");
    }

    [Fact]
    public async Task A_page_holds_as_many_as_it_is_told_and_the_count_is_of_all()
    {
        var answer = (await (await kept.Hall.AsAsync("u006")).GetAsync("registers/candidates?size=2&page=2")).Expect();

        answer["items"]!.AsArray().Count.ShouldBe(1);
        answer["total"]!.GetValue<int>().ShouldBe(3);
    }

    [Fact]
    public async Task EC_06_reserves_are_ranked_and_valid_for_six_months()
    {
        var rows = await kept.RowsAsync("u006", "reserves");

        rows.Select(r => $"{r["name"]} {r["rank"]} {r["state"]} {r["reserveUntil"]}").ShouldBe(["倪星河 2 valid 2026-09-17", "殷望舒 3 valid 2026-09-17"]);
    }

    [Fact]
    public async Task TC_7_a_posting_says_since_when_by_which_selection_and_when_the_two_years_are_over()
    {
        var row = (await kept.RowsAsync("u006", "postings", "q=蓝采薇")).ShouldHaveSingleItem();

        (row.Text("window"), row.Text("since"), row.Text("twoYearsOn"), row["until"]?.ToString(), row.Text("state")).ShouldBe(("W04", "2026-04-01", "2028-04-01", null, "present"));
        row.Text("selection").ShouldStartWith("XP-2026-");
        (await kept.HistoryAsync("u006", "postings", row.Text("id"))).ShouldContain(e => e.StartsWith("上岗登记|社保医保专区，2026-04-01 到岗", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_publicity_is_found_by_its_persons_and_tells_its_days_and_its_result()
    {
        var row = (await kept.RowsAsync("u006", "publicities", "q=蓝采薇")).ShouldHaveSingleItem();

        (row.Text("firstDay"), row.Text("lastDay"), row["interruptions"]!.GetValue<int>(), row.Text("state"), row.Text("result"))
            .ShouldBe(("2026-03-18", "2026-03-24", 0, "concluded", "通过 1 人；异议 1 件，成立 0 件"));
        (await kept.RowsAsync("u006", "publicities", "q=倪星河")).ShouldBeEmpty("a reserve was never made public");
        (await kept.RowsAsync("u006", "publicities", "state=cancelled")).ShouldBeEmpty();
        (await kept.HistoryAsync("u006", "publicities", row.Text("id"))).ShouldContain(e => e.StartsWith("公示期开始|2026-03-18", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_objection_is_for_those_who_deal_with_it_and_whoever_gave_no_name_has_none()
    {
        var row = (await kept.RowsAsync("u008", "objections", "state=unfounded")).ShouldHaveSingleItem();

        (row.Text("signed"), row.Text("channel"), row.Text("concerns"), row.Text("receivedOn")).ShouldBe(("anonymous", "page", "蓝采薇", "2026-03-17"));
        row.ContainsKey("name").ShouldBeFalse();
        (await kept.HistoryAsync("u008", "objections", row.Text("id"))).ShouldContain(e => e.EndsWith("|罗佩芸", StringComparison.Ordinal));
        (await kept.RowsAsync("u006", "objections")).ShouldBeEmpty("confidential: not for an office alone");
        (await (await kept.Hall.AsAsync("u006")).GetAsync($"registers/objections/{row["id"]}/history")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await (await kept.Hall.AsAsync("u018")).GetAsync("registers/objections")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task SEL_08_a_filing_tells_number_date_publicity_and_what_was_given_back()
    {
        var row = (await kept.RowsAsync("u006", "filings", $"q={Uri.EscapeDataString("临审备 17")}")).ShouldHaveSingleItem();

        (row.Text("persons"), row.Text("filingNumber"), row.Text("filedOn"), row["corrections"]!.GetValue<int>(), row.Text("state")).ShouldBe(("蓝采薇", "临审备 17", "2026-03-25", 1, "filed"));
        row.Text("publicity").ShouldBe((await kept.ColumnAsync("u006", "publicities", "number")).ShouldHaveSingleItem());
        (await kept.RowsAsync("u003", "filings", "state=corrected&q=lx0055")).Count.ShouldBe(1);
        (await (await kept.Hall.AsAsync("u006")).CaseAsync(Guid.Parse(row.Text("id"))))["title"]!.ToString().ShouldBe("备案 · 临溪县医疗保障局 · 蓝采薇");
        (await kept.RowsAsync("u003", "filings", "q=倪星河")).ShouldBeEmpty();
        (await kept.HistoryAsync("u003", "filings", row.Text("id"))).ShouldContain(e => e.Contains("|岗位名称有误。|闻天佑", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whoever_leads_a_unit_sees_its_persons_alone_and_a_clerk_no_register()
    {
        (await kept.ColumnAsync("u018", "candidates", "name")).ShouldBe(["蓝采薇"]);
        (await kept.ColumnAsync("u014", "reserves", "name")).ShouldBe(["倪星河", "殷望舒"]);
        (await kept.ColumnAsync("u018", "reserves", "name")).ShouldBeEmpty();
        (await kept.ColumnAsync("u022", "postings", "window")).Distinct().ShouldBe(["W04"], "who heads a window sees that window");

        var foreign = (await kept.RowsAsync("u006", "candidates", "q=倪星河")).Single().Text("id");
        (await (await kept.Hall.AsAsync("u018")).GetAsync($"registers/candidates/{foreign}/history")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await (await kept.Hall.AsAsync("u030")).GetAsync("registers/candidates/export")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await (await kept.Hall.AsAsync("u030")).GetAsync("registers")).Expect()["items"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task The_history_of_a_candidate_names_every_step_and_who_took_it()
    {
        var row = (await kept.RowsAsync("u006", "candidates", "q=蓝采薇")).Single();

        var history = await kept.HistoryAsync("u006", "candidates", row.Text("id"));

        history[0].ShouldBe("推荐人选||施南乔");
        history.Select(e => e.Split('|')[1]).Where(detail => detail.Length > 0).ShouldBe(["审查合格", "拟任", "公示通过", "已备案", "已批准", "社保医保专区，2026-04-01 到岗"], string.Join('\n', history));
        history.ShouldNotContain(e => e.Contains("候补", StringComparison.Ordinal), "that is somebody else's");
    }

    [Fact]
    public async Task The_workbook_holds_the_rows_of_the_filter_and_no_formula_and_taking_it_is_audited()
    {
        var officer = await kept.Hall.AsAsync("u006");

        var book = Workbook.Read(await officer.Client.GetByteArrayAsync(new Uri("/api/v1/registers/candidates/export?state=reserve&q=倪星河", UriKind.Relative)));

        book.Rows.Count.ShouldBe(2);
        book.Rows[0].Take(4).ShouldBe(["姓名", "工号", "单位", "岗位"]);
        (book.Rows[1][0], book.Rows[1][1], book.Rows[1][3]).ShouldBe(("倪星河", "LX0051", KeptRegisters.Post));
        book.Formulas.ShouldBe(0);

        await using var db = await kept.Hall.Services.GetRequiredService<IDbContextFactory<StaffFlowsDbContext>>().CreateDbContextAsync();
        var entry = await db.AuditEntries.Where(e => e.Aggregate == "registers").OrderByDescending(e => e.Sequence).FirstAsync();
        (entry.Action, entry.ActorId).ShouldBe(("register.exported", "E006"));
        entry.Details!.ShouldContain("\"rows\":1");
        entry.Details!.ShouldContain("\"state\":\"reserve\"");
    }
}
