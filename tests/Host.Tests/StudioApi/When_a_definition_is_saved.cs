using System.Net;
using System.Text.Json.Nodes;
using StaffFlows.Testing;

namespace StaffFlows.Host.Tests.StudioApi;

/// <summary>The process owner u006 (祁思远) in the Studio; u004 (the director) becomes a second owner, u020 a reader.</summary>
public sealed class When_a_definition_is_saved
{
    [Fact]
    public async Task Opening_one_writes_nothing()
    {
        await using var hall = await Hall.OpenAsync();
        var owner = await Owner.SignInAsync(hall, "u006");

        var leave = await owner.OpenAsync("leave");
        var (status, saved) = await owner.SaveAsync(leave);

        status.ShouldBe(HttpStatusCode.OK);
        saved["workflowDefinition"]!["id"]!.ToString().ShouldBe(leave["id"]!.ToString(), "what is saved as it was opened is no new version");
        (await VersionsAsync(owner)).ShouldBe([(1, true, true)]);
        leave["root"]!["nodeId"]!.ToString().ShouldBe("Workflow1:Flowchart1");
        leave["links"]!.AsArray().Select(link => link!["rel"]!.ToString()).ShouldContain("publish");
    }

    [Fact]
    public async Task The_first_change_of_a_published_one_is_a_draft_beside_it_and_the_next_one_stays_in_it()
    {
        await using var hall = await Hall.OpenAsync();
        var owner = await Owner.SignInAsync(hall, "u006");

        var draft = await ChangeAsync(owner, await owner.OpenAsync("leave"), "一");
        var again = await ChangeAsync(owner, draft, "二");

        (draft["version"]!.GetValue<int>(), again["version"]!.GetValue<int>(), again["id"]!.ToString()).ShouldBe((2, 2, draft["id"]!.ToString()));
        (await VersionsAsync(owner)).ShouldBe([(2, true, false), (1, false, true)]);
    }

