using System.Text.Json.Nodes;
using StaffFlows.Engine.Activities;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Runtime;
using StaffFlows.Engine.Tests.Engine.Support;
using static StaffFlows.Engine.Tests.Engine.Support.Nodes;

namespace StaffFlows.Engine.Tests.Engine;

public sealed class When_composites_are_pinned
{
    private static readonly ActivityCatalog Catalog = new(StandardActivities.All);

    [Fact]
    public async Task Each_that_names_no_version_gets_the_published_one_wherever_it_stands()
    {
        var store = new InMemoryDefinitions();
        store.Publish(Usable("Child", Line("v1")));
        store.Publish(Usable("Child", Line("v2"), version: 2));
        var definition = Define(Sequence("s", Activity("a", "Child"), If("i", "true", new Flow().Add(Activity("b", "Child", ("workflowDefinitionId", "child"))).AsActivity("f"))));

        var pinned = await CompositeLoader.PinAsync(definition, Catalog, store, CancellationToken.None);

        var root = pinned.Root;
        foreach (var use in (JsonNode[])[root["activities"]![0]!, root["activities"]![1]!["then"]!["activities"]![0]!])
        {
            ((string?)use["workflowDefinitionId"], (string?)use["workflowDefinitionVersionId"], (int?)use["version"]).ShouldBe(("child", "child-v2", 2));
            ((string?)use["latestAvailablePublishedVersionId"], (int?)use["latestAvailablePublishedVersion"]).ShouldBe(("child-v2", 2));
        }

        definition.Root["activities"]![0]!["workflowDefinitionVersionId"].ShouldBeNull("the definition given is left alone");
        ActivityPins.FindUnpinned(pinned, Catalog).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_pinned_unknown_or_unpublished_stays_as_it_is()
    {
        var store = new InMemoryDefinitions();
        store.Publish(Usable("Child", Line("v1")));
        store.Publish(Usable("Child", Line("v2"), version: 2));
        store.Save(Usable("Draft", Line("d")));
        var definition = Define(Sequence("s", Use("a", "Child", 1), Activity("b", "Acme.Unknown"), Activity("c", "Draft", ("workflowDefinitionId", "draft")), Line("l")));

        var pinned = await CompositeLoader.PinAsync(definition, Catalog, store, CancellationToken.None);

        pinned.Root.ToJsonString().ShouldBe(definition.Root.ToJsonString());
        var used = Usable("Child", Line("v2"), version: 2);
        ActivityPins.Pin(definition, Catalog, _ => used).Root["activities"]![0]!.ToJsonString().ShouldBe(definition.Root["activities"]![0]!.ToJsonString(), "whatever there is to be found");
        ActivityPins.FindUnpinned(pinned, Catalog).Select(reference => reference.Type).ShouldBe(["Acme.Unknown", "Draft"]);
    }

    [Fact]
    public async Task A_pinned_definition_stays_what_it_is_when_a_new_version_comes()
    {
        var scenario = new Scenario(Define(Line("x"))).And(Usable("Child", Sequence("s", Line("v1"), Task("t"))));
        var parent = await CompositeLoader.PinAsync(Define(Activity("c", "Child")), Catalog, scenario.Definitions, CancellationToken.None);
        scenario.And(parent);
        await scenario.StartAsync();

        scenario.And(Usable("Child", Line("v2"), version: 2));
        scenario.Restart();
        await scenario.AnswerAsync("t");

        scenario.Lines.ShouldBe(["v1"]);
        (await scenario.StatusAsync()).ShouldBe(WorkflowSubStatus.Finished);
    }
}
