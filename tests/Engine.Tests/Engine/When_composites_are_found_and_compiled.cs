using System.Text.Json.Nodes;
using StaffFlows.Engine.Activities;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Runtime;
using StaffFlows.Engine.Tests.Engine.Support;
using static StaffFlows.Engine.Tests.Engine.Support.Nodes;

namespace StaffFlows.Engine.Tests.Engine;

public sealed class When_composites_are_found_and_compiled
{
    private static readonly ActivityCatalog Catalog = new(StandardActivities.All);

    [Theory]
    [InlineData("child", "child-v1", "v1", "the version it is pinned to")]
    [InlineData("child", "gone", "v2", "else the published one")]
    [InlineData("child", null, "v2", "the published one")]
    [InlineData(null, null, "v2", "by its type alone")]
    [InlineData("draft", null, "draft", "the latest where none is published")]
    public async Task A_definition_is_found_by_version_then_published_then_latest(string? definitionId, string? versionId, string line, string because)
    {
        var use = Activity("c", definitionId == "draft" ? "Draft" : "Child", ("workflowDefinitionId", definitionId), ("workflowDefinitionVersionId", versionId));
        var scenario = new Scenario(Define(use)).And(Usable("Child", Line("v1")), Usable("Child", Line("v2"), version: 2));
        scenario.Definitions.Save(Usable("Draft", Line("draft")));

        await scenario.StartAsync();

        scenario.Lines.ShouldBe([line], because);
    }

    [Theory]
    [InlineData("\"\"")]
    [InlineData("7")]
    [InlineData("null")]
    public async Task An_activity_that_names_no_version_is_what_its_type_says(string version)
    {
        var line = Line("here");
        line["workflowDefinitionVersionId"] = JsonNode.Parse(version);
        var scenario = new Scenario(Define(line));

        await scenario.StartAsync();

        scenario.Lines.ShouldBe(["here"]);
    }

    [Theory]
    [InlineData("check balance", "CheckBalance")]
    [InlineData("check-balance_now", "CheckBalanceNow")]
    [InlineData("请假审批", "请假审批")]
    [InlineData("", "")]
    public void Its_type_is_its_name_in_PascalCase(string name, string type) => Usable(name, Line("l")).ActivityTypeName().ShouldBe(type);

    [Fact]
    public void Designers_show_it_as_an_activity()
    {
        var plain = CompositeDescriptor.Of(Usable("Plain", Line("l")) with { IsPublished = false });
        (plain.Type, plain.Category, plain.DisplayName, plain.Description).ShouldBe(("Plain", "Workflows", new("Plain", "Plain"), new("", "")));
        (plain.Version, plain.IsBrowsable, plain.Inputs.Length, plain.Outputs.Length).ShouldBe((1, false, 0, 0));
        plain.Ports.ShouldBe(["Done"]);

        var rich = Usable("Rich", Line("l"), inputs: ["Days"], outputs: ["Decision"], outcomes: ["Yes", "No"], version: 3) with { IsPublished = true, Description = "Asks." };
        rich.Options["activityCategory"] = "HR";
        var shown = CompositeDescriptor.Of(rich);
        (shown.Category, shown.Description, shown.Version, shown.IsBrowsable).ShouldBe(("HR", new("Asks.", "Asks."), 3, true));
        (shown.Inputs.Single().Name, shown.Outputs.Single().Name, shown.MayWait).ShouldBe(("Days", "Decision", true));
        shown.Ports.ShouldBe(["Yes", "No"]);
        CompositeDescriptor.Of(rich with { Name = null }).DisplayName.ShouldBe(new("rich", "rich"));
    }

    [Fact]
    public void They_hide_the_same_activities_of_the_engine_as_Elsa_and_none_holds_others_without_saying_so()
    {
        StandardActivities.All.Where(activity => !activity.Descriptor.IsBrowsable).Select(activity => activity.Type).ShouldBe(["Elsa.Sequence", "Elsa.Parallel", "Elsa.Fork"], ignoreOrder: true);
        new RunTask().Descriptor.EmbeddedPorts.ShouldBeEmpty();
    }

    [Fact]
    public void By_its_id_an_activity_of_the_definition_itself_is_found_before_one_in_a_composite()
    {
        var child = Usable("Child", Line("l"));
        var library = new CompositeLibrary(System.Collections.Immutable.ImmutableDictionary<CompositeReference, WorkflowDefinition>.Empty.Add(new("Child", "child", "child-v1"), child), isFixed: true);

        var graph = WorkflowGraph.Compile(Define(Sequence("s", Use("c", "Child", 1), Line("l"))), Catalog, library);

        graph.FindById("l")!.NodeId.ShouldBe("Workflow1:s:l");
    }

    [Fact]
    public void Older_files_say_at_the_top_that_they_are_usable()
    {
        var definition = Usable("Child", Line("l"));

        (definition with { Options = [] }).IsUsableAsActivity().ShouldBeFalse();
        (definition with { Options = [], Extra = new JsonObject { ["usableAsActivity"] = true } }).IsUsableAsActivity().ShouldBeTrue();
    }

    [Fact]
    public async Task One_that_is_not_usable_is_an_unknown_type()
    {
        var scenario = new Scenario(Define(Activity("c", "Child"))).And(Usable("Child", Line("l")) with { Options = [] });

        await scenario.StartAsync();

        (await scenario.InstanceAsync()).Incidents.ShouldHaveSingleItem().Code.ShouldBe("unknown-activity-type");
    }

