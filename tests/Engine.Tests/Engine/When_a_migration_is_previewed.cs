using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Tests.Engine.Support;
using static StaffFlows.Engine.Tests.Engine.Support.Nodes;

namespace StaffFlows.Engine.Tests.Engine;

public sealed class When_a_migration_is_previewed
{
    [Fact]
    public async Task Every_step_of_the_old_version_is_unchanged_mapped_or_unmapped_and_nothing_is_written()
    {
        var scenario = new Scenario(Define(Sequence("s", Line("same"), Line("changed", "1"), Line("moves"), Task("t"), Line("gone"), Line("renamed"), If("if", "true", Line("then")))))
            .And(Define(Sequence(
                "s", Line("same"), Line("changed", "2"), Task("t"), Sequence("into", Line("moves")), Line("new name"), Line("fresh"), If("if", "true", Line("then")))) with { Id = "p-v2", Version = 2 });
        await scenario.StartOldAsync();
        var commits = scenario.Store.Commits.Count;

        var report = await scenario.PreviewAsync(("Workflow1:s:renamed", "Workflow1:s:new name"));

        report.Refused.ShouldBeNull();
        (report.FromVersionId, report.ToVersionId).ShouldBe(("p-v1", "p-v2"));
        report.Nodes.Select(node => $"{node.Name} {node.Migration} {node.TargetNodeId}").ShouldBe(
        [
            "Workflow1 Unchanged Workflow1", "s Unchanged Workflow1:s", "same Unchanged Workflow1:s:same", "changed Mapped Workflow1:s:changed", "moves Mapped Workflow1:s:into:moves",
            "t Unchanged Workflow1:s:t", "gone Unmapped ", "renamed Mapped Workflow1:s:new name", "if Unchanged Workflow1:s:if", "then Unchanged Workflow1:s:if:then",
        ]);
        report.Nodes.Where(node => node.IsActive).Select(node => node.Name).ShouldBe(["Workflow1", "s", "t"]);
        report.Added.ShouldBe(["Workflow1:s:into", "Workflow1:s:fresh"]);
        scenario.Store.Commits.Count.ShouldBe(commits);
    }

    [Fact]
    public async Task Names_and_positions_do_not_count_but_connections_and_conditions_do()
    {
        var moved = Task("t");
        moved["metadata"] = new System.Text.Json.Nodes.JsonObject { ["designer"] = new System.Text.Json.Nodes.JsonObject { ["position"] = new System.Text.Json.Nodes.JsonObject { ["x"] = 7 } } };
        static System.Text.Json.Nodes.JsonObject Switch(string condition) => Activity("sw", "Elsa.Switch", ("cases", List(new System.Text.Json.Nodes.JsonObject
        {
            ["label"] = "x", ["condition"] = new System.Text.Json.Nodes.JsonObject { ["type"] = "JavaScript", ["value"] = condition }, ["activity"] = Line("in case"),
        })));
        var scenario = new Scenario(new Flow().Add(Task("t")).Add(Switch("1")).Line("l").Path("t", "sw", "l").Build())
            .And(new Flow().Add(moved).Add(Switch("2")).Line("l").Path("t", "sw").Path("t", "l").Build(version: 2));
        await scenario.StartOldAsync();

        var report = await scenario.PreviewAsync();

        report.Nodes.ToDictionary(node => node.NodeId.Split(':')[^1], node => node.Migration).ShouldBe(new Dictionary<string, NodeMigration>
        {
            ["Workflow1"] = NodeMigration.Unchanged, ["flow"] = NodeMigration.Mapped, ["t"] = NodeMigration.Unchanged, ["sw"] = NodeMigration.Mapped,
            ["in case"] = NodeMigration.Unchanged, ["l"] = NodeMigration.Unchanged,
        });
    }

    [Fact]
    public async Task The_same_id_in_several_places_is_no_counterpart()
    {
        var scenario = new Scenario(Define(Sequence("s", Line("a"), Task("t"))))
            .And(Define(Sequence("s", Sequence("x", Line("a")), Sequence("y", Line("a")), Task("t"))) with { Id = "p-v2", Version = 2 });
        await scenario.StartOldAsync();

        var report = await scenario.PreviewAsync();

        report.Nodes.Single(node => node.Name == "a").Migration.ShouldBe(NodeMigration.Unmapped);
        report.Nodes.Single(node => node.Name == "s").Migration.ShouldBe(NodeMigration.Unchanged, "however many stand in it now");
        report.Refused.ShouldBeNull("it is not active");
    }

    [Fact]
    public async Task Variables_and_labels_count_and_what_stands_inside_counts_for_itself()
    {
        static System.Text.Json.Nodes.JsonObject Switch(string id, string label, string inside) => Activity(id, "Elsa.Switch", ("cases", List(new System.Text.Json.Nodes.JsonObject
        {
            ["label"] = label, ["condition"] = Script("true"), ["activity"] = Line("in " + id, inside),
        })));
        var scenario = new Scenario(Define(Sequence("s", Task("t"), Sequence("kept").With(Variable("X", 1)), Sequence("changed").With(Variable("X", 1)), Switch("label", "A", "1"), Switch("inside", "A", "1"), Line("less"))))
            .And(Define(Sequence("s", Task("t"), Sequence("kept").With(Variable("X", 1)), Sequence("changed").With(Variable("X", 2)), Switch("label", "B", "1"), Switch("inside", "A", "2"), Activity("less", "Elsa.WriteLine")))
                with { Id = "p-v2", Version = 2 });
        await scenario.StartOldAsync();

        var report = await scenario.PreviewAsync();

        report.Nodes.Where(node => node.Migration is NodeMigration.Mapped).Select(node => node.Name).ShouldBe(["changed", "label", "in inside", "less"]);
    }

    [Fact]
    public async Task What_the_caller_names_himself_is_mapped()
    {
        var scenario = new Scenario(Define(Sequence("s", Task("t")))).And(Define(Sequence("s", Task("t"))) with { Id = "p-v2", Version = 2 });
        await scenario.StartOldAsync();

        var report = await scenario.PreviewAsync(("Workflow1:s:t", "Workflow1:s:t"));

        report.Nodes.Select(node => node.Migration).ShouldBe([NodeMigration.Unchanged, NodeMigration.Unchanged, NodeMigration.Mapped]);
    }
}
