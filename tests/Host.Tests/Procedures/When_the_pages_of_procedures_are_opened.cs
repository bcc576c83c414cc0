using System.Net;
using System.Text.Json.Nodes;
using StaffFlows.Host.Tests.StudioApi;
using StaffFlows.Testing;

namespace StaffFlows.Host.Tests.Procedures;

public sealed class When_the_pages_of_procedures_are_opened : IAsyncLifetime
{
    private static readonly string[] Reading = ["/admin/procedures", "/admin/procedures/leave", "/admin/procedures/leave/versions", "/admin/procedures/leave/outline"];

    private Hall hall = null!;

    public async Task InitializeAsync() => hall = await Hall.OpenAsync();

    public async Task DisposeAsync() => await hall.DisposeAsync();

    [Fact]
    public async Task Owners_edit_readers_read_and_for_others_there_is_nothing()
    {
        await GiveRoleAsync("u020", "ProcessReader");
        var (owner, reader, clerk, administrator) = (await Visitor.SignInAsync(hall, "u006"), await Visitor.SignInAsync(hall, "u020"), await Visitor.SignInAsync(hall, "u030"), await Visitor.SignInAsync(hall, "u010"));

        foreach (var page in Reading)
        {
            (await owner.SeeAsync(page)).Status.ShouldBe(HttpStatusCode.OK, page);
            (await reader.SeeAsync(page)).Status.ShouldBe(HttpStatusCode.OK, page);
            (await clerk.SeeAsync(page)).Status.ShouldBe(HttpStatusCode.NotFound, page);
            (await administrator.SeeAsync(page)).Status.ShouldBe(HttpStatusCode.NotFound, page);
        }

        (await owner.SeeAsync("/admin/procedures/leave/publish")).Status.ShouldBe(HttpStatusCode.OK);
        (await reader.SeeAsync("/admin/procedures/leave/publish")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await reader.SeeAsync("/admin/procedures/leave")).Html.ShouldNotContain("保存设置");
        (await reader.SubmitAsync("/inbox", "/admin/procedures/leave", ("key", "leave"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await reader.SubmitAsync("/inbox", "/admin/procedures/leave/publish", ("revision", "x"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await owner.SeeAsync("/admin/procedures/nothing")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await owner.SeeAsync("/admin/procedures/leave/outline?version=9")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await owner.SeeAsync("/admin/procedures/leave/versions?from=1&to=9")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_outline_lists_the_steps_in_both_languages()
    {
        var owner = await Visitor.SignInAsync(hall, "u006");

        var (_, html) = await owner.SeeAsync("/admin/procedures/leave/outline");
        html.ShouldContain("<ol class=\"outline\">");
        html.ShouldContain("窗口负责人审批");
        html.ShouldContain("可填写");
        using (await owner.SubmitAsync("/admin/procedures/leave", "/account/language", ("culture", "en"), ("returnUrl", "/inbox"))) { }

        var (_, english) = await owner.SeeAsync("/admin/procedures/leave/outline");
        english.ShouldContain("Window head's approval");
        english.ShouldContain("Fills in");
    }

    [Fact]
    public async Task Two_versions_stand_beside_each_other_with_their_changes_in_words()
    {
        var studio = await Owner.SignInAsync(hall, "u006");
        var leave = await studio.OpenAsync("leave");
        leave["root"]!["activities"]!.AsArray().Add(new JsonObject
        {
            ["id"] = "review", ["type"] = "StaffFlows.UserTask", ["version"] = 1,
            ["metadata"] = new JsonObject { ["displayText"] = "复核", ["designer"] = new JsonObject { ["position"] = new JsonObject { ["x"] = 650, ["y"] = 880 } } },
        });
        (await studio.SaveAsync(leave)).Status.ShouldBe(HttpStatusCode.OK);
        var owner = await Visitor.SignInAsync(hall, "u006");

        var (status, html) = await owner.SeeAsync("/admin/procedures/leave/versions");

        status.ShouldBe(HttpStatusCode.OK);
        html.ShouldContain("新增步骤“复核”（审批任务）。");
        html.ShouldContain("class=\"fn added\"");
        html.Split("<svg class=\"flow\"").Length.ShouldBe(3, "both charts");
        html.Split("id=\"beforeah\"").Length.ShouldBe(2, "ids are unique");
        (await owner.SeeAsync("/admin/procedures/leave/versions?from=2&to=1")).Html.ShouldContain("删除步骤“复核”。");
    }

    [Fact]
    public async Task The_designer_and_a_case_lead_there()
    {
        var leave = await hall.SubmittedAsync();
        var owner = await Visitor.SignInAsync(hall, "u006");

        var (_, designer) = await owner.SeeAsync("/studio/workflows/definitions/leave/edit");
        foreach (var page in new[] { "/admin/procedures/leave", "/admin/procedures/leave/versions", "/admin/procedures/leave/outline", "/admin/procedures/leave/publish" }) designer.ShouldContain($"href=\"{page}\"");
        (await owner.SeeAsync($"/cases/{leave}")).Html.ShouldContain("href=\"/admin/procedures/leave/outline?version=1\"");
        (await (await Visitor.SignInAsync(hall, "u030")).SeeAsync($"/cases/{leave}")).Html.ShouldNotContain("/admin/procedures");
        (await owner.SeeAsync("/admin")).Html.ShouldContain("href=\"/admin/procedures\"");
    }

    private async Task GiveRoleAsync(string userName, string role)
    {
        var file = await Administration.When_an_organisation_is_imported.DemoAsync();
        if (!file["roles"]!.AsArray().Any(r => r!["code"]!.ToString() == role)) file["roles"]!.AsArray().Add(new JsonObject { ["code"] = role, ["name"] = role });
        file["people"]!.AsArray().Single(p => p!["userName"]!.ToString() == userName)!["roles"]!.AsArray().Add(role);
        (await (await hall.AsAsync("u010")).TryPostAsync("organisation", file)).Expect();
    }
}