    [Fact]
    public async Task Publishing_makes_the_next_request_take_the_new_version()
    {
        await using var hall = await Hall.OpenAsync();
        var owner = await Owner.SignInAsync(hall, "u006");
        var leave = await owner.OpenAsync("leave");
        leave["description"] = "新的一版";

        var (status, body) = await owner.SaveAsync(leave, publish: true);

        (status, body["alreadyPublished"]!.GetValue<bool>()).ShouldBe((HttpStatusCode.OK, false));
        (await VersionsAsync(owner)).ShouldBe([(2, true, true), (1, false, false)]);
        (await owner.SaveAsync(body["workflowDefinition"]!.AsObject(), publish: true)).Body["alreadyPublished"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task With_errors_it_is_saved_as_a_draft_but_not_published()
    {
        await using var hall = await Hall.OpenAsync();
        var owner = await Owner.SignInAsync(hall, "u006");
        var leave = await owner.OpenAsync("leave");
        var step = leave["root"]!["activities"]!.AsArray().First(a => a!["id"]!.ToString() == "window-head")!;
        step["assignee"]!["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = "initiator | role:Emperor@home" };

        var (status, refusal) = await owner.SaveAsync(leave, publish: true);

        status.ShouldBe(HttpStatusCode.BadRequest, "the only answer that the Studio shows");
        refusal["errors"]!.AsArray().Select(e => e!.ToString()).ShouldContain(e => e.Contains("Emperor", StringComparison.Ordinal));
        (await VersionsAsync(owner)).ShouldBe([(1, true, true)]);
        (await owner.SaveAsync(leave)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Who_has_not_seen_the_change_of_another_owner_is_told_who_and_when()
    {
        await using var hall = await Hall.OpenAsync();
        await GiveRolesAsync(hall, ("u004", "ProcessOwner"));
        var (first, second) = (await Owner.SignInAsync(hall, "u006"), await Owner.SignInAsync(hall, "u004"));
        var (mine, his) = (await first.OpenAsync("leave"), await second.OpenAsync("leave"));
        await ChangeAsync(first, mine, "我的");
        his["description"] = "他的";

        var (status, refusal) = await second.SaveAsync(his);

        status.ShouldBe(HttpStatusCode.BadRequest);
        Owner.Sentence(refusal).ShouldContain("祁思远");
        Owner.Sentence(refusal).ShouldContain("11月23日");
        (await second.OpenAsync("leave"))["description"]!.ToString().ShouldBe("我的", "nothing of the first owner's work is lost");
        await ChangeAsync(second, await second.OpenAsync("leave"), "他的，重新打开之后");
    }

    [Fact]
    public async Task A_new_one_gets_an_id_and_a_name_of_its_own()
    {
        await using var hall = await Hall.OpenAsync();
        var owner = await Owner.SignInAsync(hall, "u006");
        var empty = new JsonObject
        {
            ["name"] = "新流程", ["description"] = "", ["definitionId"] = "", ["version"] = 1, ["isLatest"] = true, ["isPublished"] = false,
            ["root"] = new JsonObject { ["id"] = "f", ["type"] = "Elsa.Flowchart", ["version"] = 1, ["name"] = "Flowchart1" },
        };

        var created = (await owner.SaveAsync(empty)).Body["workflowDefinition"]!;

        created["definitionId"]!.ToString().Length.ShouldBe(16);
        (await owner.GetAsync("workflow-definitions/validation/is-name-unique?name=新流程"))["isUnique"]!.GetValue<bool>().ShouldBeFalse();
        (await owner.GetAsync($"workflow-definitions/validation/is-name-unique?name=新流程&definitionId={created["definitionId"]}"))["isUnique"]!.GetValue<bool>().ShouldBeTrue();
        empty["name"] = "";
        Owner.Sentence((await owner.SaveAsync(empty)).Body).ShouldBe("请填写流程名称。");
    }

    [Theory]
    [InlineData(2000, 1, 10, "definition-too-many-activities")]
    [InlineData(1, 200, 10, "definition-too-deep")]
    [InlineData(1, 1, 1024 * 1024, "definition-too-large")]
    public async Task One_that_nobody_could_work_with_is_refused_with_a_sentence(int activities, int depth, int letters, string code)
    {
        await using var hall = await Hall.OpenAsync();
        var owner = await Owner.SignInAsync(hall, "u006");
        var model = $$"""{"model": {"name": "大", "definitionId": "big", "description": "{{new string('长', letters)}}", "root": {{Nested(depth, activities)}} } }""";

        var (status, refusal) = await owner.PostTextAsync("workflow-definitions", model);

        (status, refusal["code"]!.ToString()).ShouldBe((HttpStatusCode.BadRequest, code));
        Owner.Sentence(refusal).ShouldNotBe(code);
    }

    [Fact]
    public async Task A_reader_sees_everything_and_changes_nothing()
    {
        await using var hall = await Hall.OpenAsync();
        await GiveRolesAsync(hall, ("u020", "ProcessReader"));
        var reader = await Owner.SignInAsync(hall, "u020");

        var leave = await reader.OpenAsync("leave");
        leave["links"]!.AsArray().ShouldBeEmpty();
        leave["isReadonly"]!.GetValue<bool>().ShouldBeTrue();
        (await reader.SaveAsync(leave)).Status.ShouldNotBe(HttpStatusCode.OK);
        foreach (var change in new[] { "workflow-definitions/leave/publish", "workflow-definitions/leave/retract", "workflow-definitions/leave/revert/1", "workflow-definitions/import" })
            (await reader.PostAsync(change)).Status.ShouldNotBe(HttpStatusCode.OK, change);
        (await reader.Client.DeleteAsync(new Uri("/elsa/api/workflow-definitions/leave", UriKind.Relative))).StatusCode.ShouldNotBe(HttpStatusCode.NoContent);
        (await VersionsAsync(reader)).ShouldBe([(1, true, true)]);
    }

    [Fact]
    public async Task A_clerk_finds_nothing_there()
    {
        await using var hall = await Hall.OpenAsync();
        var clerk = await Owner.SignInAsync(hall, "u030");

        foreach (var path in new[] { "workflow-definitions", "workflow-definitions/by-definition-id/leave", "descriptors/activities" })
            (await clerk.Client.GetAsync(new Uri($"/elsa/api/{path}", UriKind.Relative))).IsSuccessStatusCode.ShouldBeFalse(path);
    }

    [Theory]
    [InlineData("cross-site")]
    [InlineData("same-site")]
    [InlineData(null)]
    public async Task Another_site_cannot_make_his_browser_save(string? from)
    {
        await using var hall = await Hall.OpenAsync();
        var owner = await Owner.SignInAsync(hall, "u006");
        var leave = await owner.OpenAsync("leave");
        leave["description"] = "骗来的";
        owner.Client.DefaultRequestHeaders.Remove("Sec-Fetch-Site");
        if (from is not null) owner.Client.DefaultRequestHeaders.Add("Sec-Fetch-Site", from);

        (await owner.SaveAsync(leave, publish: true)).Body["code"]!.ToString().ShouldBe("antiforgery");

        (await VersionsAsync(owner)).ShouldBe([(1, true, true)]);
    }

    private static async Task<JsonObject> ChangeAsync(Owner owner, JsonObject definition, string description)
    {
        definition["description"] = description;
        var (status, body) = await owner.SaveAsync(definition);
        status.ShouldBe(HttpStatusCode.OK);
        return body["workflowDefinition"]!.AsObject();
    }

    private static async Task<IEnumerable<(int Version, bool IsLatest, bool IsPublished)>> VersionsAsync(Owner owner) =>
        (await owner.GetAsync("workflow-definitions?versionOptions=AllVersions&Page=0&PageSize=10&DefinitionIds=leave&OrderBy=Version&OrderDirection=Descending"))["items"]!.AsArray()
            .Select(v => (v!["version"]!.GetValue<int>(), v["isLatest"]!.GetValue<bool>(), v["isPublished"]!.GetValue<bool>()));

    internal static async Task GiveRolesAsync(Hall hall, params (string UserName, string Role)[] roles)
    {
        var file = await Administration.When_an_organisation_is_imported.DemoAsync();
        foreach (var role in roles.Select(r => r.Role).Where(code => !file["roles"]!.AsArray().Any(r => r!["code"]!.ToString() == code)).Distinct())
            file["roles"]!.AsArray().Add(new JsonObject { ["code"] = role, ["name"] = role });
        foreach (var (userName, role) in roles)
            file["people"]!.AsArray().Single(p => p!["userName"]!.ToString() == userName)!["roles"]!.AsArray().Add(role);
        (await (await hall.AsAsync("u010")).TryPostAsync("organisation", file)).Expect();
    }

    private static string Nested(int depth, int activities)
    {
        var inner = string.Join(',', Enumerable.Range(0, activities).Select(n => $$"""{"id": "a{{n}}", "type": "Elsa.WriteLine", "version": 1}"""));
        for (var level = 0; level < depth; level++) inner = $$"""{"id": "f{{level}}", "type": "Elsa.Flowchart", "version": 1, "activities": [{{inner}}]}""";
        return inner;
    }
}
