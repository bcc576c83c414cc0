using System.IO.Compression;
using System.Net;
using System.Text.Json.Nodes;

namespace StaffFlows.Host.Tests.StudioApi;

public sealed class When_a_definition_leaves_as_a_file(DesignersHall hall) : IClassFixture<DesignersHall>
{
    [Fact]
    public async Task It_is_the_JSON_that_Elsa_exports_under_a_name_that_says_what_it_is()
    {
        using var answer = await GetAsync("workflow-definitions/leave/export?versionOptions=1&includeConsumingWorkflows=False");

        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        var disposition = answer.Content.Headers.ContentDisposition!;
        (disposition.FileName, disposition.FileNameStar).ShouldBe(("workflow-definition-leave-v1.json", "workflow-definition-请假审批流程-v1.json"));
        var text = await answer.Content.ReadAsStringAsync();
        text.ShouldContain("请假审批流程", Case.Sensitive, "people compare exports, so it is written to be read");
        var json = JsonNode.Parse(text)!.AsObject();
        json.First().Key.ShouldBe("$schema");
        (json["definitionId"]!.ToString(), json["version"]!.GetValue<int>(), json["toolVersion"]!.ToString()).ShouldBe(("leave", 1, "3.8.0.0"));
        json.ContainsKey("links").ShouldBeFalse();
        json["customProperties"]!.AsObject().ContainsKey("StaffFlows:Revision").ShouldBeFalse("the host's own mark stays here");
        json["root"]!["activities"]!.AsArray().Count.ShouldBeGreaterThan(10);
    }

    [Fact]
    public async Task Without_a_version_it_is_the_latest_and_what_is_unknown_is_not_found()
    {
        var draft = (await hall.First.SaveAsync(Drawn.Of("two-versions", "两个版本", "Elsa.WriteLine"), publish: true)).Body["workflowDefinition"]!.AsObject();
        draft["description"] = "改过";
        await hall.First.SaveAsync(draft);

        JsonNode.Parse(await TextAsync("workflow-definitions/two-versions/export"))!["version"]!.GetValue<int>().ShouldBe(2);
        JsonNode.Parse(await TextAsync("workflow-definitions/two-versions/export?versionOptions=Published"))!["version"]!.GetValue<int>().ShouldBe(1);
        (await GetAsync("workflow-definitions/two-versions/export?versionOptions=9")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await GetAsync("workflow-definitions/nothing/export")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Several_are_an_archive_that_is_the_same_every_time()
    {
        var ids = new JsonArray((await VersionIdOfAsync("leave")), await VersionIdOfAsync(await SavedAsync("packed", "打包")));

        var (first, name) = await PackAsync(ids);
        var (second, _) = await PackAsync(ids);

        name.ShouldBe("workflow-definitions.zip");
        second.ShouldBe(first);
        EntriesOf(first).ShouldBe(["workflow-definition-leave-v1.json", "workflow-definition-packed-v1.json"]);
        using var archive = new ZipArchive(new MemoryStream(first));
        archive.Entries.ShouldAllBe(entry => entry.LastWriteTime.Year == 1980);
    }

    [Fact]
    public async Task With_what_uses_it_everything_that_belongs_together_comes_along()
    {
        await SavedAsync("part", "Checked part");
        await SavedAsync("whole", "Whole thing", "CheckedPart");
        await SavedAsync("around", "Around it", "WholeThing");

        using var answer = await GetAsync("workflow-definitions/part/export?versionOptions=Latest&includeConsumingWorkflows=True");

        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/zip");
        EntriesOf(await answer.Content.ReadAsByteArrayAsync())
            .ShouldBe(["workflow-definition-around-v1.json", "workflow-definition-part-v1.json", "workflow-definition-whole-v1.json"]);
    }

    [Fact]
    public async Task A_reader_may_take_one_and_a_clerk_may_not()
    {
        (await hall.Reader.Client.GetAsync(Url("workflow-definitions/leave/export"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        var clerk = await Owner.SignInAsync(hall.Hall, "u030");
        (await clerk.Client.GetAsync(Url("workflow-definitions/leave/export"))).IsSuccessStatusCode.ShouldBeFalse();
    }

    private async Task<string> SavedAsync(string id, string name, params string[] types)
    {
        (await hall.First.SaveAsync(Drawn.Of(id, name, types is [] ? ["Elsa.WriteLine"] : types))).Status.ShouldBe(HttpStatusCode.OK);
        return id;
    }

    private async Task<string> VersionIdOfAsync(string id) => (await hall.First.OpenAsync(id))["id"]!.ToString();

    private Task<HttpResponseMessage> GetAsync(string path) => hall.First.Client.GetAsync(Url(path));

    private async Task<string> TextAsync(string path) => await (await GetAsync(path)).Content.ReadAsStringAsync();

    private async Task<(byte[] Content, string? Name)> PackAsync(JsonArray ids)
    {
        using var body = new StringContent(new JsonObject { ["ids"] = ids.DeepClone(), ["includeConsumingWorkflows"] = false }.ToJsonString(), System.Text.Encoding.UTF8, "application/json");
        using var answer = await hall.First.Client.PostAsync(Url("bulk-actions/export/workflow-definitions"), body);
        return (await answer.Content.ReadAsByteArrayAsync(), answer.Content.Headers.ContentDisposition!.FileName);
    }

    private static IEnumerable<string> EntriesOf(byte[] zip)
    {
        using var archive = new ZipArchive(new MemoryStream(zip));
        return [.. archive.Entries.Select(entry => entry.FullName)];
    }

    private static Uri Url(string path) => new($"/elsa/api/{path}", UriKind.Relative);
}
