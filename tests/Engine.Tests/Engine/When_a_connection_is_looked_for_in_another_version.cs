using System.Collections.Immutable;
using System.Text.Json;
using StaffFlows.Engine.Activities;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Tests.Engine.Support;

namespace StaffFlows.Engine.Tests.Engine;

public sealed class When_a_connection_is_looked_for_in_another_version
{
    [Theory]
    [InlineData("a.X-b a.Y-b", 0, "a.Y-b a.X-b", 1, "two between the same steps are told apart by their ports")]
    [InlineData("a.X-b", 0, "a.Z-b", 0, "the port was renamed")]
    [InlineData("a.X-b", 0, "a.Z-b a.Y-b", null, "either could be meant")]
    [InlineData("a.X-b a.X-b", 1, "a.X-b a.X-b", 1, "drawn twice in both")]
    [InlineData("a.X-b a.X-b", 1, "a.X-b", null, "drawn twice, now once")]
    [InlineData("a.X-c a.X-b", 1, "a.X-b a.X-c", 0, "the other one leads elsewhere")]
    [InlineData("c.X-b a.X-b", 1, "a.X-b c.X-b", 0, "the other one comes from elsewhere")]
    [InlineData("a.X-b", 0, "c.X-b", null, "it comes from elsewhere now")]
    [InlineData("a.X-b", 0, "a.X-c", null, "it leads elsewhere now")]
    [InlineData("gone.X-b", 0, "a.X-b", null, "where it came from is gone")]
    [InlineData("a.X-gone", 0, "a.X-b", null, "where it led to is gone")]
    public void It_is_the_one_with_the_same_ends_and_ports(string old, int number, string changed, int? expected, string reason)
    {
        var stay = ImmutableDictionary<string, string>.Empty.Add("a", "a").Add("b", "b").Add("c", "c");

        new ContainerMigration(Flowchart(old), Flowchart(changed), ImmutableDictionary<string, JsonElement>.Empty, stay, []).FindConnection(number).ShouldBe(expected, reason);
    }

    private static ActivityNode Flowchart(string connections)
    {
        var flow = new Flow().Line("a").Line("b").Line("c").Line("gone");
        foreach (var connection in connections.Split(' ')) flow.Path(connection.Split('-'));

        return WorkflowGraph.Compile(flow.Build(), new(StandardActivities.All)).FindById("flow")!;
    }
}
