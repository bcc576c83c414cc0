using System.Net;
using StaffFlows.Testing;

namespace StaffFlows.Host.Tests.People;

/// <summary>u022 heads W04, where 冉一鸣 (E032) is stationed by U10, which u018 leads.</summary>
public sealed class When_a_window_head_reports
{
    private const string Page = "/people/E032";

    [Fact]
    public async Task SEL_13_what_is_wrong_is_told_at_its_field_and_what_was_typed_stays()
    {
        await using var hall = await Hall.OpenAsync();
        var head = await Visitor.SignInAsync(hall, "u022");

        using var refused = await head.SubmitAsync(Page, $"{Page}/violations", ("kind", "Borrowed"), ("occurredOn", "2026-11-24"), ("facts", "被借用 <b>三天</b>"));

        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var html = await refused.Content.ReadAsStringAsync();
        WebUtility.HtmlDecode(html).ShouldContain("日期不能晚于今天。");
        html.ShouldNotContain("<b>三天</b>");
        WebUtility.HtmlDecode(html).ShouldContain("被借用 <b>三天</b></textarea>");
        html.ShouldContain("value=\"Borrowed\" selected");
    }

    [Fact]
    public async Task SEL_13_the_unit_s_leader_reads_the_report_in_his_language_and_has_no_form()
    {
        await using var hall = await Hall.OpenAsync();
        var head = await Visitor.SignInAsync(hall, "u022");
        (await head.SeeAsync(Page)).Html.ShouldContain("报告派出单位占用、撤回");

        using var kept = await head.SubmitAsync(Page, $"{Page}/violations", ("kind", "OtherWork"), ("occurredOn", "2026-11-23"), ("facts", "在窗口处理单位文件"));

        kept.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await head.SeeAsync(kept.Headers.Location!.ToString())).Html.ShouldContain("已登记，派出单位负责人会收到消息。");
        var leader = await Visitor.SignInAsync(hall, "u018");
        using var english = await leader.SubmitAsync("/inbox", "/account/language", ("culture", "en"), ("returnUrl", Page));
        var read = (await leader.SeeAsync(Page)).Html;
        read.ShouldContain("Did other work of the home unit");
        read.ShouldContain("在窗口处理单位文件");
        read.ShouldNotContain("/people/E032/violations", customMessage: "he is told, he does not report");
        (await leader.SeeAsync("/messages")).Html.ShouldContain("社保医保专区 reports that 冉一鸣");
        (await (await Visitor.SignInAsync(hall, "u030")).SeeAsync(Page)).Html.ShouldNotContain("在窗口处理单位文件");
    }
}
