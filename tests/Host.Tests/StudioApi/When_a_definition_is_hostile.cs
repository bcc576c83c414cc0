using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace StaffFlows.Host.Tests.StudioApi;

public sealed class When_a_definition_is_hostile(DesignersHall hall) : IClassFixture<DesignersHall>
{
    private const string Script = "<script>alert('名')</script>";

    [Fact]
    public async Task Five_megabytes_two_thousand_steps_or_endless_nesting_are_refused_with_a_sentence_wherever_they_come_in()
    {
        var large = Drawn.Of("five-megabytes", "大", "Elsa.WriteLine").With("description", new string('长', 1_700_000));
        var many = Drawn.Of("two-thousand", "多", [.. Enumerable.Repeat("Elsa.WriteLine", 2000)]);
        var deep = Drawn.Of("deep", "深").With("root", Nested(300));

        foreach (var (model, sentence) in new[] { (large, "太大"), (many, "2001 个活动，最多 1000 个"), (deep, "嵌套过深") })
        {
            Refused(await hall.First.SaveAsync(model)).ShouldContain(sentence);
            Refused(await hall.First.PostTextAsync("workflow-definitions/import", model.ToJsonString())).ShouldContain(sentence);
            (await hall.First.Client.GetAsync(Url($"workflow-definitions/by-definition-id/{model["definitionId"]}"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }
    }

    [Fact]
    public async Task The_largest_that_is_accepted_is_saved_opened_and_published()
    {
        var (status, body) = await hall.First.SaveAsync(Drawn.Of("largest", "最大", [.. Enumerable.Repeat("Elsa.WriteLine", 999)]), publish: true);

        status.ShouldBe(HttpStatusCode.OK, body.ToJsonString());
        (await hall.First.OpenAsync("largest"))["root"]!["activities"]!.AsArray().Count.ShouldBe(999);
    }

    [Fact]
    public async Task A_thicket_of_connections_is_looked_through_all_the_same()
    {
        var (status, body) = await hall.First.SaveAsync(Thicket("thicket", 45), publish: true);

        status.ShouldBe(HttpStatusCode.BadRequest, "ways back to what could have been passed by");
        body["errors"]!.AsArray().ShouldNotBeEmpty();
        Refused(await hall.First.SaveAsync(Thicket("thicket", 120))).ShouldContain("14280 条连线，最多 2000 条");
    }

    [Fact]
    public async Task Others_are_answered_while_one_upload_hangs_and_many_are_worked_on()
    {
        var slow = new StalledContent(Encoding.UTF8.GetBytes(new JsonObject { ["model"] = Drawn.Of("slow", "慢", "Elsa.WriteLine"), ["publish"] = false }.ToJsonString()));
        var hanging = hall.First.Client.PostAsync(Url("workflow-definitions"), slow);
        await slow.Halfway;
        var many = Drawn.Of("busy", "忙", [.. Enumerable.Repeat("Elsa.WriteLine", 2000)]);
        var refused = Enumerable.Range(0, 6).Select(_ => hall.Second.SaveAsync(many)).ToList();

        (await (await hall.Hall.AsAsync("u030")).InboxAsync()).ShouldNotBeNull();
        (await hall.Reader.GetAsync("descriptors/activities")).ShouldNotBeNull();

        hanging.IsCompleted.ShouldBeFalse();
        foreach (var answer in await Task.WhenAll(refused)) Refused(answer).ShouldContain("最多 1000 个");
        slow.GoOn();
        (await hanging).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Scripts_in_names_are_text_wherever_they_are_shown()
    {
        var model = Drawn.Of("scripted", Script, "Elsa.WriteLine").With("description", Script).With("customProperties", new JsonObject
        {
            ["StaffFlows:Procedure"] = new JsonObject { ["key"] = "scripted", ["form"] = "leave", ["nameZh"] = Script, ["nameEn"] = Script, ["category"] = Script, ["descriptionZh"] = Script, ["numberPattern"] = "X-{year}-{0:000000}", ["titlePattern"] = Script, ["mayStart"] = "active" },
        });
        model["root"]!["activities"]![0]!["name"] = Script;
        (await hall.First.SaveAsync(model, publish: true)).Status.ShouldBe(HttpStatusCode.OK);
        await hall.Second.SaveAsync((await hall.Second.OpenAsync("scripted")).With("description", "一"));
        await hall.First.SaveAsync(model.With("customProperties", new JsonObject { ["StaffFlows:Revision"] = "old" }));

        (await hall.First.OpenAsync("scripted"))["name"]!.ToString().ShouldBe(Script, "it is stored as it was written");
        var raw = await hall.First.Client.GetStringAsync(Url("workflow-definitions/by-definition-id/scripted"));
        raw.ShouldNotContain("<script", Case.Insensitive);
        foreach (var (user, page) in new[] { ("u006", "/studio/kept-drafts"), ("u006", "/studio/workflows/definitions/scripted/edit"), ("u030", "/start"), ("u030", "/start/scripted") })
        {
            var visitor = await Visitor.SignInAsync(hall.Hall, user);
            var html = await visitor.Client.GetStringAsync(new Uri(page, UriKind.Relative));
            html.ShouldNotContain("<script>alert", Case.Insensitive, page);
        }

        using var file = await hall.First.Client.GetAsync(Url("workflow-definitions/scripted/export"));
        file.Content.Headers.ContentDisposition!.FileNameStar!.ShouldNotContain("<");
    }

    private static string Refused((HttpStatusCode Status, JsonObject Body) answer)
    {
        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        return Owner.Sentence(answer.Body);
    }

    /// <summary>From every step to every other one.</summary>
    private static JsonObject Thicket(string id, int steps)
    {
        var thicket = Drawn.Of(id, "丛", [.. Enumerable.Repeat("Elsa.WriteLine", steps)]);
        thicket["root"]!["connections"] = new JsonArray([.. from source in Enumerable.Range(1, steps) from target in Enumerable.Range(1, steps) where source != target select Connection(source, target)]);
        return thicket;
    }

    private static JsonObject Connection(int source, int target) => new()
    {
        ["source"] = new JsonObject { ["activity"] = $"step{source}", ["port"] = "Done" }, ["target"] = new JsonObject { ["activity"] = $"step{target}", ["port"] = "In" },
    };

    private static JsonObject Nested(int levels)
    {
        var inner = new JsonObject { ["id"] = "innermost", ["type"] = "Elsa.WriteLine", ["version"] = 1 };
        for (var level = 0; level < levels; level++) inner = new JsonObject { ["id"] = $"f{level}", ["type"] = "Elsa.Flowchart", ["version"] = 1, ["activities"] = new JsonArray(inner) };
        return inner;
    }

    private static Uri Url(string path) => new($"/elsa/api/{path}", UriKind.Relative);
}
