using System.Net;
using System.Text.Json.Nodes;
using StaffFlows.Testing;

namespace StaffFlows.Host.Tests.StudioApi;

/// <summary>祁思远 and the director have the same procedure open, and he saves first.</summary>
public sealed class When_a_save_is_refused(DesignersHall hall) : IClassFixture<DesignersHall>
{
    [Fact]
    public async Task The_sentence_names_the_other_one_the_time_and_where_the_draft_is()
    {
        var (status, refusal) = await CollideAsync("told", "主任的改动");

        status.ShouldBe(HttpStatusCode.BadRequest);
        Owner.Sentence(refusal).ShouldContain("祁思远");
        Owner.Sentence(refusal).ShouldContain("2026年11月23日 09:");
        Owner.Sentence(refusal).ShouldContain("/studio/kept-drafts");
    }

    [Fact]
    public async Task His_draft_is_kept_for_him_alone_and_a_later_one_takes_its_place()
    {
        var mine = await OpenedAsync("kept");
        await CollideAsync("kept", "第一次");
        await hall.Second.SaveAsync(mine.With("description", "第二次"));

        var draft = (await KeptAsync(hall.Second, "kept")).ShouldNotBeNull();
        draft["name"]!.ToString().ShouldBe("流程 kept");
        draft["changedById"]!.ToString().ShouldBe("E006");
        (await hall.Second.GetAsync($"kept-drafts/{draft["id"]}"))["definition"]!["description"]!.ToString().ShouldBe("第二次");
        (await KeptAsync(hall.First, "kept")).ShouldBeNull();
        (await hall.First.Client.GetAsync(Url($"kept-drafts/{draft["id"]}"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await hall.First.PostAsync($"kept-drafts/{draft["id"]}/take-up")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await hall.Reader.Client.GetAsync(Url("kept-drafts"))).IsSuccessStatusCode.ShouldBeFalse();
    }

    [Fact]
    public async Task Taken_up_it_is_the_latest_draft_and_the_others_work_stays_in_the_history()
    {
        await CollideAsync("taken", "主任的改动");
        var id = (await KeptAsync(hall.Second, "taken"))!["id"];

        var (status, taken) = await hall.Second.PostAsync($"kept-drafts/{id}/take-up");

        status.ShouldBe(HttpStatusCode.OK);
        (taken["description"]!.ToString(), taken["version"]!.GetValue<int>(), taken["isPublished"]!.GetValue<bool>()).ShouldBe(("主任的改动", 2, false));
        var first = await hall.Second.GetAsync("workflow-definitions/by-definition-id/taken?versionOptions=1");
        first["description"]!.ToString().ShouldBe("祁思远的改动");
        (await KeptAsync(hall.Second, "taken")).ShouldBeNull();
        (await hall.Second.PostAsync($"kept-drafts/{id}/take-up")).Status.ShouldBe(HttpStatusCode.NotFound, "it is gone");
        (await hall.Second.SaveAsync(taken.With("description", "接着改"))).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task On_its_page_he_takes_it_up_or_drops_it()
    {
        await CollideAsync("on-page", "主任的改动");
        var visitor = await Visitor.SignInAsync(hall.Hall, "u004");
        var id = (await KeptAsync(hall.Second, "on-page"))!["id"]!.ToString();
        var (status, page) = await visitor.SeeAsync("/studio/kept-drafts");

        status.ShouldBe(HttpStatusCode.OK);
        page.ShouldContain("流程 on-page");
        page.ShouldContain("祁思远已在 今天 09:");
        (await visitor.SeeAsync("/studio/")).Html.ShouldContain("/studio/kept-drafts", Case.Sensitive, "the designer says that something is waiting");
        (await visitor.SubmitAsync("/studio/kept-drafts", $"/studio/kept-drafts/{id}/drop")).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await visitor.SeeAsync("/studio/kept-drafts")).Html.ShouldContain("“流程 on-page”的留存草稿已丢弃");
        (await KeptAsync(hall.Second, "on-page")).ShouldBeNull();
        (await hall.Second.OpenAsync("on-page"))["description"]!.ToString().ShouldBe("祁思远的改动");
    }

    [Fact]
    public async Task Nobody_keeps_more_than_twenty()
    {
        for (var n = 0; n < 22; n++) await CollideAsync($"many-{n}", "主任的改动");

        (await hall.Second.GetAsync("kept-drafts"))["count"]!.GetValue<int>().ShouldBe(20);
        (await KeptAsync(hall.Second, "many-0")).ShouldBeNull("the oldest makes room");
        (await KeptAsync(hall.Second, "many-21")).ShouldNotBeNull();
    }

    /// <summary>Both open it, the first one saves, and then the second.</summary>
    private async Task<(HttpStatusCode Status, JsonObject Body)> CollideAsync(string id, string description)
    {
        var his = await OpenedAsync(id);
        (await hall.First.SaveAsync((await hall.First.OpenAsync(id)).With("description", "祁思远的改动"))).Status.ShouldBe(HttpStatusCode.OK);
        return await hall.Second.SaveAsync(his.With("description", description));
    }

    /// <summary>As the director has it before him; made where it is not there yet.</summary>
    private async Task<JsonObject> OpenedAsync(string id)
    {
        if (!(await hall.Second.Client.GetAsync(Url($"workflow-definitions/by-definition-id/{id}"))).IsSuccessStatusCode)
            (await hall.First.SaveAsync(Drawn.Of(id, $"流程 {id}", "Elsa.WriteLine"))).Status.ShouldBe(HttpStatusCode.OK);
        return await hall.Second.OpenAsync(id);
    }

    private static async Task<JsonNode?> KeptAsync(Owner by, string definitionId) =>
        (await by.GetAsync("kept-drafts"))["items"]!.AsArray().SingleOrDefault(draft => draft!["definitionId"]!.ToString() == definitionId);

    private static Uri Url(string path) => new($"/elsa/api/{path}", UriKind.Relative);
}

public sealed class When_a_kept_draft_has_had_its_time
{
    [Fact]
    public async Task It_is_gone_after_ninety_days()
    {
        await using var hall = await Hall.OpenAsync();
        await DesignersHall.GiveRolesAsync(hall, ("u004", "ProcessOwner"));
        var (first, second) = (await Owner.SignInAsync(hall, "u006"), await Owner.SignInAsync(hall, "u004"));
        var his = await second.OpenAsync("leave");
        await first.SaveAsync((await first.OpenAsync("leave")).With("description", "祁思远的改动"));
        await second.SaveAsync(his.With("description", "主任的改动"));

        await EraseAsync(hall, Hall.OpensAt.AddDays(90));
        (await second.GetAsync("kept-drafts"))["count"]!.GetValue<int>().ShouldBe(1);
        await EraseAsync(hall, Hall.OpensAt.AddDays(91));
        (await second.GetAsync("kept-drafts"))["count"]!.GetValue<int>().ShouldBe(0);
    }

    private static async Task EraseAsync(Hall hall, DateTimeOffset at)
    {
        await hall.AdvanceToAsync(at);
        await (await hall.AsAsync("u010")).PostAsync("admin/retention/run");
    }
}
