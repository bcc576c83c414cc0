using System.Net;
using System.Text.Json.Nodes;
using StaffFlows.Testing;

namespace StaffFlows.Host.Tests.StudioApi;

public sealed class When_a_version_is_still_needed
{
    [Fact]
    public async Task It_is_not_deleted_however_that_is_asked_for_and_the_sentence_says_how_many_need_it()
    {
        await using var hall = await Hall.OpenAsync();
        var owner = await Owner.SignInAsync(hall, "u006");
        await hall.SubmittedAsync();
        var version = (await owner.OpenAsync("leave"))["id"]!.ToString();
        await owner.SaveAsync((await owner.OpenAsync("leave")).With("description", "新的一版"), publish: true);

        foreach (var path in new[] { "workflow-definitions/leave", $"workflow-definition-versions/{version}" })
        {
            using var answer = await owner.Client.DeleteAsync(new Uri($"/elsa/api/{path}", UriKind.Relative));
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, path);
            Owner.Sentence(JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsObject()).ShouldBe("还有 1 件事项需要这个版本，不能删除。");
        }

        (await owner.PostAsync("bulk-actions/delete/workflow-definitions/by-definition-id", new JsonObject { ["definitionIds"] = new JsonArray("leave") })).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await owner.PostAsync("bulk-actions/delete/workflow-definitions/by-id", new JsonObject { ["ids"] = new JsonArray(version) })).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await owner.GetAsync($"workflow-definitions/by-id/{version}"))["version"]!.GetValue<int>().ShouldBe(1);
    }
}