    [Fact]
    public async Task A_definition_that_contains_itself_through_another_is_an_incident_when_it_gets_there()
    {
        var a = Usable("A", Sequence("s", Line("a"), Use("b", "B", 1)));
        var b = Usable("B", Sequence("s", Line("b"), Use("a", "A", 1)));
        var scenario = new Scenario(Define(Sequence("s", Line("start"), Use("a", "A", 1)))).And(a, b);

        await scenario.StartAsync();

        scenario.Lines.ShouldBe(["start", "a", "b"]);
        var incident = (await scenario.InstanceAsync()).Incidents.ShouldHaveSingleItem();
        (incident.Code, incident.NodeId).ShouldBe(("workflow-cycle", "Workflow1:s:a:Workflow1:s:b:Workflow1:s:a"));
        incident.Message.ShouldContain("p → a → b → a");
    }

    [Fact]
    public async Task An_older_version_of_itself_is_no_cycle()
    {
        var scenario = new Scenario(Define(Use("c", "A", 2))).And(Usable("A", Line("old")), Usable("A", Sequence("s", Line("new"), Use("a", "A", 1)), version: 2));

        await scenario.StartAsync();

        scenario.Lines.ShouldBe(["new", "old"]);
    }

    [Theory]
    [InlineData(16, null)]
    [InlineData(17, "workflow-too-deep")]
    public async Task Definitions_nest_only_so_deep(int depth, string? code)
    {
        var scenario = new Scenario(Define(Use("c", "L1", 1)))
            .And([.. Enumerable.Range(1, depth).Select(level => Usable($"L{level}", level == depth ? Line("deepest") : Use("c", $"L{level + 1}", 1)))]);

        await scenario.StartAsync();

        (await scenario.InstanceAsync()).Incidents.Select(incident => incident.Code).ShouldBe(code is null ? [] : [code]);
        scenario.Lines.ShouldBe(code is null ? ["deepest"] : []);
    }

    [Fact]
    public async Task A_few_small_definitions_cannot_grow_into_millions_of_activities()
    {
        WorkflowDefinition Level(int level) =>
            Usable($"L{level}", Sequence("s", [.. Enumerable.Range(0, 10).Select(i => level == 8 ? Line($"l{i}") : Use($"c{i}", $"L{level + 1}", 1))]));
        var store = new InMemoryDefinitions();
        foreach (var level in Enumerable.Range(1, 8)) store.Publish(Level(level));
        var definition = Define(Use("c", "L1", 1));

        var graph = WorkflowGraph.Compile(definition, Catalog, await CompositeLoader.LoadAsync(definition, Catalog, store, CancellationToken.None));

        graph.Nodes.Count().ShouldBeLessThan(6_000);
    }

    [Theory]
    [InlineData(4_997, true)]
    [InlineData(4_998, false)]
    public async Task No_further_one_is_built_behind_five_thousand_activities(int lines, bool isBuilt)
    {
        var store = new InMemoryDefinitions();
        store.Publish(Usable("Child", Line("inside")));
        var definition = Define(Sequence("s", [.. Enumerable.Range(0, lines).Select(i => Line($"l{i}")), Use("c", "Child", 1)]));

        var graph = WorkflowGraph.Compile(definition, Catalog, await CompositeLoader.LoadAsync(definition, Catalog, store, CancellationToken.None));

        graph.Nodes.Any(node => node.Id == "inside").ShouldBe(isBuilt);
    }

    [Fact]
    public async Task Only_what_cannot_change_any_more_is_kept_compiled()
    {
        var store = new InMemoryDefinitions();
        store.Publish(Usable("Child", Line("v1")));
        store.Publish(Define(Use("c", "Child", 1)));
        store.Publish(Usable("Loose", Activity("c", "Child")));
        store.Publish(Usable("Deep", Use("c", "Loose", 1)));
        store.Save(Usable("Draft", Line("d")));
        store.Publish(Usable("OnDraft", Use("c", "Draft", 1)));
        var cache = new GraphCache(store, Catalog);

        (await IsKeptAsync("p-v1")).ShouldBeTrue("pinned to what was published");
        (await IsKeptAsync("child-v1")).ShouldBeTrue("refers to nothing");
        (await IsKeptAsync("loose-v1")).ShouldBeFalse("takes whatever is published");
        (await IsKeptAsync("deep-v1")).ShouldBeFalse("what it refers to takes whatever is published");
        (await IsKeptAsync("draft-v1")).ShouldBeFalse("a draft");
        (await IsKeptAsync("ondraft-v1")).ShouldBeFalse("pinned to a draft");

        async Task<bool> IsKeptAsync(string version) =>
            ReferenceEquals(await cache.FindVersionAsync(version, CancellationToken.None), await cache.FindVersionAsync(version, CancellationToken.None));
    }

    [Fact]
    public async Task An_instance_whose_step_vanished_with_an_unpinned_definition_is_told_so_and_not_broken()
    {
        var scenario = new Scenario(Define(Activity("c", "Child"))).And(Usable("Child", Task("t")));
        await scenario.StartAsync();
        scenario.And(Usable("Child", Task("u"), version: 2));

        var refused = (await scenario.AnswerAsync("t")).ShouldBeOfType<BurstOutcome.Refused>();

        (refused.Rejection.Code, refused.Rejection.Arguments.Single()).ShouldBe(("definition-changed", "Workflow1:c:Workflow1:t"));
    }
}
