using System.Net;
using System.Text.Json.Nodes;

namespace StaffFlows.Host.Tests.StudioApi;

public sealed class When_definitions_use_one_another(DesignersHall hall) : IClassFixture<DesignersHall>
{
    [Fact]
    public async Task Each_says_who_uses_it()
    {
        await PublishAsync("asked", "Asked about");
        await PublishAsync("asks-once", "Asks once", "AskedAbout");
        await hall.First.SaveAsync(Drawn.Of("asks-too", "Asks too", "Elsa.WriteLine", "AskedAbout"));

        (await hall.First.GetAsync("workflow-definitions/asked/consumers"))["consumingWorkflowDefinitionIds"]!.AsArray().Select(id => id!.ToString()).ShouldBe(["asks-once", "asks-too"]);
        (await hall.First.GetAsync("workflow-definitions/asks-too/consumers"))["consumingWorkflowDefinitionIds"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Bringing_the_references_up_to_date_publishes_what_was_published_and_leaves_drafts_drafts()
    {
        var first = await PublishAsync("moved", "Moved on");
        await PublishAsync("follows", "Follows", "MovedOn");
        await hall.First.SaveAsync(Drawn.Of("follows-as-draft", "Follows as draft", "MovedOn"));
        var second = await PublishAgainAsync("moved");
        (await PinOfAsync("follows")).ShouldBe(first, "a running instance never changes under its feet");

        var (status, body) = await hall.First.PostAsync("workflow-definitions/moved/update-references");

        status.ShouldBe(HttpStatusCode.OK);
        body["affectedWorkflows"]!.AsArray().Select(id => id!.ToString()).ShouldBe(["follows", "follows-as-draft"]);
        (await PinOfAsync("follows")).ShouldBe(second);
        (await hall.First.OpenAsync("follows")).Flags().ShouldBe((2, true));
        (await PinOfAsync("follows-as-draft")).ShouldBe(second);
        (await hall.First.OpenAsync("follows-as-draft")).Flags().ShouldBe((1, false));
        (await hall.First.PostAsync("workflow-definitions/moved/update-references")).Body["affectedWorkflows"]!.AsArray().ShouldBeEmpty("they are up to date");
        (await hall.Reader.PostAsync("workflow-definitions/moved/update-references")).Status.ShouldNotBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task Publishing_takes_them_along_where_the_definition_says_so_and_says_how_many(bool automatic, int count)
    {
        var id = automatic ? "takes-along" : "leaves-behind";
        var name = automatic ? "Takes along" : "Leaves behind";
        var model = Drawn.Of(id, name, "Elsa.WriteLine");
        model["options"]!["autoUpdateConsumingWorkflows"] = automatic;
        var published = (await hall.First.SaveAsync(model, publish: true)).Body["workflowDefinition"]!.AsObject();
        await PublishAsync($"{id}-user", $"{name} user", name.Replace(" a", "A", StringComparison.Ordinal).Replace(" b", "B", StringComparison.Ordinal));
        published["description"] = "新的一版";

        var answer = (await hall.First.SaveAsync(published, publish: true)).Body;

        answer["consumingWorkflowCount"]!.GetValue<int>().ShouldBe(count);
        (await PinOfAsync($"{id}-user")).ShouldBe((automatic ? answer["workflowDefinition"]! : published)["id"]!.ToString());
    }

    [Fact]
    public async Task The_way_into_an_activity_that_stands_for_another_is_told_step_by_step()
    {
        await PublishAsync("inside", "Inside of it");
        await PublishAsync("outside", "Outside of it", "Elsa.WriteLine", "InsideOfIt");
        var version = (await hall.First.OpenAsync("outside"))["id"]!.ToString();
        const string Container = "Workflow1:Flowchart1:step2";

        var graph = await hall.First.GetAsync($"workflow-definitions/subgraph/{version}?parentNodeId={Container}");
        (graph["nodeId"]!.ToString(), graph["port"]!.ToString()).ShouldBe((Container, "Activities"));
        graph["activity"]!["root"]!["root"]!["activities"]![0]!["nodeId"]!.ToString().ShouldBe($"{Container}:Workflow1:Flowchart1:step1");

        var way = await hall.First.GetAsync($"workflow-definitions/subgraph/segments/{version}?childNodeId={Container}:Workflow1:Flowchart1:step1");
        way["childNode"]!["activity"]!["type"]!.ToString().ShouldBe("Elsa.WriteLine");
        way["container"]!["nodeId"]!.ToString().ShouldBe(Container);
        var segment = way["pathSegments"]!.AsArray().ShouldHaveSingleItem()!;
        (segment["activityNodeId"]!.ToString(), segment["activityType"]!.ToString(), segment["portName"]!.ToString(), segment["activityName"]!.ToString())
            .ShouldBe((Container, "InsideOfIt", "Root", "Step2"));
        (await hall.First.Client.GetAsync(new Uri($"/elsa/api/workflow-definitions/subgraph/segments/{version}?childNodeId=Workflow1:nowhere", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await hall.First.GetAsync($"workflow-definitions/subgraph/{version}"))["activity"]!["type"]!.ToString().ShouldBe("Elsa.Workflow", "without a node it is the whole");
    }

    [Fact]
    public async Task Two_that_would_run_one_another_for_ever_are_not_published()
    {
        await hall.First.SaveAsync(Drawn.Of("circle-a", "Circle a", "CircleB"));
        await hall.First.SaveAsync(Drawn.Of("circle-b", "Circle b", "CircleA"));

        var (status, refusal) = await hall.First.PostAsync("workflow-definitions/circle-a/publish");

        status.ShouldBe(HttpStatusCode.BadRequest);
        Owner.Sentence(refusal).ShouldContain("Step1");
        Owner.Sentence(refusal).ShouldContain("循环");
    }

    private async Task<string> PublishAsync(string id, string name, params string[] types)
    {
        var (status, body) = await hall.First.SaveAsync(Drawn.Of(id, name, types is [] ? ["Elsa.WriteLine"] : types), publish: true);
        status.ShouldBe(HttpStatusCode.OK, body.ToJsonString());
        return body["workflowDefinition"]!["id"]!.ToString();
    }

    private async Task<string> PublishAgainAsync(string id)
    {
        var (_, body) = await hall.First.SaveAsync((await hall.First.OpenAsync(id)).With("description", "改过"), publish: true);
        return body["workflowDefinition"]!["id"]!.ToString();
    }

    /// <summary>The version that its activity of another definition is tied to.</summary>
    private async Task<string?> PinOfAsync(string id) =>
        (await hall.First.OpenAsync(id))["root"]!["activities"]!.AsArray().Select(a => a!["workflowDefinitionVersionId"]?.ToString()).SingleOrDefault(pin => pin is not null);
}
