using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StaffFlows.Host.Tests.StudioApi;
using StaffFlows.Testing;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Host.Tests.Administration;

/// <summary>Real instances are ended by the administrator u010, on his page and with a reason.</summary>
public sealed class When_an_instance_is_ended(StudioHall studio) : IClassFixture<StudioHall>
{
    private const string Reason = "重复提交，请以另一份申请为准";

    [Fact]
    public async Task The_case_is_ended_nobody_is_asked_any_more_and_the_applicant_is_told_why()
    {
        var leave = await (await studio.Hall.AsAsync("u031")).ApplyForLeaveAsync("2026-12-07", "2026-12-08", "LX0030");
        var (administrator, id) = (await Visitor.SignInAsync(studio.Hall, "u010"), await InstanceOfAsync(leave));
        var number = (await (await studio.Hall.AsAsync("u031")).CaseAsync(leave)).Text("number");
        (await administrator.SeeAsync($"/admin/instances?q={number}")).Html.ShouldContain($"/admin/instances/{id}/cancel");

        using var ended = await administrator.SubmitAsync($"/admin/instances/{id}/cancel", $"/admin/instances/{id}/cancel", ("reason", Reason));

        ended.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var applicant = await studio.Hall.AsAsync("u031");
        var @case = await applicant.CaseAsync(leave);
        @case.Text("status").ShouldBe("cancelled");
        @case["timeline"]!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }).ShouldContain(Reason);
        (await applicant.GetAsync("messages")).Expect()["items"]!.AsArray().ShouldContain(m => m!["text"]!.ToString().Contains(Reason, StringComparison.Ordinal));
        (await (await studio.Hall.AsAsync("u030")).InboxAsync()).ShouldNotContain(item => item["caseId"]!.GetValue<Guid>() == leave);
        await using var db = Read();
        (await db.LeaveEntries.Where(e => e.CaseId == leave).Select(e => $"{e.State}").ToListAsync()).ShouldBe(["Released"]);
        (await db.AuditEntries.Where(e => e.Aggregate == $"case:{leave:N}" && e.Action == "case.status-changed").Select(e => e.ActorId).ToListAsync()).ShouldBe(["E010"]);
        (await administrator.SeeAsync($"/admin/instances?q={number}")).Html.ShouldNotContain($"/admin/instances/{id}/cancel");
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    public async Task Without_a_reason_nothing_happens(string reason)
    {
        var administrator = await Visitor.SignInAsync(studio.Hall, "u010");
        var id = await InstanceOfAsync(studio.Leave);

        using var refused = await administrator.SubmitAsync($"/admin/instances/{id}/cancel", $"/admin/instances/{id}/cancel", ("reason", reason));

        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync()).ShouldContain("请说明理由");
        (await (await studio.Hall.AsAsync("u030")).CaseAsync(studio.Leave)).Text("status").ShouldBe("running");
    }

    [Fact]
    public async Task The_page_names_no_person_and_nothing_of_what_a_case_is_about()
    {
        var html = (await (await Visitor.SignInAsync(studio.Hall, "u010")).SeeAsync("/admin/instances")).Html;

        html.ShouldContain("窗口负责人审批");
        foreach (var word in new[] { "钱溪亭", "回乡探亲", "年休假" }) html.ShouldNotContain(word);
    }

    [Fact]
    public async Task What_belongs_to_a_case_is_a_record_and_not_deleted()
    {
        var administrator = await Visitor.SignInAsync(studio.Hall, "u010");
        var id = await InstanceOfAsync(studio.Leave);

        using var refused = await administrator.SubmitAsync($"/admin/instances/{id}/cancel", $"/admin/instances/{id}/delete", ("reason", Reason));

        WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync()).ShouldContain("不能删除");
        await using var db = Read();
        (await db.Instances.AnyAsync(i => i.Id == id)).ShouldBeTrue();
    }

    [Fact]
    public async Task One_without_a_case_is_cancelled_then_deleted_and_only_the_audit_stays()
    {
        await studio.PublishAsync("ringing", StudioHall.Activity("wait", "Elsa.Event", ("eventName", "Literal", "ring")));
        var id = Guid.Parse((await studio.StartAsync("ringing")).Instance);
        var administrator = await Visitor.SignInAsync(studio.Hall, "u010");
        var page = $"/admin/instances/{id}/cancel";
        using var early = await administrator.SubmitAsync(page, $"/admin/instances/{id}/delete", ("reason", Reason));
        early.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, "it still runs");

        using var ended = await administrator.SubmitAsync(page, page, ("reason", Reason));
        using var deleted = await administrator.SubmitAsync($"/admin/instances/{id}/delete", $"/admin/instances/{id}/delete", ("reason", Reason));

        deleted.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        await using var db = Read();
        (await db.Instances.AnyAsync(i => i.Id == id) || await db.Journal.AnyAsync(j => j.InstanceId == id) || await db.Bookmarks.AnyAsync(b => b.InstanceId == id)).ShouldBeFalse();
        var audit = await db.AuditEntries.Where(e => e.Aggregate == $"instance:{id:N}").OrderBy(e => e.Sequence).ToListAsync();
        audit.Select(e => (e.Action, e.ActorId)).ShouldBe([("instance.cancelled", "E010"), ("instance.deleted", "E010")]);
        (await studio.Hall.Services.GetRequiredService<AuditChain>().VerifyAsync("", default)).ShouldAllBe(v => v.IsWhole);
    }

    [Fact]
    public async Task A_faulted_one_is_given_up()
    {
        await studio.PublishAsync("broken", StudioHall.Activity("bad", "Elsa.WriteLine", ("text", "JavaScript", "nobody.name")));
        var id = Guid.Parse((await studio.StartAsync("broken")).Instance);
        var administrator = await Visitor.SignInAsync(studio.Hall, "u010");

        using var ended = await administrator.SubmitAsync($"/admin/instances/{id}/cancel", $"/admin/instances/{id}/cancel", ("reason", Reason));

        ended.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        await using var db = Read();
        (await db.Instances.Where(i => i.Id == id).Select(i => $"{i.SubStatus}").SingleAsync()).ShouldBe("Cancelled");
    }

    [Theory]
    [InlineData("u006")]
    [InlineData("u004")]
    [InlineData("u011")]
    [InlineData("u030")]
    public async Task Nobody_else_has_the_page(string person)
    {
        var visitor = await Visitor.SignInAsync(studio.Hall, person);
        var id = await InstanceOfAsync(studio.Leave);

        (await visitor.SeeAsync("/admin/instances")).Status.ShouldNotBe(HttpStatusCode.OK);
        using var refused = await visitor.SubmitAsync("/inbox", $"/admin/instances/{id}/cancel", ("reason", Reason));
        refused.StatusCode.ShouldNotBe(HttpStatusCode.SeeOther);
        (await (await studio.Hall.AsAsync("u030")).CaseAsync(studio.Leave)).Text("status").ShouldBe("running");
    }

    private async Task<Guid> InstanceOfAsync(Guid leave)
    {
        await using var db = Read();
        return (await db.Cases.Where(c => c.Id == leave).Select(c => c.InstanceId).SingleAsync())!.Value;
    }

    private StaffFlowsDbContext Read() => studio.Hall.Services.GetRequiredService<IDbContextFactory<StaffFlowsDbContext>>().CreateDbContext();
}
