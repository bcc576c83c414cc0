using System.Net;
using System.Text.Json.Nodes;

namespace StaffFlows.Host.Tests.StudioApi;

/// <summary>Test runs may be ended there, and nothing else.</summary>
public sealed class When_instances_are_ended_in_the_studio(StudioHall studio) : IClassFixture<StudioHall>
{
    [Theory]
    [InlineData("DELETE", "workflow-instances/{0}")]
    [InlineData("POST", "cancel/workflow-instances/{0}")]
    [InlineData("POST", "bulk-actions/delete/workflow-instances/by-id")]
    [InlineData("POST", "bulk-actions/cancel/workflow-instances")]
    public async Task A_real_one_is_refused_with_a_sentence_that_says_where_to_go(string method, string path)
    {
        var test = await RunAsync();

        var (status, body) = await SendAsync(method, path, studio.Instance, test);

        (status, body["code"]!.ToString()).ShouldBe((HttpStatusCode.BadRequest, "instance-is-real"));
        Owner.Sentence(body).ShouldContain("管理");
        var owner = await studio.AsAsync("u006");
        (await owner.GetAsync($"workflow-instances/{studio.Instance}"))["subStatus"]!.ToString().ShouldBe("Suspended");
        (await owner.GetAsync($"workflow-instances/{test}"))["subStatus"]!.ToString().ShouldBe("Suspended", "one real instance refuses them all");
    }

    [Fact]
    public async Task Test_runs_are_cancelled_and_deleted()
    {
        var (one, other) = (await RunAsync(), await RunAsync());
        var owner = await studio.AsAsync("u006");

        (await SendAsync("POST", "cancel/workflow-instances/{0}", one, one)).Status.ShouldBe(HttpStatusCode.NoContent);
        (await owner.GetAsync($"workflow-instances/{one}"))["subStatus"]!.ToString().ShouldBe("Cancelled");
        (await SendAsync("POST", "bulk-actions/cancel/workflow-instances", one, other)).Body["cancelled"]!.GetValue<int>().ShouldBe(1, "one was cancelled already");
        (await SendAsync("DELETE", "workflow-instances/{0}", one, one)).Status.ShouldBe(HttpStatusCode.NoContent);
        (await SendAsync("POST", "bulk-actions/delete/workflow-instances/by-id", one, other)).Body["deleted"]!.GetValue<int>().ShouldBe(1);
        (await owner.Client.GetAsync(new Uri($"/elsa/api/workflow-instances/{other}", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        var nothing = $"{Guid.NewGuid():N}";

        (await SendAsync("DELETE", "workflow-instances/{0}", nothing, nothing)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await SendAsync("POST", "cancel/workflow-instances/{0}", nothing, nothing)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_reader_ends_nothing()
    {
        var test = await RunAsync();
        var reader = (await studio.AsAsync("u038")).Client;

        (await reader.DeleteAsync(new Uri($"/elsa/api/workflow-instances/{test}", UriKind.Relative))).StatusCode.ShouldNotBe(HttpStatusCode.NoContent);

        (await (await studio.AsAsync("u006")).GetAsync($"workflow-instances/{test}"))["subStatus"]!.ToString().ShouldBe("Suspended");
    }

    [Fact]
    public async Task Several_are_exported_with_the_values_that_one_may_see()
    {
        var (sees, blind) = (await ExportAsync("u006"), await ExportAsync("u032"));

        sees.ShouldContain("LX0031");
        sees.ShouldContain("workflowExecutionLogRecords");
        blind.ShouldContain("workflowExecutionLogRecords");
        blind.ShouldNotContain("LX0031");
    }

    [Fact]
    public async Task None_is_made_from_a_file()
    {
        var (status, body) = await (await studio.AsAsync("u006")).PostAsync("bulk-actions/import/workflow-instances");

        (status, body["code"]!.ToString()).ShouldBe((HttpStatusCode.BadRequest, "instance-import-refused"));
        Owner.Sentence(body).ShouldNotBe("instance-import-refused");
    }

    private async Task<string> RunAsync() =>
        (await (await studio.AsAsync("u006")).PostAsync("workflow-definitions/leave/dispatch", new JsonObject { ["versionOptions"] = "Latest" })).Body["workflowInstanceId"]!.ToString();

    private async Task<(HttpStatusCode Status, JsonObject Body)> SendAsync(string method, string path, params string[] ids)
    {
        var owner = await studio.AsAsync("u006");
        var url = path.Replace("{0}", ids[0], StringComparison.Ordinal);
        if (method is "POST") return await owner.PostAsync(url, new JsonObject { ["ids"] = new JsonArray([.. ids.Select(id => (JsonNode)id)]) });

        using var answer = await owner.Client.DeleteAsync(new Uri($"/elsa/api/{url}", UriKind.Relative));
        var text = await answer.Content.ReadAsStringAsync();
        return (answer.StatusCode, text.StartsWith('{') ? JsonNode.Parse(text)!.AsObject() : []);
    }

    private async Task<string> ExportAsync(string person)
    {
        var client = (await studio.AsAsync(person)).Client;
        using var content = new StringContent($$"""{"ids":["{{studio.Instance}}"]}""", System.Text.Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(new Uri("/elsa/api/bulk-actions/export/workflow-instances", UriKind.Relative), content);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        await using var zip = new System.IO.Compression.ZipArchive(await answer.Content.ReadAsStreamAsync());
        using var file = new StreamReader(await zip.Entries.ShouldHaveSingleItem().OpenAsync());
        return await file.ReadToEndAsync();
    }
}
